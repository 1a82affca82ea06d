"""The page of related texts: what a person sees, decides, joins, adds and states there."""

import re

import pytest

from behoc.direction.documents.models import Document
from behoc.direction.relations.models import CitedText, Relation
from behoc.direction.relations.queries.graph import list_downward, list_upward
from behoc.direction.relations.queries.ladder import list_steps_above
from behoc.direction.relations.queries.screens import SHOWN, SHOWN_OF_MANY
from behoc.direction.relations.rules import RelationKind, RelationState, Sameness, TextFacts
from behoc.direction.relations.rules import look_alike as alike
from behoc.direction.relations.rules import same_text as same
from behoc.direction.relations.services.deciding import add_relation
from tests.kits.dispatches import assigned_dispatch, document_of, sample_reading
from tests.kits.related import answering, issued_by

COMMUNE = "Ủy ban nhân dân xã Bình Giang"


@pytest.fixture
def directive(world):
    return assigned_dispatch(world)


def _answer(world, number, symbol="12/KH-UBND", kind="implements"):
    own = answering(sample_reading(), symbol, "2026-02-02", kind)
    return assigned_dispatch(world, world.commune, reading=issued_by(own, COMMUNE, number))


def _page(dispatch, query=""):
    return f"/van-ban/{dispatch.public_id}/lien-quan/{query}"


def _relation(dispatch):
    return Relation.all_rows.get(document__dispatch=dispatch)


def test_numbers_start_anew_everywhere_so_strangers_must_name_the_issuer():
    ours = TextFacts("5/KH-UBND", None, "Ủy ban nhân dân xã A")
    theirs = TextFacts("5/KH-UBND", None, "Ủy ban nhân dân xã B")
    unnamed = TextFacts("5/KH-UBND")

    assert same(ours, ours, near=False)
    assert not same(ours, theirs, near=True)
    assert not same(ours, unnamed, near=True)
    assert alike(ours, unnamed)


def test_the_commune_sees_upward_to_the_directive_and_one_level_beyond(world, directive):
    plan = document_of(_answer(world, "7/KH-UBND"))

    edges = list_upward(world.actor(world.commune.clerk), [plan])

    assert [(edge.level, edge.relation.cited.symbol) for edge in edges] == [
        (1, "12/KH-UBND"),
        (2, "05/NQ-HĐND"),
    ]
    assert edges[0].far == document_of(directive)


def test_the_province_head_sees_the_answers_of_its_line_and_a_neighbour_sees_none(world, directive):
    _answer(world, "7/KH-UBND")
    document = document_of(directive)

    assert len(list_downward(world.actor(world.province.head), [document])) == 1
    assert list_downward(world.actor(world.neighbour.clerk), [document]) == []


def test_a_text_out_of_reach_is_only_named(world):
    plan = _answer(world, "7/KH-UBND")

    shown = world.client(world.commune.clerk).get(_page(plan)).content.decode()

    assert "12/KH-UBND" in shown
    assert "Chưa có trên hệ thống này hoặc ngoài phạm vi" in shown


def test_a_person_accepts_rejects_takes_back_and_changes_the_kind(world, directive):
    client = world.client(world.province.clerk)
    url = f"/quan-he/{_relation(directive).public_id}/"

    for sent, state, kind in (
        ({"verdict": "yes"}, RelationState.ACCEPTED, "rests_on"),
        ({"verdict": "kind", "kind": "continues"}, RelationState.ACCEPTED, "continues"),
        ({"verdict": "no"}, RelationState.REJECTED, "continues"),
        ({"verdict": "open"}, RelationState.PROPOSED, "rests_on"),
    ):
        assert client.post(url, sent).status_code == 303
        relation = _relation(directive)
        assert (relation.state, relation.kind) == (state, kind)
    assert client.post(url, {"verdict": "kind", "kind": "khac"}).status_code == 422


def test_all_that_waits_is_accepted_at_once(world, directive):
    client = world.client(world.province.clerk)

    client.post(_page(directive, "nhan-ca/"))

    assert _relation(directive).state == RelationState.ACCEPTED
    assert _relation(directive).decided_by == world.province.clerk


def test_a_text_without_a_number_is_added_by_name_and_an_empty_form_says_what_to_do(
    world, directive
):
    client, url = world.client(world.province.clerk), _page(directive, "them/")

    refused = client.post(url, {"kind": "rests_on"})
    kept = client.post(url, {"kind": "rests_on", "name": "Luật Giáo dục"})

    assert refused.status_code == 422
    assert "Ghi số, ký hiệu hoặc tên" in refused.content.decode()
    assert kept.status_code == 303
    added = Relation.all_rows.get(cited__name="Luật Giáo dục")
    assert (added.kind, added.state) == (RelationKind.RESTS_ON, RelationState.ACCEPTED)


