"""What looks odd in the figures of the places below a node: reasons to ask there."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from behoc.measure.indicators.queries.board import Board, year_key
from behoc.measure.indicators.queries.values import (
    Key,
    figures_of,
    level_of,
    read_values,
)
from behoc.measure.indicators.queries.words import number, parts_words, percent
from behoc.measure.indicators.rules.progress import Value
from behoc.measure.indicators.rules.quality import ORDER, Flag, Odd, find_odd

if TYPE_CHECKING:
    from behoc.measure.indicators.queries.nodes import Node

NAMED = 3  # silent indicators that a row names; opening the place shows all
_NONE = Value()
# tone, icon, short words, the sentence with its numbers
_FLAGS = {
    Flag.MISSING: (
        ("none", "circle-dashed", gettext_noop("Chưa có số")),
        gettext_noop("Năm trước có, năm nay chưa gửi."),
    ),
    Flag.ABOVE: (
        ("late", "alert", gettext_noop("Vượt mẫu số")),
        gettext_noop("%(top)s lớn hơn cả mẫu số %(whole)s."),
    ),
    Flag.COPY: (
        ("soon", "eye", gettext_noop("Như năm trước")),
        gettext_noop("Cả hai số giống hệt năm trước (%(top)s)."),
    ),
    Flag.JUMP: (
        ("soon", "eye", gettext_noop("Nhảy mạnh")),
        gettext_noop("Từ %(earlier)s thành %(top)s."),
    ),
    Flag.FULL: (
        ("soon", "eye", gettext_noop("Đủ 100%")),
        gettext_noop("Cả %(whole)s đều đạt."),
    ),
    Flag.ROUND: (
        ("soon", "eye", gettext_noop("Số tròn trăm")),
        gettext_noop("%(top)s là số tròn trăm, có thể là số ước."),
    ),
    Flag.FAR: (
        ("soon", "eye", gettext_noop("Khác các nơi")),
        gettext_noop("%(level)s%% trong khi các nơi quanh mức %(middle)s%%."),
    ),
}


@dataclass(frozen=True, slots=True)
class OddRow:
    """One odd figure as its row says it."""

    flag: Flag
    state: tuple[str, str, str]
    place: str
    indicator: str
    why: str
    now: str
    before: str
    url: str


@dataclass(frozen=True, slots=True)
class Quality:
    """The odd figures of a node, and how many there are of each kind."""

    rows: tuple[OddRow, ...]
    chips: tuple[dict[str, Any], ...]
    all: int
    places: int
    clean: int


def build_quality(board: Board, flag: str = "") -> Quality:
    """Everything odd below the node, or of one kind."""
    found = list(_odd(board))
    counts = Counter(row.flag for row in found)
    odd_places = {row.place for row in found}
    shown = [row for row in found if not flag or row.flag == flag]
    base = reverse("indicators:quality") + board.choice.address(indicator="")
    chips = [
        {
            "label": _(_FLAGS[each][0][2]),
            "count": counts[each],
            "url": f"{base}&dau={each}",
            "on": flag == each,
        }
        for each in ORDER
        if counts[each]
    ]
    return Quality(
        rows=tuple(sorted(shown, key=lambda row: (ORDER.index(row.flag), row.place))),
        chips=({"label": _("Tất cả"), "count": len(found), "url": base, "on": not flag}, *chips),
        all=len(found),
        places=len(odd_places),
        clean=len(board.below) - len(odd_places),
    )


def _odd(board: Board) -> Iterator[OddRow]:
    year, told = board.choice.year, [each.indicator for each in board.told]
    now_key, before_key = year_key(year), year_key(year - 1)
    asked = figures_of(told, (year, year - 1), board.choice.view)
    values = read_values(board.below, asked)
    silent: dict[str, list[str]] = {}
    for of in told:
        keys = [Key(node.pk, of.pk, now_key) for node in board.below]
        levels = [level_of(of, values.get(key)) for key in keys]
        peers = [level for level in levels if level is not None]
        for node, key in zip(board.below, keys, strict=True):
            value = values.get(key, _NONE)
            before = values.get(Key(node.pk, of.pk, before_key), _NONE)
            url = reverse("indicators:source") + board.choice.address(
                code=node.code, indicator=of.public_id
            )
            for odd in find_odd(value, before, peers if of.denominator else []):
                if odd.flag is Flag.MISSING:
                    silent.setdefault(node.code, []).append(of.name)
                else:
                    yield _row(of, odd, value, before, place=node.name, url=url)
    for node in board.below:
        if node.code in silent:
            yield _silent(board, node, silent[node.code])


def _row(of: Any, odd: Odd, value: Value, before: Value, *, place: str, url: str) -> OddRow:
    (tone, icon, words), why = _FLAGS[odd.flag]
    facts = {name: _fact(name, number_) for name, number_ in odd.facts}
    return OddRow(
        flag=odd.flag,
        state=(tone, icon, _(words)),
        place=place,
        indicator=of.name,
        why=_(why) % facts if facts else _(why),
        now=parts_words(of, value) or "–",
        before=parts_words(of, before) or "–",
        url=url,
    )


def _silent(board: Board, node: "Node", names: Sequence[str]) -> OddRow:
    """One row for all that a place has not given this year and gave last year."""
    (tone, icon, words), why = _FLAGS[Flag.MISSING]
    return OddRow(
        flag=Flag.MISSING,
        state=(tone, icon, _(words)),
        place=node.name,
        indicator=_silent_words(names),
        why=_(why),
        now="–",
        before="",
        url=reverse("indicators:board") + board.choice.address(code=node.code, indicator=""),
    )


def _silent_words(names: Sequence[str]) -> str:
    facts = {"count": len(names), "names": "; ".join(names[:NAMED]), "more": len(names) - NAMED}
    if len(names) > NAMED:
        return _("%(count)s chỉ tiêu: %(names)s; và %(more)s chỉ tiêu khác") % facts
    return _("%(count)s chỉ tiêu: %(names)s") % facts


def _fact(name: str, value: Decimal) -> str:
    if name in ("level", "middle"):
        return percent(value).removesuffix("%")
    return number(value)
