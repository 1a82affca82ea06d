"""The indicator that is opened: its chart, targets side by side, the places below, the groups."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from behoc.measure.indicators.queries.aims import AimRow, row_of
from behoc.measure.indicators.queries.board import Board, Standing, year_key
from behoc.measure.indicators.queries.lines import Chart, chart_of
from behoc.measure.indicators.queries.nodes import find_above
from behoc.measure.indicators.queries.places import (
    Map,
    Place,
    build_map,
    lack_of,
    list_laggards,
    list_places,
)
from behoc.measure.indicators.queries.values import (
    Key,
    figures_of,
    is_share,
    level_of,
    read_values,
)
from behoc.measure.indicators.queries.words import (
    LIGHTS,
    gap_words,
    level_words,
    number,
    parts_words,
    percent,
)
from behoc.measure.indicators.rules import View
from behoc.measure.indicators.rules.progress import Light
from behoc.measure.indicators.rules.splits import Group, hide_small, shipped_splits

FEWEST_BODIES = 5  # whose sum tells nothing of any one of them


@dataclass(frozen=True, slots=True)
class Bars:
    """The groups of one way to divide."""

    name: str
    groups: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Detail:
    """Everything that is said of the indicator that is opened."""

    id: str
    name: str
    of_what: str
    value: str
    parts: str
    summary: str
    state: tuple[str, str, str]
    chart: Chart | None
    years: tuple[tuple[str, str, str], ...]
    beside: str
    forecast: str
    pace: str
    aims: tuple[AimRow, ...]
    nested: tuple[str, ...]
    places: tuple[Place, ...]
    laggards: tuple[Place, ...]
    map: Map | None
    splits: tuple[Bars, ...]
    source: str
    source_url: str
    set_url: str
    urge_url: str
    unit: str
    has_gap: bool


def build_detail(board: Board) -> Detail | None:
    """The detail of the opened indicator; nothing where no figure is known at all."""
    standing = board.opened
    if standing is None:
        return None
    of, year = standing.indicator, board.choice.year
    places = list_places(board, standing)
    tone, icon, words = LIGHTS[standing.judgement.light]
    query = board.choice.address(indicator=of.public_id)
    return Detail(
        id=of.public_id,
        name=of.name,
        of_what=of.denominator or of.numerator,
        value=level_words(of, standing.level_in(year)),
        parts=parts_words(of, standing.value_in(year)),
        summary=_summary(standing, year, places),
        state=(tone, icon, _(words)),
        chart=chart_of(standing, year),
        years=tuple(_years(standing)),
        beside=_beside(board, standing),
        forecast=_forecast(standing),
        pace=_pace(standing),
        aims=tuple(row_of(of, each, holds=each is standing.aim) for each in standing.aims),
        nested=tuple(_nested(board, standing)),
        places=tuple(places),
        laggards=tuple(list_laggards(places)),
        map=build_map(board, standing, places),
        splits=tuple(_splits(board, standing)),
        source=of.source,
        source_url=reverse("indicators:source") + query,
        set_url=reverse("indicators:set", args=[of.public_id]) + board.choice.address(),
        urge_url=reverse("indicators:urge") + query,
        unit=of.unit,
        has_gap=bool(standing.aim),
    )


def _summary(standing: Standing, year: int, places: Sequence[Place]) -> str:
    """What is missing, how many things that are, and how few places most of it lies in."""
    of, gap, value = standing.indicator, standing.judgement.gap, standing.value_in(year)
    if not standing.aim or value is None:
        return ""
    if not gap:
        facts = {"target": level_words(of, standing.aim.value), "year": standing.aim.year}
        return _("Đã tới mức %(target)s của năm %(year)s.") % facts
    words = [_("Thiếu %(gap)s") % {"gap": gap_words(of, gap)}]
    if is_share(of):
        lack = lack_of(standing, value, standing.level_in(year))
        words.append(_("tương đương %(count)s %(unit)s") % {"count": number(lack), "unit": of.unit})
    told = ", ".join(words)
    worst = list_laggards(places)
    whole = sum((each.lack for each in places), Decimal(0))
    if worst and whole:
        share = percent(sum((each.lack for each in worst), Decimal(0)) * 100 / whole, short=True)
        told += "; " + _("%(count)s nơi chậm nhất chiếm %(share)s phần thiếu") % {
            "count": len(worst),
            "share": share,
        }
    return told + "."


def _beside(board: Board, standing: Standing) -> str:
    """What is approved of the whole that the node is part of, which everybody may compare with.

    Of a few bodies the others' figures could be worked out, so it is told of many only.
    """
    above = find_above(board.node)
    if above is None:
        return ""
    of, key = standing.indicator, year_key(board.choice.year)
    asked = figures_of([of], [board.choice.year], View.APPROVED)
    whole = read_values([above], asked).get(Key(above.pk, of.pk, key))
    if whole is None or whole.bodies < FEWEST_BODIES:
        return ""
    facts = {"place": above.name, "value": level_words(of, level_of(of, whole))}
    return _("Mức chung đã duyệt của %(place)s: %(value)s.") % facts


def _years(standing: Standing) -> list[tuple[str, str, str]]:
    of = standing.indicator
    return [
        (str(year), level_words(of, level_of(of, value)), parts_words(of, value))
        for year, value in standing.years
    ]


def _forecast(standing: Standing) -> str:
    """Where the present pace leads."""
    said, aim = standing.judgement, standing.aim
    if said.forecast is None or aim is None or said.light is Light.MET:
        return ""
    value = said.forecast
    if is_share(standing.indicator):
        value = min(value, Decimal(100))
    facts = {"year": aim.year, "value": level_words(standing.indicator, value)}
    return _("Giữ đà này, năm %(year)s ước đạt %(value)s.") % facts


def _pace(standing: Standing) -> str:
    """How the forecast was made, and what pace would be needed."""
    said, aim = standing.judgement, standing.aim
    if said.pace is None or aim is None or said.light is Light.MET:
        return ""
    of = standing.indicator
    latest = standing.points[-1][0]
    facts = {"pace": gap_words(of, abs(said.pace)), "count": min(len(standing.points), 4)}
    told = _("Mỗi năm thêm %(pace)s (đường thẳng sát nhất qua %(count)s năm gần nhất).") % facts
    if said.pace <= 0:
        told = _("Các năm gần đây không tăng (đường thẳng sát nhất qua %(count)s năm).") % facts
    left = aim.year - latest
    if said.gap and left > 0:
        need = gap_words(of, said.gap / left)
        told += " " + _("Muốn kịp, mỗi năm phải thêm %(need)s.") % {"need": need}
    return told


def _nested(board: Board, standing: Standing) -> list[str]:
    """From the outermost group to this one: each denominator lies inside the one before."""
    chain, of = [standing], standing.indicator
    by_pk = {each.indicator.pk: each for each in board.standings}
    while of.within_id and of.within_id in by_pk:
        chain.append(by_pk[of.within_id])
        of = by_pk[of.within_id].indicator
    if len(chain) == 1:
        return []
    year = board.choice.year
    return [
        _("%(name)s: %(parts)s")
        % {
            "name": each.indicator.name,
            "parts": parts_words(each.indicator, each.value_in(year)) or _("chưa có số"),
        }
        for each in reversed(chain)
    ]


def _splits(board: Board, standing: Standing) -> list[Bars]:
    of, node, period = standing.indicator, board.node, year_key(board.choice.year)
    splits = shipped_splits()
    parts = [part.code for split in splits for part in split.parts]
    values = read_values(
        [node], figures_of([of], [board.choice.year], board.choice.view, tuple(parts))
    )
    found = []
    for split in splits:
        told = {
            part.code: values.get(Key(node.pk, of.pk, period, part.code)) for part in split.parts
        }
        groups = [
            Group(part, value) for part in split.parts if (value := told[part.code]) is not None
        ]
        if groups:
            rows = hide_small(groups, is_whole=split.is_whole)
            found.append(Bars(split.name, tuple(_group(of, each) for each in rows)))
    return found


def _group(of: Any, group: Group) -> tuple[str, str, str]:
    """Name, width of the bar, words."""
    if group.is_hidden:
        return group.part.name, "", _("không hiện")
    level = level_of(of, group.value)
    width = f"{min(level, Decimal(100)):.1f}" if level is not None and is_share(of) else ""
    return group.part.name, width, level_words(of, level)
