"""Many figures at once: good rows are kept, the others told at their columns, all are counted."""

import csv
import io
from decimal import Decimal

import pytest
from django.db import connection, transaction

from behoc.ground.organisations.models import Organisation
from behoc.kernel.periods import Kind, Period
from behoc.measure.indicators.models import Figure, Indicator, Total
from behoc.measure.indicators.rules import Tree
from behoc.measure.indicators.services import bulk, bulk_sql
from behoc.measure.indicators.services.gathering import gather
from behoc.measure.indicators.services.keeping import Said, approve_figures, send_figures
from behoc.measure.reporting.rules.numbers import read_number
from tests.measure.test_gathering import indicator

YEAR = Period(Kind.YEAR, 2026)


@pytest.fixture
def families(world):
    found = indicator("Gia đình học tập")
    Indicator.objects.filter(pk=found.pk).update(code="families")
    found.refresh_from_db()
    return found


def load(rows, bodies=None, **how):
    """Load rows of words; what was counted and what was rejected, each as (row, at, code, fact)."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    with transaction.atomic():
        bulk.stage([text.getvalue().encode()])
        everybody = Organisation.objects.all() if bodies is None else bodies
        loaded = bulk.load_staged(everybody, above=1, **how)
        with connection.cursor() as cursor:
            cursor.execute("SELECT row, at, code, fact FROM rejected ORDER BY row, at, code")
            wrong = cursor.fetchall()
    return loaded, wrong


def kept():
    rows = Figure.objects.everything(reason="a test looks at what was kept")
    return {
        (each.organisation.code, each.period): (each.numerator, each.denominator) for each in rows
    }


def test_rows_of_many_bodies_are_kept_and_count_above_them(world, families):
    commune, other = world.commune.body, world.commune_association.body
    loaded, wrong = load(
        [
            [commune.code, "families", "2026", "1.200", "1.500"],
            [other.code, "families", "2026", "7", "9"],
        ]
    )
    gather()

    assert wrong == []
    assert (loaded.rows, loaded.new, loaded.rejected, loaded.kept) == (2, 2, 0, 2)
    assert (loaded.numerators, loaded.denominators) == (1207, 1509)
    assert kept()[commune.code, YEAR.key] == (1200, 1500)
    province = world.province.body.place_id
    assert Total.objects.get(tree=Tree.PLACE, node=province).numerator == 1207


def test_each_fault_is_told_at_its_column_and_only_good_rows_are_kept(world, families):
    code = world.commune.body.code
    rows = [
        [code, "families", "2025", "3", "4"],
        ["NGOAI", "families", "2026", "3", "4"],
        [code, "chua-co", "2026", "3", "4"],
        [code, "families", "nam nay", "3", "4"],
        [code, "families", "2026-Q1", "3", "4"],
        [code, "families", "2024", "", "4"],
        [code, "families", "2023", "ba", "4"],
        [code, "families", "2022", "-3", "4"],
        [code, "families", "2021", "3,5", "4"],
        [code, "families", "2020", "3", ""],
        [code, "families", "2019", "5", "4"],
        [code, "families", "2018", "3", "4"],
        [code, "families", "2018", "3", "4"],
        [" " + code, "families", "2018 ", "3", "4"],
        [code, "families", "2017", "", ""],
    ]

    loaded, wrong = load(rows)

    assert wrong == [
        (3, 0, "body", "NGOAI"),
        (4, 1, "indicator", "chua-co"),
        (5, 2, "period", "nam nay"),
        (6, 2, "kind", "2026-Q1"),
        (7, 3, "missing", ""),
        (8, 3, "number", "ba"),
        (9, 3, "negative", "-3"),
        (10, 3, "decimals", "0"),
        (11, 4, "needed", ""),
        (12, 3, "above", "4"),
        (13, 3, "twice", "14"),
        (14, 3, "twice", "13"),
        (15, 3, "twice", "14"),
    ]
    assert (loaded.rows, loaded.blank, loaded.kept, loaded.rejected) == (15, 1, 1, 13)
    assert kept() == {(code, Period(Kind.YEAR, 2025).key): (3, 4)}


def test_a_figure_that_stands_is_replaced_only_where_that_was_asked(world, families):
    body = world.commune.body
    send_figures(body, YEAR, [Said(families, Decimal(3), Decimal(4))])
    same, other = (
        [body.code, "families", "2026", "3", "4"],
        [body.code, "families", "2026", "2", "4"],
    )

    unchanged, _ = load([same])
    refused, wrong = load([other])
    replaced, _ = load([other], replaces=True)

    assert (unchanged.unchanged, unchanged.rejected) == (1, 0)
    assert (refused.rejected, [row[2] for row in wrong]) == (1, ["stands"])
    assert (replaced.changed, replaced.new) == (1, 0)
    assert kept()[body.code, YEAR.key] == (2, 4)


def test_figures_count_as_approved_only_where_that_was_asked(world, families):
    body = world.commune.body
    row = [body.code, "families", "2026", "3", "4"]

    load([row])
    assert Figure.all_rows.get().approved_numerator is None
    loaded, _ = load([row], approved=True, replaces=True)

    assert loaded.changed == 1
    assert Figure.all_rows.get().approved_numerator == 3


def test_what_a_report_says_is_not_said_again_by_a_file(world, families):
    body = world.commune.body
    approve_figures(body, YEAR, [Said(families, Decimal(3), Decimal(4))])

    loaded, wrong = load(
        [[body.code, "families", "2026", "9", "9"]],
        claimed=[(body.pk, YEAR.key, families.pk)],
        replaces=True,
    )

    assert loaded.rejected == 1
    assert wrong == [(2, 0, "claimed", "")]
    assert kept()[body.code, YEAR.key] == (3, 4)


def test_bodies_out_of_reach_are_as_if_they_were_not_there(world, families):
    other = world.commune_association.body
    reach = Organisation.objects.filter(pk=world.commune.body.pk)

    loaded, wrong = load([[other.code, "families", "2026", "3", "4"]], bodies=reach)

    assert (loaded.rejected, wrong[0][2]) == (1, "body")
    assert kept() == {}


@pytest.mark.parametrize(
    "typed",
    [
        "12", "0012", "1.234", "1.234,5", "1234,5", "12.5", "1,234.5", "1,234,567", "1.234.567,25",
        "−5", "-5", " 7 ", "1 234", "1,5", "1.23", "12a", "", "1,2,3", "1.2.3", "--5", "1e5",
        "12345678901234567", "1,23456", ".5", "5.", "1,234", "12.345.67",
    ],
)  # fmt: skip
def test_the_database_reads_numbers_as_everybody_else_does(db, typed):
    try:
        expected = read_number(typed)
    except ValueError:
        expected = None
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {bulk_sql.number_of('said')} FROM (SELECT %s::text) t(said)", [typed]
        )
        assert cursor.fetchone()[0] == expected
