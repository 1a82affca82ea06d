"""`manage.py load_bodies FILE`: a province's bodies, read and checked as on the screen."""

from argparse import ArgumentParser
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from behoc.ground.access.queries import actor_for
from behoc.ground.accounts.queries import find_person
from behoc.ground.administration.queries.bodies import read_sheet
from behoc.ground.administration.services.loading import Source, load_bodies
from behoc.kernel.actor import Actor, system_actor
from behoc.kernel.errors import Refusal


class Command(BaseCommand):
    """Keeps a whole file of bodies, or says what is wrong in which cell and keeps nothing."""

    help = "Nạp cơ quan, tổ chức từ tệp Excel hoặc CSV theo mẫu; cả tệp hoặc không dòng nào."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file, and in whose name."""
        parser.add_argument("file", type=Path, help="tệp .xlsx hoặc .csv")
        parser.add_argument(
            "--as", dest="person", default="", help="tên đăng nhập của người quản trị hệ thống"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Read, check, load; every fault is printed by its cell."""
        path: Path = options["file"]
        try:
            content = path.read_bytes()
        except OSError as problem:
            raise CommandError(f"Không mở được tệp {path}: {problem.strerror}.") from problem
        actor = self._actor(options["person"])
        sheet = read_sheet(actor, content, path.name)
        for error in sheet.errors:
            self.stderr.write(error.message)
        if sheet.errors:
            raise CommandError(f"Tệp có {len(sheet.errors)} lỗi; chưa nạp dòng nào.")
        source = Source(sha256(content).hexdigest()[:40], path.name)
        try:
            loaded = load_bodies(actor, sheet, source)
        except Refusal as refusal:
            raise CommandError(refusal.sentence) from refusal
        self.stdout.write(
            f"{loaded.new} cơ quan mới, {loaded.corrected} được sửa, {loaded.unchanged} giữ nguyên."
        )

    def _actor(self, sign_in_name: str) -> Actor:
        if not sign_in_name:
            return system_actor("nạp cơ quan")
        person = find_person(sign_in_name)
        if person is None:
            raise CommandError(f"Không có người dùng nào tên đăng nhập {sign_in_name}.")
        return actor_for(person)[0]
