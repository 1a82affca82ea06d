"""`manage.py load_places`: the shipped territory, added where it is not there yet."""

from typing import Any

from django.core.management.base import BaseCommand

from behoc.config.places import SOURCE, places
from behoc.ground.administration.services.loading import load_places
from behoc.kernel.actor import system_actor


class Command(BaseCommand):
    """Adds the nation, provinces and communes; a second run changes nothing."""

    help = "Nạp tỉnh, xã đang có hiệu lực; chạy lại không thay đổi gì."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load and say how many were new."""
        new = load_places(system_actor("địa bàn"), places(), SOURCE)
        self.stdout.write(f"  {new} địa bàn mới." if new else "  Địa bàn đã đủ.")
