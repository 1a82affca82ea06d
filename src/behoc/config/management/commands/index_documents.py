"""`manage.py index_documents`: make what search compares anew, for all documents or the missing."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from behoc.direction.documents.services.indexing import index_all


class Command(BaseCommand):
    """Search needs it after an upgrade or a reorganisation; running it twice changes nothing."""

    help = "Lập lại chỉ mục tìm văn bản; --missing chỉ lập cho văn bản chưa có."

    def add_arguments(self, parser: CommandParser) -> None:
        """Only what has none yet, or everything."""
        parser.add_argument(
            "--missing",
            dest="only_missing",
            action="store_true",
            help="chỉ văn bản chưa có chỉ mục",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Index, and say how many."""
        count = index_all(only_missing=options["only_missing"])
        if count or not options["only_missing"]:
            self.stdout.write(f"  Đã lập chỉ mục tìm cho {count} bộ văn bản.")
