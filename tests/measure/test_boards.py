"""The screens of figures and targets: what is shown, to whom, and that it adds up."""

from decimal import Decimal
from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from behoc.kernel.errors import NotFound
from behoc.measure.indicators.models import Target
from behoc.measure.indicators.queries.board import load_board
from behoc.measure.indicators.queries.detail import build_detail
from behoc.measure.indicators.queries.quality import build_quality
from behoc.measure.indicators.queries.sources import build_source
from behoc.measure.indicators.rules import Tree, View
from behoc.measure.indicators.rules.choices import Choice
from behoc.measure.indicators.rules.progress import Light
from behoc.measure.indicators.rules.quality import Flag
from behoc.measure.indicators.services.gathering import gather
from behoc.measure.indicators.services.keeping import Said, send_figures
from behoc.measure.indicators.services.targets import Asked, set_target
from tests.kits.figures import LAST, THIS, aim, approve, families, say

pytestmark = pytest.mark.usefixtures("steady_clock")


@pytest.fixture
def told(world):
    """Two communes gave figures of two years; the neighbour's of this year is not yet approved."""
    approve(world.commune_association, 50, 100, period=LAST)
    approve(world.commune_association, 60, 100)
    approve(world.neighbour_association, 30, 100, period=LAST)
    say(world.neighbour_association, 40, 100)
    aim(world, world.province_association, 75)
    gather()
    return world


def board(world, desk, **asked):
    choice = Choice(**{"tree": Tree.PLACE, "code": "", "year": 2026, **asked})
    return load_board(world.actor(desk.head), choice)


def test_a_province_sees_the_sum_of_its_communes_against_its_own_target(told):
    opened = board(told, told.province_association).opened

    assert opened.level_in(2026) == 50
    assert (opened.aim.value, opened.judgement.gap) == (75, 25)
    assert opened.judgement.light is Light.UNLIKELY


def test_approved_figures_are_a_view_of_their_own(told):
    opened = board(told, told.province_association, view=View.APPROVED).opened

    assert opened.level_in(2026) == 60
    assert opened.value_in(2026).bodies == 1


def test_a_commune_that_is_a_leaf_sees_what_its_body_said(told):
    opened = board(told, told.neighbour_association).opened

    assert opened.level_in(2026) == 40
    assert opened.aim.value == 75, "what the province asks for holds below"


def test_a_commune_cannot_open_its_neighbours_figures(told):
    code = told.neighbour.body.place.code

    with pytest.raises(NotFound):
        board(told, told.commune_association, code=code)
    client = told.client(told.commune_association.head)
    for page in ("", "tom-tat/", "nguon/", "chat-luong/", "muc/", "excel/"):
        assert client.get(f"/chi-tieu/{page}?noi={code}").status_code == 404


def test_the_line_is_seen_as_the_place_is(told):
    opened = board(told, told.province_association, tree=Tree.LINE).opened

    assert opened.level_in(2026) == 50


def test_places_below_stand_with_their_lack_and_their_state(told):
    detail = build_detail(board(told, told.province_association))
    rows = {each.name: each for each in detail.places}
    commune = rows[_name(told.commune)]
    neighbour = rows[_name(told.neighbour)]

    assert (commune.value, commune.missing, commune.state[2]) == ("60%", "15", "Đã duyệt")
    assert (neighbour.value, neighbour.missing, neighbour.state[2]) == ("40%", "35", "Chờ duyệt")
    assert detail.laggards[0].name == neighbour.name
    assert detail.map is not None
    assert detail.map.behind == 2


def test_the_parts_of_a_figure_make_it(told):
    source = build_source(board(told, told.province_association))

    assert source.is_right
    assert "100" in source.check
    assert sum(each.top for each in source.below) == 100
    commune = build_source(board(told, told.commune_association))
    assert [each.body for each in commune.own] == [told.commune_association.body.name]
    assert commune.check == "1 cơ quan ở đây cộng lại là 60.", "a silent hamlet is no part of it"


def test_a_figure_on_its_way_up_is_told(told):
    say(told.neighbour_association, 45, 100)

    shown = board(told, told.province_association)

    assert shown.fresh.waiting == 1
    gather()
    assert board(told, told.province_association).fresh.waiting == 0


def test_a_small_group_is_not_shown(told):
    send_figures(
        told.neighbour_association.body,
        THIS,
        [
            Said(families(), Decimal(3), Decimal(7), part=11),
            Said(families(), Decimal(10), Decimal(20), part=12),
            Said(families(), Decimal(27), Decimal(73), part=13),
        ],
    )
    gather()

    (split,) = build_detail(board(told, told.neighbour_association)).splits

    assert [words for _name, _width, words in split.groups] == ["không hiện", "không hiện", "37,0%"]


