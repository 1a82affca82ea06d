"""A report goes out as a workbook and comes back; figures of many bodies come in from one file."""

import io

import pytest
import xlsxwriter
from django.urls import reverse

from behoc.engines.sheets.tables import whole_book
from behoc.ground.attachments.services import store_file
from behoc.kernel.errors import NotAllowed, NotFound, RuleBroken
from behoc.measure.indicators.models import Figure
from behoc.measure.reporting.models import Intake, IntakeFault, Report
from behoc.measure.reporting.queries.intakes import build_intake, get_intake, list_faults, say_fault
from behoc.measure.reporting.queries.reports import get_report
from behoc.measure.reporting.queries.workbooks import build_blank, build_book, build_rejected
from behoc.measure.reporting.rules import ReportState
from behoc.measure.reporting.rules.book_layout import FIGURES, WORDS, Stamp
from behoc.measure.reporting.rules.book_out import Beside, Cover, write_report
from behoc.measure.reporting.rules.content import parse_form
from behoc.measure.reporting.services.drafting import save_answers
from behoc.measure.reporting.services.going_up import submit
from behoc.measure.reporting.services.intake import read_intake, take_figures, take_workbook
from tests.kits.reports import YEAR, ask, families, full

REASON = "a test looks at what is kept"


@pytest.fixture
def asked(world):
    return ask(world, world.province, world.commune)


@pytest.fixture
def writer(world):
    return world.actor(world.commune.specialist)


def kept(asked):
    return Report.objects.everything(reason=REASON).get(pk=asked.report.pk)


def filled(actor, asked, changes, tmp_path, **facts):
    """The report's own workbook, as somebody left it: what they typed by row key and column."""
    report = get_report(actor, asked.public_id)
    path = tmp_path / "ra.xlsx"
    path.write_bytes(build_book(actor, report))
    sheets = whole_book(path)
    for key, column, value in changes:
        rows = sheets[WORDS if "#" in key else FIGURES]
        row = next(row for row in rows if row and row[0] == key)
        row.extend([None] * (column + 1 - len(row)))
        row[column] = value
    return workbook(sheets)


def workbook(sheets):
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target)
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for at, row in enumerate(rows):
            for column, value in enumerate(row):
                if isinstance(value, str):
                    sheet.write_string(at, column, value)
                elif value is not None:
                    sheet.write_number(at, column, value)
    book.close()
    return target.getvalue()


def table(*rows, headings=("Mã cơ quan", "Mã chỉ số", "Kỳ", "Kết quả", "Trên tổng số")):
    return workbook({"Bảng": [list(headings), *(list(row) for row in rows)]})


def sent(actor, content, name="a.xlsx"):
    return store_file(actor, name=name, chunks=[content], size=len(content))


def take(actor, asked, content):
    intake = take_workbook(actor, asked.public_id, sent(actor, content))
    read_intake(intake.pk)
    return get_intake(actor, intake.public_id)


def load(actor, content, **how):
    intake = take_figures(actor, sent(actor, content), **how)
    read_intake(intake.pk)
    return get_intake(actor, intake.public_id)


def words(intake):
    return [(each.place or each.cell, each.at, say_fault(each)) for each in list_faults(intake)]


def test_a_report_filled_in_excel_fills_the_draft(asked, writer, tmp_path):
    changes = [
        ("families", 4, 30),
        ("families", 5, "1.234"),
        ("poor", 4, 5.0),
        ("results#0", 2, "Hai thôn có tủ sách.\nMột lớp đêm."),
    ]

    intake = take(writer, asked, filled(writer, asked, changes, tmp_path))

    assert kept(asked).answers == {
        "texts": {"results": "Hai thôn có tủ sách.\nMột lớp đêm."},
        "cells": {"families": {"n": "30", "d": "1234"}, "poor": {"n": "5"}},
    }
    assert (intake.state, intake.rows, intake.kept, intake.rejected) == ("done", 4, 4, 0)
    assert words(intake) == []


