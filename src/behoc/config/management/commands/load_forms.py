"""`manage.py load_forms`: the report forms that come with the product."""

from typing import Any

from django.core.management.base import BaseCommand

from behoc.kernel import data
from behoc.kernel.actor import system_actor
from behoc.measure.reporting.rules.catalogue import read_forms
from behoc.measure.reporting.services.forms import load_forms


class Command(BaseCommand):
    """Adds the shipped report forms that are not there yet."""

    help = "Nạp biểu mẫu báo cáo của cả nước; chạy lại không thay đổi gì."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load and say how many editions were new."""
        new = load_forms(system_actor("biểu mẫu"), read_forms(data.path("reporting", "forms")))
        self.stdout.write(f"  {new} bản biểu mẫu mới." if new else "  Biểu mẫu đã đủ.")