def test_the_board_of_quality_names_what_is_odd(told):
    approve(told.commune_association, 50, 100, period=THIS)
    gather()

    found = build_quality(board(told, told.province_association))

    assert {(each.flag, each.place) for each in found.rows} == {
        (Flag.COPY, _name(told.commune)),
        (Flag.JUMP, _name(told.neighbour)),
    }


def test_targets_of_all_levels_stand_side_by_side_and_the_nearest_holds(told):
    Target.objects.create(
        indicator=families(), year=2030, value=80, symbol="387/QĐ-TTg", issuer="Thủ tướng"
    )
    aim(told, told.commune_association, 70, symbol="02/KH-HKH")

    opened = board(told, told.commune_association).opened

    assert [each.symbol for each in opened.aims] == ["387/QĐ-TTg", "05/KH-HKH", "02/KH-HKH"]
    assert opened.aim.symbol == "02/KH-HKH"
    page = told.client(told.commune_association.head).get("/chi-tieu/muc/").content.decode()
    assert all(each.symbol in page for each in opened.aims)


@pytest.mark.parametrize(
    "page", ["", "tom-tat/", "nguon/", "chat-luong/", "muc/", "tu-van-ban/", "?theo=tuyen"]
)
def test_every_page_opens_with_and_without_figures(world, page):
    client = world.client(world.province_association.head)
    path = f"/chi-tieu/{page}"

    assert client.get(path).status_code == 200
    approve(world.commune_association, 60, 100)
    aim(world, world.province_association, 75)
    gather()

    assert client.get(path).status_code == 200


def test_a_strange_address_is_no_fault(told):
    client = told.client(told.province_association.head)

    for asked in ("ky=abc", "ky=0", "ky=99999", "theo=x", "so=x", "chi-so=x", "dau=x"):
        assert client.get(f"/chi-tieu/?{asked}").status_code == 200
    assert client.get("/chi-tieu/?noi=x").status_code == 404
    assert client.get("/chi-tieu/nguon/?chi-so=x").status_code == 404


def test_the_workbook_holds_the_board_and_every_place(told):
    answer = told.client(told.province_association.head).get("/chi-tieu/excel/")
    book = CalamineWorkbook.from_filelike(BytesIO(b"".join(answer.streaming_content)))
    words = [str(cell) for row in book.get_sheet_by_index(0).to_python() for cell in row]

    assert "50%" in words
    assert _name(told.neighbour) in words
    assert "05/KH-HKH · Hội Khuyến học tỉnh Mộc Sơn" in words


def test_a_body_sets_and_takes_away_its_own_target(told):
    client = told.client(told.commune_association.head)
    of = families().public_id

    answer = client.post(
        f"/chi-tieu/{of}/dat/", {"value": "72,5", "year": "2027", "symbol": "9/KH-HKH"}
    )

    assert answer.status_code == 303
    own = Target.objects.get(symbol="9/KH-HKH")
    assert (own.value, own.organisation, own.place) == (
        Decimal("72.5"),
        told.commune_association.body,
        told.commune.body.place,
    )
    assert client.post(f"/chi-tieu/{of}/bo/{own.pk}/").status_code == 303
    assert not Target.objects.filter(pk=own.pk).exists()


def test_a_share_cannot_be_asked_to_be_more_than_all(told):
    client = told.client(told.commune_association.head)
    path = f"/chi-tieu/{families().public_id}/dat/"

    answer = client.post(path, {"value": "120", "year": "2027", "symbol": "9/KH-HKH"})

    assert answer.status_code == 422
    assert "không quá 100" in answer.content.decode()
    assert 'value="120"' in answer.content.decode(), "what was typed stays"


def test_another_bodys_target_cannot_be_taken_away(told):
    theirs = Target.objects.get(organisation=told.province_association.body)
    client = told.client(told.commune_association.head)

    answer = client.post(f"/chi-tieu/{families().public_id}/bo/{theirs.pk}/")

    assert answer.status_code == 404
    assert Target.objects.filter(pk=theirs.pk).exists()


def test_setting_the_same_target_twice_changes_nothing(told):
    actor = told.actor(told.commune_association.head)
    asked = Asked(2027, Decimal(70), "9/KH-HKH")

    first = set_target(actor, families(), asked)

    assert set_target(actor, families(), asked).pk == first.pk
    assert Target.objects.filter(symbol="9/KH-HKH").count() == 1


def _name(desk):
    name = desk.body.place.full_name
    return name[:1].upper() + name[1:]
