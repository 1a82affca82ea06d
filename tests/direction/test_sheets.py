"""Each find of a line keeps its own mark on the sheet."""

from behoc.direction.documents.models import Find
from behoc.direction.documents.queries.sheets import build_sheets
from behoc.direction.documents.rules import FindKind

LINE = "a) 55% gia đình học thêm, trong số đó 70% đọc sách."


def _target(number, value):
    value = {"value": value, "unit": "%"}
    return Find(
        pk=number, public_id=f"t{number}", kind=FindKind.TARGET, line=1, text=LINE, value=value
    )


def test_two_targets_of_one_line_begin_at_their_figures():
    finds = [_target(1, 55), _target(2, 70)]
    (sheet,) = build_sheets([LINE], [1], finds, {1: "CT1", 2: "CT2"})
    marked = [part for part in sheet.lines[0].segments if part.find_id]

    assert [(part.code, part.text[:3]) for part in marked] == [("CT1", "55%"), ("CT2", "70%")]


def test_a_find_under_another_still_shows_its_code():
    finds = [_target(1, 55), _target(2, 55)]
    (sheet,) = build_sheets([LINE], [1], finds, {1: "CT1", 2: "CT2"})

    assert {part.code for part in sheet.lines[0].segments if part.code} == {"CT1", "CT2"}
