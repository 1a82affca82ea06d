"""Many figures at once: a staging table, checks over whole sets, one insert.

Everything happens in the caller's transaction. A row is kept or it is rejected with what is wrong
at which of its columns; nothing is half kept, and the rows kept and rejected add up to those read.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from django.db import connection

from behoc.kernel.periods import Period
from behoc.measure.indicators.services import bulk_sql as sql

COLUMNS: Final = ("body", "indicator", "period", "numerator", "denominator")


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many rows were read, and what became of them; the sums are of the rows that now stand.

    `blank` rows name a figure without saying it: not reported. All kinds add up to `rows`.
    """

    rows: int
    blank: int
    new: int
    changed: int
    unchanged: int
    rejected: int
    numerators: Decimal
    denominators: Decimal

    @property
    def kept(self) -> int:
        """Rows that now stand as the file says."""
        return self.new + self.changed + self.unchanged


def stage(chunks: Iterable[bytes]) -> list[Period]:
    """Take lines of comma-separated values in the order of COLUMNS, as they come.

    Returns the periods that the rows speak of, as far as they are periods.
    """
    with connection.cursor() as cursor:
        cursor.execute(sql.STAGE)
        with cursor.copy(sql.TAKE) as copy:
            for chunk in chunks:
                copy.write(chunk)
        cursor.execute("SELECT DISTINCT period FROM staged WHERE period IS NOT NULL")
        found = {word: _period(word) for (word,) in cursor.fetchall()}
        cursor.execute(sql.PERIODS)
        rows = [(word, each.key, int(each.kind)) for word, each in found.items() if each]
        with cursor.copy("COPY period_of FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
    return sorted({each for each in found.values() if each})


def load_staged(
    bodies: Any,
    *,
    above: int = 0,
    claimed: Iterable[tuple[int, int, int]] = (),
    replaces: bool = False,
    approved: bool = False,
) -> Loaded:
    """Check the staged rows and keep the good ones; the others stand in the table `rejected`.

    `above` is how many rows stood above the first staged one, in the file.
    `bodies` is a query set of the bodies that may be spoken for; `claimed` are body, period and
    indicator of figures that are reported in another way. A figure that stands already with other
    numbers is replaced only where `replaces`. `approved`: the figures count as approved at once.
    """
    known = list(claimed)  # asked before the copy begins: one connection does one thing at a time
    with connection.cursor() as cursor:
        cursor.execute(sql.ROOM)
        _resolve(cursor, bodies)
        cursor.execute(sql.CLAIMS)
        with cursor.copy("COPY claimed FROM STDIN") as copy:
            for row in known:
                copy.write_row(row)
        cursor.execute("ANALYZE claimed")
        cursor.execute(sql.PARSE, {"approved": approved})
        cursor.execute(sql.REJECT, {"replaces": replaces, "above": above})
        new, changed = _keep(cursor, replaces=replaces, approved=approved)
        cursor.execute(sql.COUNT, {"replaces": replaces})
        rows, blank, rejected, numerators, denominators = cursor.fetchone()
    unchanged = rows - blank - rejected - new - changed
    return Loaded(rows, blank, new, changed, unchanged, rejected, numerators, denominators)


def _resolve(cursor: Any, bodies: Any) -> None:
    """What each word of the file means; words are few, rows are many."""
    reached, facts = bodies.order_by().values("id", "code").query.sql_with_params()
    cursor.execute(sql.BODIES.format(reached=reached), facts)
    cursor.execute(sql.INDICATORS)
    cursor.execute("ANALYZE body_of, indicator_of, period_of")


def _keep(cursor: Any, *, replaces: bool, approved: bool) -> tuple[int, int]:
    """Insert what is new and, where asked, change what stands otherwise; how many of each."""
    cursor.execute(sql.INSERT_APPROVED if approved else sql.INSERT)
    new = cursor.rowcount
    changed = 0
    if replaces:
        cursor.execute(sql.CHANGE_APPROVED if approved else sql.CHANGE)
        changed = cursor.rowcount
    return new, changed


def _period(word: str) -> Period | None:
    try:
        return Period.named(word.strip().upper())
    except ValueError:
        return None
