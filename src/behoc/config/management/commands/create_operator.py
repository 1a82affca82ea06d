"""`manage.py create_operator NAME FULL_NAME`: the first account of a real installation."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from behoc.config.places import NATION
from behoc.ground.administration.services.loading import Source, load_bodies
from behoc.ground.administration.services.people import add_person
from behoc.ground.organisations.queries import find_body_by_code, find_place
from behoc.ground.organisations.rules.bodies_file import BodyRow, Sheet
from behoc.kernel.actor import Actor, system_actor
from behoc.kernel.errors import Refusal

OFFICE = "VAN-HANH"


class Command(BaseCommand):
    """Makes a system operator who reaches every place, with a one-time password."""

    help = "Tạo người quản trị hệ thống đầu tiên; in mật khẩu dùng một lần."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Who, and in which body."""
        parser.add_argument("sign_in_name", help="tên đăng nhập")
        parser.add_argument("full_name", help="họ và tên")
        parser.add_argument("--body", default=OFFICE, help="mã cơ quan, mặc định %(default)s")
        parser.add_argument(
            "--body-name", default="Đơn vị vận hành", help="tên cơ quan khi chưa có mã đó"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the body where it is not there yet, then the person."""
        actor = system_actor("tạo quản trị hệ thống")
        if find_place(NATION.code) is None:
            raise CommandError("Chưa có địa bàn. Chạy load_places trước.")
        try:
            with transaction.atomic():
                if find_body_by_code(options["body"]) is None:
                    self._keep_office(actor, options["body"], options["body_name"])
                body = find_body_by_code(options["body"])
                assert body is not None  # noqa: S101 (made just above)
                person, password = add_person(
                    actor,
                    body,
                    sign_in_name=options["sign_in_name"],
                    full_name=options["full_name"],
                    role="system_operator",
                )
        except Refusal as refusal:
            raise CommandError(refusal.sentence) from refusal
        self.stdout.write(f"Tên đăng nhập: {person.sign_in_name}")
        self.stdout.write(f"Mật khẩu dùng một lần: {password}")

    def _keep_office(self, actor: Actor, code: str, name: str) -> None:
        office = BodyRow(
            row=1,
            code=code,
            name=name,
            short_name=name,
            kind="public_service_unit",
            line="state",
            superior=None,
            place=NATION.code,
            valid_from=None,
            valid_to=None,
            symbol="",
            aliases=(),
        )
        load_bodies(actor, Sheet((office,), ()), Source("create_operator", "create_operator"))
