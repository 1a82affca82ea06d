"""The matrix handed on: as a workbook and as a page for paper, within the reach of who asks."""

from io import BytesIO

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from behoc.surface.dashboards.queries import cascade_matrix
from tests.kits.dispatches import assigned_dispatch


@pytest.fixture
def dispatch(world):
    """From the province to both communes, its department and the association."""
    return assigned_dispatch(world)


def sheet(client, dispatch, **asked):
    address = reverse("dashboards:cascade_sheet", args=[dispatch.public_id])
    answer = client.get(address, asked)
    book = CalamineWorkbook.from_filelike(BytesIO(b"".join(answer.streaming_content)))
    return book.get_sheet_by_index(0).to_python()


def test_the_workbook_has_the_bodies_of_the_page_and_every_task(world, dispatch):
    rows = sheet(world.client(world.province.head), dispatch)

    head, *bodies = rows[5:]
    assert [each.split(".")[0] for each in head[12:14]] == ["NV1", "NV2"]
    assert {row[1] for row in bodies} == {
        world.commune.body.name,
        world.neighbour.body.name,
        world.department.body.name,
        world.province_association.body.name,
    }
    commune = next(row for row in bodies if row[1] == world.commune.body.name)
    assert commune[6] == "chưa mở"
    assert commune[9] == "0/1"


def test_the_workbook_keeps_to_the_filter_of_the_page(world, dispatch):
    rows = sheet(world.client(world.province.head), dispatch, q="binh giang")

    assert [row[1] for row in rows[6:]] == [world.commune.body.name]
    assert "1 trong 4 nơi phải làm" in rows[3][0]


def test_the_workbook_of_a_receiver_holds_its_own_row_alone(world, dispatch):
    rows = sheet(world.client(world.commune.specialist), dispatch)

    assert [row[1] for row in rows[6:]] == [world.commune.body.name]
    assert "Tân Lộc" not in str(rows)


def test_what_a_stranger_wrote_is_never_a_formula_in_the_workbook(world, dispatch):
    type(world.commune.body).objects.filter(pk=world.commune.body.pk).update(name="=1+1")

    rows = sheet(world.client(world.province.head), dispatch)

    assert "=1+1" in [row[1] for row in rows]


def test_a_page_for_paper_holds_every_row_and_a_long_one_says_where_the_rest_is(
    world, dispatch, monkeypatch
):
    monkeypatch.setattr(cascade_matrix, "ALL_AT_ONCE", 1)
    monkeypatch.setattr(cascade_matrix, "SEGMENT", 1)
    client = world.client(world.province.head)
    address = reverse("dashboards:cascade", args=[dispatch.public_id])

    whole = client.get(address, {"in": "1"}).content.decode()
    monkeypatch.setattr(cascade_matrix, "PRINTED", 2)
    cut = client.get(address, {"in": "1"}).content.decode()

    assert "segment--away" not in whole
    assert "Khổ A4 ngang" in whole
    assert "giấy chỉ in 2 nơi đầu" in cut
