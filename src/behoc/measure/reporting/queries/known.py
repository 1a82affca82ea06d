"""Values that the system knows already, with what they rest on: nobody need type them."""

from dataclasses import dataclass
from decimal import Decimal

from behoc.measure.reporting.models import Report


@dataclass(frozen=True, slots=True)
class Known:
    """One value for one row, and its evidence: words and an address for who wants to look."""

    key: str
    n: Decimal | None
    d: Decimal | None
    source: str
    words: str
    url: str = ""


def list_known(report: Report) -> list[Known]:
    """What the system knows of the rows of this report."""
    return []
