"""A million figures from a file: read in a process of its own, checked as a set, kept or rejected.

Beside it the same rows are copied into the same table with its keys, references and triggers, and
the workbook is merely read. Every thousandth row is wrong in one of several ways and must be
rejected, no other.
"""

import csv
import json
import random
import resource
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks._database import fresh_database

ROWS = {"small": 20_000, "full": 1_000_000}
INDICATORS, YEARS = 40, range(2020, 2025)
WRONG_OF = 1_000  # one row of so many is wrong
RUNS = {"small": 1, "full": 2}
GOAL_CSV, GOAL_XLSX = 0.8, 60_000
HEAD = ("Mã cơ quan", "Tên cơ quan", "Mã chỉ số", "Kỳ", "Kết quả", "Trên tổng số")
Row = tuple[str, str, str, str, Any, Any]


def main(size: str) -> int:
    """Measure, print the figures, and fail at full size where a goal is missed."""
    with fresh_database(), tempfile.TemporaryDirectory() as folder:
        return _measure(ROWS[size], Path(folder), RUNS[size])


def _measure(count: int, folder: Path, runs: int) -> int:
    bodies, indicators = _fill(count)
    table, book, bare = folder / "a.csv", folder / "a.xlsx", folder / "bare.csv"
    wrong = _write(count, table, book, bare, bodies, indicators)
    print(f"  {count} dòng, {wrong} dòng sai đã cài", flush=True)
    copied = min(_timed(lambda: _copy(bare)) for _ in range(runs))
    print(f"  COPY vào cùng bảng: {copied:.2f} giây, {count / copied:,.0f} dòng/giây", flush=True)
    told = []
    from_csv = min(_timed(lambda: told.append(_load(table))) for _ in range(runs))
    print(f"  CSV: {from_csv:.2f} giây, {count / from_csv:,.0f} dòng/giây", flush=True)
    from_book = min(_timed(lambda: told.append(_load(book))) for _ in range(runs))
    print(f"  XLSX: {from_book:.2f} giây, {count / from_book:,.0f} dòng/giây", flush=True)
    alone = min(_timed(lambda: _read_alone(book)) for _ in range(runs))
    print(f"  chỉ đọc XLSX: {alone:.2f} giây", flush=True)
    exactly = all(each.rejected == wrong and each.new == count - wrong for each in told)
    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    peak = max(resource.getrusage(kind).ru_maxrss for kind in kinds) / 1024
    figures = {
        "rows": count,
        "csv_rows_per_s": round(count / from_csv),
        "xlsx_rows_per_s": round(count / from_book),
        "rejected_exactly": exactly,
        "peak_mb": round(peak),
    }
    ratio = {
        "csv_to_copy": round(copied / from_csv, 2),
        "xlsx_to_reading_alone": round(alone / from_book, 2),
    }
    print(f"RESULT {json.dumps({'bench': 'import', 'figures': figures, 'ratio': ratio})}")
    missed = ratio["csv_to_copy"] < GOAL_CSV or figures["xlsx_rows_per_s"] < GOAL_XLSX
    return int(not exactly or (count == ROWS["full"] and missed))


def _load(path: Path) -> Any:
    """What the job does with a file, down to the last constraint."""
    from django.db import transaction

    from behoc.engines.sheets.reading import stream_rows
    from behoc.ground.organisations.models import Organisation
    from behoc.measure.indicators.services import bulk
    from behoc.measure.reporting.services.intake import COLUMNS

    with transaction.atomic(), stream_rows(path, COLUMNS, name=path.name) as rows:
        bulk.stage(rows.chunks)
        return bulk.load_staged(Organisation.objects.all(), above=rows.headings)


def _copy(bare: Path) -> None:
    from django.db import connection, transaction

    asked = (
        "COPY indicators_figure (organisation_id, period, indicator_id, part, numerator,"
        " denominator, covers) FROM STDIN (FORMAT csv)"
    )
    with (
        transaction.atomic(),
        connection.cursor() as cursor,
        cursor.copy(asked) as copy,
        bare.open("rb") as lines,
    ):
        while block := lines.read(1 << 18):
            copy.write(block)