def test_a_cell_that_cannot_be_read_comes_back_noted_and_the_rest_is_kept(asked, writer, tmp_path):
    changes = [("families", 4, "ba mươi"), ("families", 5, 40), ("poor", 4, 5)]

    intake = take(writer, asked, filled(writer, asked, changes, tmp_path))

    assert kept(asked).answers["cells"] == {"families": {"d": "40"}, "poor": {"n": "5"}}
    assert (intake.rows, intake.kept, intake.unchanged, intake.rejected) == (3, 2, 0, 1)
    told = words(intake)
    assert told[0] == (
        "families",
        "n",
        "Ghi “ba mươi”, không đọc thành số được. Ghi số như 1.234 hoặc 12,5.",
    )
    assert ("results", "text") in [each[:2] for each in told]
    path = tmp_path / "ve.xlsx"
    path.write_bytes(build_book(writer, kept(asked), intake=intake))
    sheets = whole_book(path)
    assert next(row for row in sheets[FIGURES] if row[0] == "families")[4] == "ba mươi"
    mended = filled(writer, asked, [("families", 4, 30)], tmp_path)
    assert take(writer, asked, mended).kept == 1
    assert kept(asked).answers["cells"]["families"] == {"n": "30", "d": "40"}


def test_what_a_colleague_wrote_meanwhile_stays_and_is_told(world, asked, writer, tmp_path):
    content = filled(writer, asked, [("books", 4, 7), ("poor", 4, 5)], tmp_path)
    colleague = world.actor(world.commune.clerk)
    patch = {"cells": {"books": {"n": "9"}}}
    save_answers(colleague, asked.public_id, revision=0, patch=patch, key="")

    intake = take(writer, asked, content)

    assert kept(asked).answers["cells"] == {"books": {"n": "9"}, "poor": {"n": "5"}}
    assert intake.rejected == 1
    assert any(
        place == "books" and "người khác đã ghi “9”" in said for place, _at, said in words(intake)
    )


def test_reading_a_file_again_changes_nothing(asked, writer, tmp_path):
    intake = take(writer, asked, filled(writer, asked, [("books", 4, 7)], tmp_path))
    before = kept(asked).revision

    read_intake(intake.pk)

    assert kept(asked).revision == before
    assert IntakeFault.objects.everything(reason=REASON).count() == len(words(intake))


def test_a_file_of_another_report_or_edition_is_refused_with_a_sentence(
    world, asked, writer, tmp_path
):
    other = ask(world, world.province, world.neighbour)
    neighbour = world.actor(world.neighbour.specialist)
    strange = filled(neighbour, other, [("books", 4, 7)], tmp_path)
    form = parse_form(asked.edition.content)
    report = kept(asked)
    stamp = Stamp(str(report.public_id), "ban-cu", 1, "X", "2026", 0, {})
    old = write_report(form, stamp, Cover("Cũ"), Beside())

    refusals = [
        build_intake(take(writer, asked, content)).refusal
        for content in (strange, old, table(["X", 1]), b"khong phai bang")
    ]

    assert "không phải báo cáo đang mở" in refusals[0]
    assert world.neighbour.body.code in refusals[0]
    assert "báo cáo nay dùng bản khác" in refusals[1]
    assert "không phải biểu mẫu Excel" in refusals[2]
    assert "không phải tệp Excel" in refusals[3]
    assert kept(asked).answers == {}


def test_only_the_own_body_fills_its_report_and_only_while_it_may(world, asked, writer, tmp_path):
    content = filled(writer, asked, [("books", 4, 7)], tmp_path)
    receiver = world.actor(world.province.specialist)
    own_file = sent(receiver, content)
    with pytest.raises(NotFound):
        take_workbook(receiver, asked.public_id, own_file)
    at = save_answers(writer, asked.public_id, revision=0, patch=full(), key="")
    submit(writer, asked.public_id, revision=at.revision, key="gui")

    again = sent(writer, content)
    with pytest.raises(RuleBroken, match="đã gửi"):
        take_workbook(writer, asked.public_id, again)
    assert kept(asked).state == ReportState.SUBMITTED


