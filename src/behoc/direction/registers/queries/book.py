"""A register as a book: which lines, in which columns, under which cover."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from django.db.models import Max, Min, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from behoc.direction.registers.models import NumberSeries, RegisterEntry
from behoc.direction.registers.rules.columns import Column, columns
from behoc.direction.registers.rules.series import Direction
from behoc.ground.access.queries import scope_for
from behoc.ground.organisations.queries import get_body_by_id
from behoc.kernel.actor import Actor
from behoc.kernel.clock import day_in_words, today
from behoc.kernel.lexemes import all_of, split_words
from behoc.kernel.text import fold

GAPS_SHOWN = 4
LARGEST = 2**31 - 1  # what the column takes


@dataclass(frozen=True, slots=True)
class Selection:
    """Which part of which register is asked for."""

    direction: Direction = Direction.IN
    year: int | None = None
    series: str = ""
    since: date | None = None
    until: date | None = None
    words: str = ""

    @property
    def is_narrowed(self) -> bool:
        """True when more than the book itself was chosen."""
        return bool(self.since or self.until or self.words)


@dataclass(frozen=True, slots=True)
class Cover:
    """What stands on the cover of a printed register."""

    superior: str
    body: str
    title: str
    year_words: str
    book_words: str
    days_words: str
    numbers_words: str

    @property
    def lines(self) -> tuple[str, ...]:
        """The cover as lines, for the head of a workbook."""
        days = f"{self.days_words}. {self.numbers_words}"
        named = (self.superior, self.body, f"{self.title}, {self.year_words}", self.book_words)
        return (*(line for line in named if line), days)


def list_entries(actor: Actor, chosen: Selection) -> Any:
    """The lines of the chosen register in the order of their numbers; a query set to page."""
    rows = RegisterEntry.objects.within(scope_for(actor, "register.view"))
    rows = rows.filter(organisation_id=actor.body_id, direction=chosen.direction)
    if chosen.year:
        rows = rows.filter(year=chosen.year)
    if chosen.series:
        rows = rows.filter(series__public_id=chosen.series)
    if chosen.since:
        rows = rows.filter(registered_on__gte=chosen.since)
    if chosen.until:
        rows = rows.filter(registered_on__lte=chosen.until)
    if chosen.words:
        rows = rows.filter(_holds(chosen.words))
    return rows.select_related("document", "document__dispatch", "series", "series__book").order_by(
        "year", "series_id", "number", "letter", "repeat"
    )


def list_years(actor: Actor, direction: Direction) -> list[int]:
    """The years of the register that have lines, and this year, the latest first."""
    rows = RegisterEntry.objects.within(scope_for(actor, "register.view"))
    found = rows.filter(organisation_id=actor.body_id, direction=direction)
    kept = set(found.values_list("year", flat=True).distinct())
    return sorted(kept | {today().year}, reverse=True)


def list_series(actor: Actor, direction: Direction, year: int | None) -> list[NumberSeries]:
    """The runs of numbers that have lines in that year."""
    rows = NumberSeries.objects.within(scope_for(actor, "register.view"))
    entries = RegisterEntry.objects.within(scope_for(actor, "register.view"))
    used = entries.filter(direction=direction, **({"year": year} if year else {}))
    kept = rows.filter(organisation_id=actor.body_id, pk__in=used.values("series_id"))
    return list(kept.select_related("book").order_by("book__name", "doc_type", "period"))


def series_words(series: NumberSeries) -> str:
    """A run of numbers as people call it."""
    if series.book is not None:
        return str(series.book.name)
    if series.doc_type:
        return series.doc_type.capitalize() + (f" {series.period[:4]}" if series.period else "")
    return _("Sổ chung")


def list_gaps(series: Iterable[NumberSeries]) -> list[str]:
    """Numbers below the last one that stand in no line and were not set aside: “13–150”."""
    found: list[str] = []
    for each in series:
        rows = RegisterEntry.objects.everything(reason="the series were fetched within reach")
        numbers = set(rows.filter(series=each).values_list("number", flat=True))
        found += _ranges_between(sorted({*numbers, *each.set_aside, each.last_number + 1}))
    return found


def cells_of(entry: RegisterEntry) -> dict[str, str]:
    """Every fact of a line in words; what nobody knows is empty on paper."""
    document = entry.document
    kind = ": ".join(filter(None, [document.doc_type, document.subject]))
    return {
        "number": f"{entry.number:02d}{entry.letter}",
        "number_symbol": document.number_symbol or "",
        "issued_on": _day(document.issued_on),
        "arrived_on": _day(entry.arrived_on),
        "issuer": document.issuer_name or "",
        "subject": kind or document.dispatch.title,
        "signer": document.signer_name or "",
        "recipients": entry.recipients or "",
        "keeper": entry.keeper or "",
        "copies": str(entry.copies or ""),
        "forwarded_to": entry.forwarded_to or "",
        "forwarded_on": _day(entry.forwarded_on),
        "received_by": entry.received_by or "",
        "note": "; ".join(_notes(entry)),
    }


def list_rows(entries: Iterable[RegisterEntry], shown: Iterable[Column]) -> Iterable[list[str]]:
    """The lines as rows of words in those columns, one after another."""
    codes = [column.code for column in shown]
    for entry in entries:
        cells = cells_of(entry)
        yield [cells[code] for code in codes]


def build_cover(actor: Actor, chosen: Selection) -> Cover:
    """The cover of the chosen part: whose book, of which year, from when to when."""
    body = get_body_by_id(actor.body)
    rows = list_entries(actor, chosen).order_by()
    ends = rows.aggregate(
        first=Min("registered_on"), last=Max("registered_on"), low=Min("number"), high=Max("number")
    )
    numbers = _("Từ số …… đến số ……")
    if ends["high"]:
        numbers = _("Từ số %(low)s đến số %(high)s") % {"low": ends["low"], "high": ends["high"]}
    first, last = chosen.since or ends["first"], chosen.until or ends["last"]
    days = _("Từ ngày %(first)s đến ngày %(last)s") % {
        "first": _day(first) or "……",
        "last": _day(last) or "……",
    }
    return Cover(
        superior=body.superior.name if body.superior else "",
        body=body.name,
        title=register_title(chosen.direction),
        year_words=_("Năm: %(year)s") % {"year": chosen.year or today().year},
        book_words=_book_words(actor, chosen),
        days_words=days,
        numbers_words=numbers,
    )


def register_title(direction: str) -> str:
    """The official name of a register."""
    if direction == Direction.OUT:
        return _("Sổ đăng ký văn bản đi")
    return _("Sổ đăng ký văn bản đến")


def columns_of(direction: str) -> tuple[Column, ...]:
    """The columns of a register with their printed heads."""
    return columns(direction)


def address_of(entry: RegisterEntry) -> str:
    """The page of a line."""
    return reverse("registers:entry", args=[entry.public_id])


def _book_words(actor: Actor, chosen: Selection) -> str:
    found: NumberSeries | None = None
    if chosen.series:
        rows = NumberSeries.objects.within(scope_for(actor, "register.view"))
        found = rows.select_related("book").filter(public_id=chosen.series).first()
    return _("Quyển số: %(book)s") % {"book": series_words(found) if found else "……"}


def _holds(words: str) -> Q:
    *whole, last = [fold(word) for word in split_words(words)] or [""]
    if not last:
        return Q()
    found = Q(document__search_text__lexemes__holds=all_of(whole, prefixes=[last]))
    if not whole and last.isascii() and last.isdigit():
        found |= Q(number=min(int(last), LARGEST))
    return found


def _notes(entry: RegisterEntry) -> list[str]:
    notes = [entry.note] if entry.note else []
    if entry.cancelled_at:
        notes.append(
            _("Đã hủy %(day)s: %(reason)s")
            % {"day": day_in_words(entry.cancelled_at), "reason": entry.cancel_reason}
        )
    if entry.duplicate_reason:
        notes.append(_("Trùng, vẫn vào sổ: %(reason)s") % {"reason": entry.duplicate_reason})
    elif entry.repeat:
        notes.append(_("Số này đã có ở một dòng khác"))
    return notes


def _ranges_between(taken: list[int]) -> list[str]:
    """What is left out below the last of the numbers: “13–15” and “18”, the first few only."""
    left = [
        (before + 1, after - 1) for before, after in pairwise([0, *taken]) if after > before + 1
    ]
    words = [f"{low}–{high}" if low < high else str(low) for low, high in left]
    return words[:GAPS_SHOWN] + (["…"] if len(words) > GAPS_SHOWN else [])


def _day(value: Any) -> str:
    return f"{value:%d/%m/%Y}" if value else ""
