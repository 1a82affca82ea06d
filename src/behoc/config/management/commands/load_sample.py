"""`manage.py load_sample`: the sample world, on a personal machine only."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from behoc.config.sample import demo_accounts, load_sample_world
from behoc.config.sample_figures import load_sample_figures
from behoc.config.sample_reports import load_sample_reports
from behoc.config.sample_work import load_sample_work


class Command(BaseCommand):
    """Adds the sample places, bodies, people and work; a second run changes nothing."""

    help = "Nạp tỉnh mẫu với cơ quan mọi tuyến và người đủ vai trò (chỉ khi BEHOC_LOCAL=1)."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, and print the accounts when they are new."""
        if not settings.ENVIRONMENT.local:
            raise CommandError(
                "Dữ liệu mẫu có mật khẩu ai cũng biết nên chỉ nạp trên máy cá nhân (BEHOC_LOCAL=1)."
            )
        loaded = load_sample_world()
        acts = load_sample_work()
        figures = load_sample_figures()
        load_sample_reports()
        if not loaded.people:
            self.stdout.write("  Dữ liệu mẫu đã đủ.")
            return
        self.stdout.write(
            f"  {loaded.bodies} cơ quan, {loaded.people} người, {acts} việc đã làm, "
            f"{figures} số liệu."
        )
        for line in demo_accounts():
            self.stdout.write(f"  {line}")
