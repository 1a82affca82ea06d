import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from behoc.ground.organisations import services
from behoc.ground.organisations.models import Organisation, Place
from behoc.ground.organisations.queries import list_bodies_in_reach
from behoc.ground.organisations.services import NewBody, PlaceFacts, load_bodies, load_places
from behoc.kernel.errors import RuleBroken
from behoc.kernel.scope import Scope


@pytest.fixture
def ground(db):
    load_places(
        [
            PlaceFacts("VN", "Việt Nam", "nước", None),
            PlaceFacts("P", "Mộc Sơn", "tỉnh", "VN"),
            *(PlaceFacts(f"C{n}", f"Xã số {n}", "xã", "P") for n in range(1, 40)),
        ]
    )


def row(code, superior=None, place="P", **facts):
    facts = {"name": f"Cơ quan {code}", "kind": "department", "line": "state"} | facts
    return NewBody(code=code, superior_code=superior, place_code=place, **facts)


def body(code):
    return Organisation.objects.get(code=code)


def codes_below(path):
    return {each.code for each in Organisation.objects.filter(line_path__startswith=path)}


def test_a_path_holds_the_ids_from_the_root(ground):
    a, b, c = load_bodies([row("A"), row("B", "A"), row("C", "B")])

    assert a.line_path == f"/{a.pk}/"
    assert body("C").line_path == f"/{a.pk}/{b.pk}/{c.pk}/"
    place = Place.objects.get(code="C1")
    assert place.path == f"{place.parent.path}{place.pk}/"


def test_a_look_alike_prefix_never_matches(ground):
    root = Place.objects.get(code="VN")
    for number, code in ((7000003, "SHORT"), (70000033, "LONG")):
        Place.objects.create(
            pk=number, code=code, name=code, kind="xã", parent=root, path=f"{root.path}{number}/"
        )
    load_bodies([row("X", place="SHORT"), row("Y", place="LONG")])
    reach = Scope(places=(f"{root.path}7000003/",))

    assert [each.code for each in list_bodies_in_reach(reach)] == ["X"]


def test_loading_the_same_rows_twice_changes_nothing(ground):
    rows = [row("A"), row("B", "A")]
    before = [(each.pk, each.line_path) for each in load_bodies(rows)]

    assert [(each.pk, each.line_path) for each in load_bodies(rows)] == before
    assert load_places([PlaceFacts("P", "Tên khác", "tỉnh", "VN")]) == 0
    assert Place.objects.get(code="P").name == "Mộc Sơn"


def test_moving_a_body_takes_its_whole_subtree_along(ground):
    load_bodies([row("A"), row("B"), row("C", "A"), row("D", "C"), row("E", "D")])
    load_bodies([row("C", "B")])

    assert codes_below(body("B").line_path) == {"B", "C", "D", "E"}
    assert codes_below(body("A").line_path) == {"A"}
    e = body("E")
    assert e.line_path == f"{body('D').line_path}{e.pk}/"


def test_moving_several_generations_in_one_file_leaves_every_path_true(ground):
    load_bodies([row("A"), row("B", "A"), row("C", "B"), row("D", "C"), row("Z")])
    load_bodies([row("B", "Z"), row("A", "Z"), row("D", "A")])

    for each in Organisation.objects.all():
        above = each.superior.line_path if each.superior else "/"
        assert each.line_path == f"{above}{each.pk}/"


def test_two_bodies_may_change_places_in_the_line(ground):
    load_bodies([row("A"), row("B", "A"), row("C", "B")])
    load_bodies([row("B"), row("A", "B")])

    assert codes_below(body("B").line_path) == {"A", "B", "C"}
    assert body("C").line_path == f"{body('B').line_path}{body('C').pk}/"


def test_a_body_cannot_stand_below_its_own_subordinate(ground):
    load_bodies([row("A"), row("B", "A"), row("C", "B")])

    with pytest.raises(RuleBroken, match="dưới chính cấp dưới"):
        load_bodies([row("A", "C")])
    assert body("A").superior is None


def test_a_body_cannot_stand_below_itself(ground):
    load_bodies([row("A")])

    with pytest.raises(RuleBroken):
        load_bodies([row("A", "A")])


@pytest.mark.parametrize(
    ("wrong", "said"),
    [(row("B", "NONE"), "cấp trên mang mã NONE"), (row("B", place="NONE"), "địa bàn nào mang mã")],
)
def test_unknown_codes_are_refused_and_nothing_is_kept(ground, wrong, said):
    with pytest.raises(RuleBroken, match=said):
        load_bodies([row("A"), wrong])
    assert not Organisation.objects.exists()


def test_a_line_that_is_too_deep_is_refused_in_one_sentence(ground):
    deep = [row("N0"), *(row(f"N{n}", f"N{n - 1}") for n in range(1, 120))]

    with pytest.raises(RuleBroken, match="quá nhiều cấp"):
        load_bodies(deep)


def test_moving_a_line_below_another_is_refused_when_it_grows_too_deep(ground, monkeypatch):
    load_bodies([row("A"), row("B", "A"), row("C", "B"), row("X"), row("Y", "X")])
    monkeypatch.setattr(services, "PATH_LENGTH", len(body("C").line_path) + 2)

    with pytest.raises(RuleBroken, match="quá nhiều cấp"):
        load_bodies([row("A", "Y")])


def test_a_large_file_takes_a_few_statements(ground):
    rows = [row("A"), *(row(f"B{n}", "A", place=f"C{n % 39 + 1}") for n in range(800))]
    with CaptureQueriesContext(connection) as asked:
        load_bodies(rows)

    assert len(asked) <= 12
    assert Organisation.objects.count() == 801
