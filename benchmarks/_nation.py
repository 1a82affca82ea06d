"""A made-up nation with its figures, the same for every run: 34 provinces, communes, villages.

DuckDB makes the figures from a seed and keeps them as Parquet; PostgreSQL gets the same rows by
COPY, so that both answer from the same data. Cells of villages report forty indicators by the
year, communes forty by the month and eight by the week.
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

SEED = 20261123
FIRST_YEAR, LAST_YEAR = 2019, 2026
LINE = "association"
YEARLY, MONTHLY, WEEKLY = 40, 40, 8  # how many indicators of each kind
MONTHS, WEEKS = 24, 26  # how many periods of each kind, ending with December of the last year
NATION, WARDS_OF_TEN, ISLANDS = 1, 2, 13
_FIGURE_COLUMNS = (
    "organisation_id, period, indicator_id, part, numerator, denominator, "
    "approved_numerator, approved_denominator, covers"
)
# One in a hundred did not report; three in a hundred are not approved yet, one is corrected since.
_FIGURES = f"""
COPY (
    SELECT body AS organisation_id, period, indicator AS indicator_id, 0 AS part,
           chance % (size + 1) + corrected AS numerator, size AS denominator,
           CASE WHEN chance % 100 >= 3 THEN chance % (size + 1) END AS approved_numerator,
           CASE WHEN chance % 100 >= 3 THEN size END AS approved_denominator,
           FALSE AS covers
    FROM (
        SELECT body, period, indicator,
               (hash(body, period, indicator, {SEED}) % 1000003)::BIGINT AS chance,
               (20 + hash(body, indicator, {SEED}) % 180)::BIGINT AS size,
               (hash(indicator, body, period) % 100 = 7)::BIGINT AS corrected
        FROM (SELECT unnest(range($first, $last)) AS body)
        CROSS JOIN (SELECT unnest($periods) AS period)
        CROSS JOIN (SELECT unnest($indicators) AS indicator)
    ) WHERE chance % 100 < 99
    ORDER BY body, period, indicator
) TO '{{path}}' (FORMAT parquet)
"""


@dataclass(frozen=True, slots=True)
class Size:
    """How many communes and villages there are, and provinces that they are dealt to."""

    communes: int
    villages: int
    provinces: int = 34


SIZES = {"small": Size(204, 2_000), "full": Size(3_321, 100_000)}


@dataclass(slots=True)
class Nation:
    """What was made: ids in order, and the Parquet files that hold the same figures."""

    size: Size
    files: Path
    indicators: dict[str, list[int]] = field(default_factory=dict)

    @property
    def first_commune(self) -> int:
        return NATION + self.size.provinces + 1

    @property
    def first_village(self) -> int:
        return self.first_commune + self.size.communes

    def province_of(self, commune: int) -> int:
        """Communes are dealt to provinces in turn."""
        return NATION + 1 + (commune - self.first_commune) % self.size.provinces

    def commune_of(self, village: int) -> int:
        return self.first_commune + (village - self.first_village) % self.size.communes

    def level_of(self, node: int) -> int:
        """Steps below the nation."""
        firsts = (NATION + 1, self.first_commune, self.first_village)
        return sum(node >= first for first in firsts)

    def kind_of(self, commune: int) -> str:
        """One commune in five is a ward, the last thirteen are islands."""
        if commune >= self.first_village - min(ISLANDS, self.size.communes // 10):
            return "đặc khu"
        return "phường" if (commune - self.first_commune) // self.size.provinces % 5 == 0 else "xã"

    def nodes(self) -> Iterator[tuple[int, int | None, str, str]]:
        """Every place, and the body there of the same id: id, what is above, path, kind."""
        yield NATION, None, f"/{NATION}/", "nước"
        for province in range(NATION + 1, self.first_commune):
            yield province, NATION, f"/{NATION}/{province}/", "tỉnh"
        for commune in range(self.first_commune, self.first_village):
            above = self.province_of(commune)
            yield commune, above, f"/{NATION}/{above}/{commune}/", self.kind_of(commune)
        for village in range(self.first_village, self.first_village + self.size.villages):
            above = self.commune_of(village)
            top = self.province_of(above)
            yield village, above, f"/{NATION}/{top}/{above}/{village}/", "thôn"

    def periods(self, kind: Any) -> list[Any]:
        """The periods of a kind that there are figures for, oldest first."""
        from behoc.kernel.periods import Kind, Period

        last = Period(Kind.YEAR, LAST_YEAR).parts(kind)[-1]
        counts = {Kind.YEAR: LAST_YEAR - FIRST_YEAR + 1, Kind.MONTH: MONTHS, Kind.WEEK: WEEKS}
        found: list[Any] = last.last(counts[kind])
        return found

    def actor(self, body: int) -> Any:
        """Somebody of that body who may look at figures."""
        from behoc.ground.organisations.models import Organisation
        from behoc.kernel.actor import Actor

        row = Organisation.objects.get(pk=body)
        return Actor(
            person_id=1,
            name="Người Đo",
            body_id=row.pk,
            body_name=row.name,
            line_path=row.line_path,
            place_path=row.place_path,
            roles=frozenset({"specialist"}),
        )

    def accounts(self) -> dict[str, Any]:
        """One at each level that has something below it."""
        return {
            "xã": self.actor(self.first_commune),
            "tỉnh": self.actor(NATION + 1),
            "cả nước": self.actor(NATION),
        }


def build_nation(size: Size, folder: Path, *, silent: bool = False) -> Nation:
    """The nation of that size in the database of the run, its figures gathered.

    Where all are silent there are bodies and indicators, and no figure yet.
    """
    from behoc.ground.organisations.models import Organisation

    nation = Nation(size, folder / "parquet")
    filled = Organisation.objects.exists() and nation.files.exists()
    if not filled:
        nation.files.mkdir(exist_ok=True)
        _told("địa bàn, tổ chức", lambda: _add_nodes(nation))
        _add_indicators(nation)
    nation.indicators = _indicators()
    if not filled and not silent:
        _told("số liệu", lambda: _add_figures(nation))
        _told("gộp", gather_all)
        _told("ANALYZE", analyze)
    return nation


def gather_all() -> None:
    """Pass after pass until no mark waits."""
    from behoc.measure.indicators.services.gathering import gather

    while gather():
        pass


def analyze() -> None:
    """What the server's own housekeeping does within minutes."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def count_figures() -> int:
    """How many figures there are."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM indicators_figure")
        return int(cursor.fetchone()[0])


def _told(what: str, work: Callable[[], object]) -> None:
    started = time.monotonic()
    work()
    print(f"  {what}: {time.monotonic() - started:.1f} giây", flush=True)


def _add_nodes(nation: Nation) -> None:
    from django.db import connection

    from behoc.kernel.ids import new_public_id

    places = "id, code, name, name_folded, kind, parent_id, path, is_sample, source"
    bodies = (
        "id, public_id, code, name, short_name, name_folded, aliases, kind, line, symbol, "
        "superior_id, line_path, place_id, place_path"
    )
    with connection.cursor() as cursor:
        with cursor.copy(f"COPY organisations_place ({places}) FROM STDIN") as copy:
            for key, above, path, kind in nation.nodes():
                copy.write_row((key, f"P{key}", f"{key}", f"{key}", kind, above, path, False, ""))
        with cursor.copy(f"COPY organisations_organisation ({bodies}) FROM STDIN") as copy:
            for key, above, path, _kind in nation.nodes():
                name = f"Hội Khuyến học {key}"
                row = (key, new_public_id(), f"KH{key}", name, name, f"hoi khuyen hoc {key}")
                kind = "learning_association"
                copy.write_row((*row, "[]", kind, LINE, "", above, path, key, path))
        cursor.execute("ANALYZE organisations_place; ANALYZE organisations_organisation")


def _add_indicators(nation: Nation) -> None:
    from behoc.kernel.clock import now
    from behoc.kernel.periods import Kind
    from behoc.measure.indicators.models import Indicator
    from behoc.measure.indicators.rules import Aggregation, Direction

    # Of ten indicators six are ratios, two are sums, one is a state and one a share of bodies.
    kinds = [Aggregation.RATIO] * 6 + [Aggregation.SUM] * 2 + [Aggregation.LAST, Aggregation.SHARE]
    counts = ((Kind.YEAR, YEARLY), (Kind.MONTH, MONTHLY), (Kind.WEEK, WEEKLY))
    Indicator.objects.bulk_create(
        Indicator(
            code=f"{kind.name.lower()}-{number}",
            name=f"Chỉ số {number}",
            unit="gia đình",
            numerator="gia đình đạt",
            denominator="gia đình đăng ký",
            aggregation=kinds[number % len(kinds)],
            direction=Direction.MORE,
            period_kind=kind,
            line=LINE,
            created_at=now(),
        )
        for kind, count in counts
        for number in range(count)
    )


def _indicators() -> dict[str, list[int]]:
    from behoc.kernel.periods import Kind
    from behoc.measure.indicators.models import Indicator

    rows = Indicator.objects.filter(code__regex=r"^(year|month|week)-\d+$").order_by("pk")
    return {
        kind.name.lower(): [each.pk for each in rows if each.period_kind == kind]
        for kind in (Kind.YEAR, Kind.MONTH, Kind.WEEK)
    }


def _add_figures(nation: Nation) -> None:
    """By the year from villages, by month and week from communes; the key is built at the end."""
    import duckdb
    from django.db import connection

    from behoc.kernel.periods import Kind

    engine = duckdb.connect()
    with connection.cursor() as cursor:
        key = _drop_key(cursor)
        last_village = nation.first_village + nation.size.villages
        for period in nation.periods(Kind.YEAR):
            bodies = (nation.first_village, last_village)
            _load(nation, engine, cursor, "year", [period], bodies)
        for kind in (Kind.MONTH, Kind.WEEK):
            bodies = (nation.first_commune, nation.first_village)
            _load(nation, engine, cursor, kind.name.lower(), nation.periods(kind), bodies)
        cursor.execute(key)
        cursor.execute("ANALYZE indicators_figure")
        cursor.execute(
            "INSERT INTO indicators_figuremark (organisation_id, period)"
            " SELECT DISTINCT organisation_id, period FROM indicators_figure"
        )


def _drop_key(cursor: Any) -> str:
    """Without its key a table fills several times faster; gives the words to put it back."""
    cursor.execute(
        "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint"
        " WHERE conrelid = 'indicators_figure'::regclass AND contype = 'p'"
    )
    name, definition = cursor.fetchone()
    cursor.execute(f"ALTER TABLE indicators_figure DROP CONSTRAINT {name}")
    return f"ALTER TABLE indicators_figure ADD CONSTRAINT {name} {definition}"


def _load(
    nation: Nation,
    engine: Any,
    cursor: Any,
    kind: str,
    periods: list[Any],
    bodies: tuple[int, int],
) -> None:
    path = nation.files / f"{kind}-{periods[0].key}.parquet"
    asked = {
        "first": bodies[0],
        "last": bodies[1],
        "periods": [each.key for each in periods],
        "indicators": nation.indicators[kind],
    }
    engine.execute(_FIGURES.replace("{path}", str(path)), asked)
    rows = nation.files / "rows.csv"
    engine.execute(f"COPY (FROM '{path}') TO '{rows}' (FORMAT csv, HEADER false)")
    cursor.execute("SET session_replication_role = replica")  # marks are left at the end, at once
    with (
        rows.open("rb") as source,
        cursor.copy(f"COPY indicators_figure ({_FIGURE_COLUMNS}) FROM STDIN (FORMAT csv)") as copy,
    ):
        while piece := source.read(1 << 20):
            copy.write(piece)
    cursor.execute("RESET session_replication_role")
    rows.unlink()
