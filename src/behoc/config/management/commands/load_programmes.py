"""`manage.py load_programmes`: the nation's movements and schemes, added or mended."""

from typing import Any

from django.core.management.base import BaseCommand

from behoc.direction.programmes.rules import read_programmes
from behoc.direction.programmes.services import load_programmes
from behoc.kernel import data
from behoc.kernel.actor import system_actor


class Command(BaseCommand):
    """Adds the shipped programmes and mends those whose file changed."""

    help = "Nạp phong trào, đề án của cả nước; chạy lại không thay đổi gì."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load and say how many were new or changed."""
        shipped = read_programmes(data.path("programmes"))
        changed = load_programmes(system_actor("phong trào"), shipped)
        self.stdout.write(
            f"  {changed} phong trào, đề án mới hoặc sửa." if changed else "  Phong trào đã đủ."
        )