def test_figures_of_many_bodies_come_in_from_one_file(world):
    families()
    above = world.actor(world.province_association.specialist)
    below, out = world.commune_association.body, world.commune.body
    rows = [
        [below.code, "test-families", 2026, 30, 40],
        [below.code, "test-families", "2025", "1.200", "1.500"],
        [out.code, "test-families", 2026, 3, 4],
        [below.code, "test-families", 2024, "ba", 4],
        [below.code, "test-families", 2023, None, None],
    ]

    intake = load(above, table(*rows))

    figures = Figure.objects.everything(reason=REASON)
    assert sorted(figures.values_list("period", "numerator")) == [
        (YEAR.key - 100, 1200),
        (YEAR.key, 30),
    ]
    assert (intake.rows, intake.kept, intake.blank, intake.rejected) == (5, 2, 1, 2)
    assert (intake.numerators, intake.denominators) == (1230, 1540)
    assert [each[0] for each in words(intake)] == ["A4", "D5"]
    page = build_intake(intake)
    assert [(line.where, line.typed) for line in page.lines] == [("A4", out.code), ("D5", "ba")]


def test_the_rejected_rows_come_back_and_are_taken_once_mended(world, tmp_path):
    families()
    above = world.actor(world.province_association.specialist)
    below = world.commune_association.body
    intake = load(above, table([below.code, "test-families", 2026, "ba", 4]))
    path = tmp_path / "sua.xlsx"
    with build_rejected(intake) as copy:
        path.write_bytes(copy.read())
    sheets = whole_book(path)
    assert sheets["Cần sửa"][1][:6] == [below.code, "test-families", "2026", "ba", "4", 2]
    assert "không đọc thành số" in sheets["Cần sửa"][1][6]
    sheets["Cần sửa"][1][3] = "3"

    again = load(above, workbook(sheets))

    assert (again.kept, again.rejected) == (1, 0)


def test_a_figure_that_is_reported_is_not_loaded(world, asked):
    above = world.actor(world.province.specialist)
    code = asked.report.organisation.code

    intake = load(above, table([code, "test-families", 2026, 3, 4]), replaces=True)

    assert intake.rejected == 1
    assert "gửi bằng báo cáo" in words(intake)[0][2]
    assert not Figure.objects.everything(reason=REASON).exists()


def test_a_table_to_fill_in_names_every_body_in_reach(world, tmp_path):
    families()
    above = world.actor(world.province_association.specialist)
    path = tmp_path / "trong.xlsx"
    with build_blank(above, YEAR, ["test-families"]) as blank:
        path.write_bytes(blank.read())
    rows = whole_book(path)["Số liệu"]
    codes = {row[0] for row in rows[1:]}

    assert {world.province_association.body.code, world.commune_association.body.code} <= codes
    assert world.commune.body.code not in codes
    assert rows[1][4] == "2026"
    assert load(above, path.read_bytes()).blank == len(rows) - 1


def test_who_may_not_load_figures_is_refused(world):
    clerk = world.actor(world.commune_association.clerk)
    file = sent(clerk, table(["X", 1]))

    with pytest.raises(NotAllowed):
        take_figures(clerk, file)


def test_a_file_without_the_columns_is_refused_and_says_which(world):
    above = world.actor(world.province_association.specialist)

    intake = load(above, table(["X", 1], headings=("Mã cơ quan", "Kỳ")))

    assert build_intake(intake).refusal.endswith(
        "thiếu cột: Mã chỉ số, Kết quả. Dùng dòng tiêu đề như tệp mẫu."
    )
    assert Intake.objects.everything(reason=REASON).get().state == "refused"


def test_the_pages_say_what_became_of_a_file(world, asked, writer, client, tmp_path):
    intake = take(writer, asked, filled(writer, asked, [("books", 4, "ba")], tmp_path))
    client.force_login(world.commune.specialist)

    page = client.get(reverse("reporting:intake", args=[intake.public_id])).content.decode()
    copy = client.get(reverse("reporting:copy", args=[intake.public_id]))
    posted = client.post(
        reverse("reporting:workbook", args=[asked.public_id]),
        {"file": ""},
    )

    assert "không đọc thành số" in page
    assert "Tải bản có ghi chú để sửa" in page
    assert " · 2 Đầu sách" in page
    assert "1 Gia đình học tập" in page
    assert copy.content.startswith(b"PK")
    assert posted.status_code == 422
    assert "Chọn tệp đã điền" in posted.content.decode()