def _read_alone(book: Path) -> None:
    from python_calamine import CalamineWorkbook

    for _row in CalamineWorkbook.from_path(str(book)).get_sheet_by_index(0).iter_rows():
        pass


def _timed(work: Any) -> float:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE indicators_figure, indicators_figuremark")
        cursor.execute("VACUUM ANALYZE indicators_figure")
        cursor.execute("CHECKPOINT")
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _write(
    count: int, table: Path, book: Path, bare: Path, bodies: dict[str, int], known: dict[str, int]
) -> int:
    """The same rows as a table in text, a workbook, and bare ids and numbers without the wrong."""
    import xlsxwriter

    workbook = xlsxwriter.Workbook(book, {"constant_memory": True})
    sheet = workbook.add_worksheet("Số liệu")
    wrong = 0
    with table.open("w", encoding="utf-8", newline="") as text, bare.open("w") as plain:
        lines = csv.writer(text)
        lines.writerow(HEAD)
        sheet.write_row(0, 0, HEAD)
        for at, row in enumerate(_rows(count, list(bodies), list(known)), start=1):
            lines.writerow(row)
            sheet.write_row(at, 0, row)
            if at % WRONG_OF == 0:
                wrong += 1
                continue
            body, _name, indicator, year, n, d = row
            key = 1_000_000 + int(year) * 100 + 1
            plain.write(f"{bodies[body]},{key},{known[indicator]},0,{n},{d},f\n")
    workbook.close()
    return wrong


def _rows(count: int, bodies: list[str], known: list[str]) -> Iterator[Row]:
    numbers = random.Random(2030)
    at = 0
    for body in bodies:
        for year in YEARS:
            for indicator in known:
                at += 1
                if at > count:
                    return
                d = numbers.randint(10, 90_000)
                row = (body, f"UBND xã {body}", indicator, str(year), numbers.randint(0, d), d)
                yield row if at % WRONG_OF else _spoilt(row, at // WRONG_OF)


def _spoilt(row: Row, turn: int) -> Row:
    body, name, indicator, year, n, d = row
    return (
        (f"{body}?", name, indicator, year, n, d),
        (body, name, "khong-co", year, n, d),
        (body, name, indicator, "năm nay", n, d),
        (body, name, indicator, year, "khoảng 12", d),
        (body, name, indicator, year, d + 1, d),
        (body, name, indicator, year, n, ""),
        (body, name, indicator, year, -1, d),
        (body, name, indicator, year, "1,5", d),
    )[turn % 8]


def _fill(count: int) -> tuple[dict[str, int], dict[str, int]]:
    from behoc.ground.organisations.models import Organisation, Place
    from behoc.kernel.clock import now
    from behoc.measure.indicators.models import Indicator

    nation = Place.objects.create(code="VN", name="Việt Nam", kind="nước", path="/1/")
    many = count // (INDICATORS * len(YEARS)) + 1
    Organisation.objects.bulk_create(
        [
            Organisation(
                code=f"X{at:05}",
                name=f"Ủy ban nhân dân xã {at}",
                short_name=f"UBND xã {at}",
                name_folded=f"uy ban nhan dan xa {at}",
                kind="people_committee",
                line="state",
                line_path=f"/{at + 1}/",
                place=nation,
                place_path="/1/",
            )
            for at in range(many)
        ],
        batch_size=2_000,
    )
    Indicator.objects.bulk_create(
        Indicator(
            code=f"chi-so-{at}",
            name=f"Chỉ số {at}",
            unit="người",
            numerator="người học",
            denominator="dân số",
            aggregation="ratio",
            direction="more",
            period_kind=1,
            created_at=now(),
        )
        for at in range(INDICATORS)
    )
    bodies = dict(Organisation.objects.values_list("code", "pk"))
    return bodies, dict(Indicator.objects.values_list("code", "pk"))
