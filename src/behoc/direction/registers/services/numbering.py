"""Numbers of a series: given one after another or taken from the paper, under a lock of the series.

A given number is part of the transaction that enters the paper: rolled back, the number is free
again, so there is no hole; and whoever comes second waits for the first, so there is no double.
"""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Max

from behoc.direction.registers.models import (
    CommitteeTerm,
    NumberSeries,
    RegisterBook,
    RegisterEntry,
)
from behoc.direction.registers.rules import series as rules
from behoc.direction.registers.rules.symbols import Printed
from behoc.kernel.errors import RuleBroken

if TYPE_CHECKING:
    from behoc.ground.organisations.models import Organisation


@dataclass(frozen=True, slots=True)
class Numbered:
    """A number in its series: given, or taken; `repeat` counts earlier papers with that number."""

    number: int
    letter: str = ""
    repeat: int = 0
    is_given: bool = True


def lock_series(
    body: "Organisation", direction: rules.Direction, doc_type: str | None, on: date
) -> NumberSeries:
    """The series that a paper of that type and day belongs to, made at need and held."""
    rule = rules.rule_for(body.line, direction)
    book = rules.book_for(doc_type, _books(body.pk)) if direction == rules.Direction.OUT else None
    facts = {
        "organisation_id": body.pk,
        "direction": direction.value,
        "book_id": book.id if book else None,
        "doc_type": "" if book else rules.type_key(rule, doc_type),
        "period": rules.period_of(rule, on, _term_starts(body.pk)),
    }
    rows = NumberSeries.objects.everything(reason="the series of the actor's own body")
    rows.bulk_create([NumberSeries(**facts)], ignore_conflicts=True)
    found: NumberSeries = rows.select_for_update().get(**facts)
    return found


def give_number(series: NumberSeries) -> Numbered:
    """The next number of a series that is held."""
    if not series.period:
        raise RuleBroken(
            "Chưa ghi nhiệm kỳ nên chưa biết số chạy từ đâu. "
            "Lãnh đạo vào “Cách đánh số” ghi ngày bắt đầu nhiệm kỳ rồi cấp số."
        )
    series.last_number += 1
    series.save(update_fields=["last_number"])
    return Numbered(series.last_number)


def take_number(series: NumberSeries, printed: Printed) -> Numbered:
    """The number that the paper already carries; the series goes on after it."""
    rows = RegisterEntry.objects.everything(reason="entries of a series that is held")
    same = rows.filter(series=series, number=printed.number, letter=printed.letter)
    last = same.aggregate(last=Max("repeat"))["last"]
    if printed.number > series.last_number:
        series.last_number = printed.number
        series.save(update_fields=["last_number"])
    repeat = 0 if last is None else last + 1
    return Numbered(printed.number, printed.letter, repeat, is_given=False)


def settle_last_number(series: NumberSeries) -> None:
    """After a number was mended: the series goes on after the highest number that is taken."""
    rows = RegisterEntry.objects.everything(reason="entries of a series that is held")
    highest = rows.filter(series=series).aggregate(highest=Max("number"))["highest"] or 0
    series.last_number = max(highest, *series.set_aside, 0)
    series.save(update_fields=["last_number"])


def _books(organisation_id: int) -> list[rules.Book]:
    rows = RegisterBook.objects.everything(reason="the books of the actor's own body")
    kept = rows.filter(organisation_id=organisation_id, closed_at__isnull=True).order_by("pk")
    return [rules.Book(book.pk, book.name, tuple(book.types)) for book in kept]


def _term_starts(organisation_id: int) -> list[date]:
    rows = CommitteeTerm.objects.everything(reason="the terms of the actor's own body")
    return list(rows.filter(organisation_id=organisation_id).values_list("starts_on", flat=True))
