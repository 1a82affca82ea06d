"""`manage.py relate_documents`: relate what was entered before relations were kept."""

from typing import Any

from django.core.management.base import BaseCommand

from behoc.direction.relations.services.keeping import relate_earlier


class Command(BaseCommand):
    """Needed once after an upgrade; running it twice changes nothing."""

    help = "Ghi quan hệ của văn bản đã vào sổ trước khi có chức năng này; chạy lại không đổi gì."

    def handle(self, *args: Any, **options: Any) -> None:
        """Relate, and say how many."""
        count = relate_earlier()
        if count:
            self.stdout.write(f"  Đã ghi quan hệ cho {count} bộ văn bản.")
