"""`manage.py verify-log`: is the log still what was sealed?"""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from behoc.config.settings import ENVIRONMENT
from behoc.ground.audit.queries.chain import Chain, verify_chain
from behoc.kernel.clock import in_words, now

SHOWN = 5


class Command(BaseCommand):
    """Works the whole chain out again and says what it found."""

    help = "Kiểm chuỗi dấu niêm của nhật ký; báo mắt xích hỏng đầu tiên và dòng chưa niêm."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What was noted at an earlier check."""
        parser.add_argument(
            "--expect",
            default="",
            metavar="SỐ:DẤU",
            help="đầu chuỗi đã ghi lại lần trước; báo lỗi khi chuỗi không còn chứa nó",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Say it; end with an error where the log was tampered with."""
        chain = verify_chain(options["expect"])
        self.stdout.write(f"Dòng đã niêm: {chain.sealed}")
        self.stdout.write(f"Đầu chuỗi: {chain.head}")
        self.stdout.write(f"Dòng chưa niêm: {chain.unsealed}{_age(chain)}")
        troubles = _troubles(chain)
        if chain.backdated and ENVIRONMENT.local:
            self.stdout.write(f"{_backdated(chain)} Dữ liệu mẫu kể lại ngày cũ nên ghi như vậy.")
        elif chain.backdated:
            troubles.append(_backdated(chain))
        if troubles:
            raise CommandError(" ".join(troubles))
        self.stdout.write("Chuỗi nguyên vẹn.")


def _age(chain: Chain) -> str:
    oldest = chain.oldest_unsealed_at
    if oldest is None:
        return ""
    minutes = int((now() - oldest).total_seconds() // 60)
    return f", cũ nhất từ {in_words(oldest)} ({minutes} phút)"


def _troubles(chain: Chain) -> list[str]:
    found = []
    if chain.broken_at is not None:
        found.append(f"Mắt xích hỏng đầu tiên: {chain.broken_at}.")
    if not chain.knows_expected:
        found.append("Chuỗi không còn chứa đầu chuỗi đã ghi lại lần trước.")
    return found


def _backdated(chain: Chain) -> str:
    shown = ", ".join(str(number) for number in chain.backdated[:SHOWN])
    more = ", …" if len(chain.backdated) > SHOWN else ""
    return f"{len(chain.backdated)} dòng ghi lùi giờ, mã dòng: {shown}{more}."
