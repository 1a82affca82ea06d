"""The sample figures: what communes of the sample province gave over five years, and targets."""

import csv
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from behoc.config.sample_people import actor_of
from behoc.ground.organisations.queries import find_body_by_code
from behoc.kernel import data
from behoc.kernel.periods import Kind, Period
from behoc.measure.indicators.queries.values import has_figures, list_indicators
from behoc.measure.indicators.services.gathering import gather
from behoc.measure.indicators.services.keeping import Said, approve_figures, send_figures
from behoc.measure.indicators.services.targets import Asked, set_target

_NAMED = ("body", "indicator", "part")
_ONLY_SENT = "*"  # behind a cell: sent, and not yet approved


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of the file."""

    body: str
    indicator: str
    part: int
    year: int
    numerator: Decimal
    denominator: Decimal
    is_approved: bool


def load_sample_figures() -> int:
    """Give the sample communes their figures, and the province its targets; how many figures.

    Nothing where figures are known already.
    """
    if has_figures():
        return 0
    indicators = {each.code: each for each in list_indicators([])}
    sheets: dict[tuple[str, int, bool], list[Said]] = defaultdict(list)
    for cell in _cells():
        said = Said(indicators[cell.indicator], cell.numerator, cell.denominator, cell.part)
        sheets[cell.body, cell.year, cell.is_approved].append(said)
    bodies = {code: find_body_by_code(code) for code, _year, _approved in sheets}
    for (code, year, is_approved), said_of in sheets.items():
        body = bodies[code]
        if body is None:
            raise LookupError(code)
        keep = approve_figures if is_approved else send_figures
        keep(body, Period(Kind.YEAR, year), said_of)
    _set_targets()
    while gather():
        pass
    return sum(len(each) for each in sheets.values())


def _set_targets() -> None:
    indicators = {each.code: each for each in list_indicators([])}
    with data.path("sample", "targets.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            day = date.fromisoformat(row["issued_on"])
            asked = Asked(int(row["year"]), Decimal(row["value"]), row["symbol"], day)
            set_target(actor_of(row["sign_in"]), indicators[row["indicator"]], asked)


def _cells() -> Iterator[Cell]:
    with data.path("sample", "figures.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for year, cell in row.items():
                if year in _NAMED or not cell:
                    continue
                top, _slash, whole = cell.removesuffix(_ONLY_SENT).partition("/")
                yield Cell(
                    body=row["body"],
                    indicator=row["indicator"],
                    part=int(row["part"]),
                    year=int(year),
                    numerator=Decimal(top),
                    denominator=Decimal(whole),
                    is_approved=not cell.endswith(_ONLY_SENT),
                )
