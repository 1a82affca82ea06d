"""`manage.py verify-rollup`: are the totals what the figures below them make?"""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from behoc.kernel.periods import Period
from behoc.measure.indicators.queries.verifying import WrongTotal, count_marks, list_wrong_totals
from behoc.measure.indicators.rules import Tree

SHOWN = 10


class Command(BaseCommand):
    """Counts every total again from the figures, by another way, and says what differs."""

    help = "Cộng lại mọi số từ số liệu gốc và so với số đang hiện; --period cho một kỳ."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One period, or all."""
        parser.add_argument("--period", metavar="KỲ", help="chỉ một kỳ, ví dụ 2026 hoặc 2026-Q3")

    def handle(self, *args: Any, **options: Any) -> None:
        """Say it; end with an error where a total is wrong."""
        waiting = count_marks()
        if waiting:
            self.stdout.write(f"Số liệu chờ gộp: {waiting}")
        wrong = list_wrong_totals(_key(options["period"]))
        if wrong and waiting:
            raise CommandError(f"{len(wrong)} số chưa khớp khi còn số liệu chờ gộp; chạy lại sau.")
        if wrong:
            raise CommandError(f"{len(wrong)} số cộng dồn sai: {_listed(wrong)}")
        self.stdout.write("Mọi số cộng dồn đều đúng.")


def _key(name: str | None) -> int | None:
    try:
        return Period.named(name).key if name else None
    except ValueError as problem:
        raise CommandError(
            f"Không có kỳ “{name}”. Viết như 2026, 2026-H1, 2026-Q3, 2026-05."
        ) from problem


def _listed(wrong: list[WrongTotal]) -> str:
    trees = {Tree.LINE: "cơ quan", Tree.PLACE: "địa bàn"}
    shown = [
        f"{trees[each.tree]} {each.node}, kỳ {Period.of_key(each.period).name}, "
        f"chỉ số {each.indicator_id}"
        for each in wrong[:SHOWN]
    ]
    return "; ".join(shown) + (" …" if len(wrong) > SHOWN else ".")