def test_two_ways_of_writing_are_asked_about_joined_and_parted_again(world, directive):
    client = world.client(world.commune.clerk)
    _answer(world, "7/KH-UBND")
    plan = _answer(world, "8/KH-UBND", symbol="12/UBND")
    mention = CitedText.all_rows.get(symbol="12/UBND")
    url = f"/quan-he/van-ban/{mention.public_id}/cung-la/"
    asked = client.get(_page(plan)).content.decode()

    client.post(url, {"answer": "one", "ve": plan.public_id})

    assert "có phải là" in asked
    edges = list_upward(world.actor(world.commune.clerk), [document_of(plan)])
    assert edges[0].far == document_of(directive)
    client.post(url, {"answer": "open", "ve": plan.public_id})
    mention.refresh_from_db()
    assert mention.same_state == Sameness.PROPOSED


def test_a_mention_is_not_joined_to_what_is_joined_to_it(world, directive):
    _answer(world, "7/KH-UBND")
    _answer(world, "8/KH-UBND", symbol="12/UBND")
    client = world.client(world.commune.clerk)
    first = CitedText.all_rows.get(symbol="12/UBND")
    second = first.same_as
    client.post(f"/quan-he/van-ban/{first.public_id}/cung-la/", {"answer": "one"})

    turned = client.post(
        f"/quan-he/van-ban/{second.public_id}/cung-la/",
        {"answer": "one", "other": first.public_id},
    )

    assert turned.status_code == 422


def test_a_body_picks_its_own_plan_as_the_answer(world, directive):
    plan = document_of(_answer(world, "7/KH-UBND", kind="cites"))
    client = world.client(world.commune.clerk)
    url = f"/van-ban/{directive.public_id}/dap-ung/"

    assert "7/KH-UBND" in client.get(url).content.decode()
    assert client.post(url, {"paper": plan.public_id}).status_code == 422
    assert client.post(url, {"paper": plan.public_id, "kind": "folds"}).status_code == 303

    assert Relation.all_rows.get(document=plan).kind == RelationKind.FOLDS


def test_many_answers_are_shown_by_the_screenful_and_whole_on_demand(world, directive):
    for number in range(SHOWN + 2):
        _answer(world, f"{20 + number}/KH-UBND")
    client = world.client(world.province.head)

    first = client.get(_page(directive)).content.decode()
    whole = client.get(_page(directive, "?het=duoi-1-implements")).content.decode()

    assert first.count('class="related"') == 1 + SHOWN
    assert whole.count('class="related"') == 1 + SHOWN + 2


@pytest.fixture
def many(world, directive):
    """A document that rests on a hundred texts, half of them as its basis."""
    clerk, document = world.actor(world.province.clerk), document_of(directive)
    for number in range(100):
        kind = RelationKind.RESTS_ON if number % 2 else RelationKind.CITES
        facts = TextFacts(f"{number + 100}/QĐ-TTg", name=f"Phê duyệt đề án số {number}")
        add_relation(clerk, document, facts, kind=kind)
    return directive


def test_of_many_relations_the_first_group_is_open_and_each_shows_few(world, many):
    shown = world.client(world.province.clerk).get(_page(many)).content.decode()

    assert shown.count('class="related"') == 2 * SHOWN_OF_MANY
    assert len(re.findall(r'class="kindgroup"[^>]* open', shown)) == 1
    assert "Xem cả 51 văn bản" in shown


def test_words_leave_the_relations_that_have_them_whatever_their_kind(world, many):
    client = world.client(world.province.clerk)

    one = client.get(_page(many, "?q=107+qd")).content.decode()
    all_of_them = client.get(_page(many, "?q=de+an")).content.decode()
    nothing = client.get(_page(many, "?q=chong+lu")).content.decode()

    assert one.count('class="related"') == 1
    assert "107/QĐ-TTg" in one
    assert all_of_them.count('class="related"') == 100
    assert "Không văn bản nào có những chữ này" in nothing


def test_a_plan_that_the_covering_letter_carries_does_not_stand_above_it(world, directive):
    clerk, document = world.actor(world.province.clerk), document_of(directive)
    letter = Document(dispatch=directive, position=document.position + 1, first_line=1, last_line=1)
    letter.number_symbol = "9/CV-UBND"
    letter.save()
    add_relation(clerk, letter, TextFacts(document.number_symbol), kind=RelationKind.IMPLEMENTS)

    above = list_steps_above(clerk, directive)

    assert len(above) == 1
    assert document.number_symbol not in above[0].words
