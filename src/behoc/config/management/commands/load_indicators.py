"""`manage.py load_indicators`: what the nation measures, and its targets, added or mended."""

from typing import Any

from django.core.management.base import BaseCommand

from behoc.kernel import data
from behoc.kernel.actor import system_actor
from behoc.measure.indicators.rules.catalogue import read_indicators, read_placed_targets
from behoc.measure.indicators.services.loading import load_indicators, load_placed_targets


class Command(BaseCommand):
    """Adds the shipped indicators with their targets and mends those whose file changed."""

    help = "Nạp chỉ tiêu của cả nước; chạy lại không thay đổi gì."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load and say how many were new or changed."""
        actor = system_actor("chỉ tiêu")
        changed = load_indicators(actor, read_indicators(data.path("indicators")))
        placed = read_placed_targets(data.path("indicators", "targets"))
        changed += load_placed_targets(actor, placed)
        self.stdout.write(f"  {changed} chỉ tiêu mới hoặc sửa." if changed else "  Chỉ tiêu đã đủ.")
