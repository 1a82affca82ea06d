"""What a confirmed dispatch names becomes relations, and which bodies answered a document."""

import json
from pathlib import Path

import pytest

from behoc.direction.relations.models import CitedText, Relation
from behoc.direction.relations.queries import list_responses
from behoc.direction.relations.rules import RelationState, Sameness
from behoc.direction.relations.services import declare_response, keep_relations
from behoc.direction.relations.services.keeping import relate_earlier
from behoc.kernel.errors import NotAllowed, RuleBroken
from tests.kits.dispatches import (
    assigned_dispatch,
    document_of,
    numbered,
    reading_of,
    sample_reading,
)
from tests.kits.related import answering, issued_by

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared" / "reading"
SAMPLE = ROOT / "data" / "sample"
FOUNDING = {
    "binh-duong-151-kh-ubnd-2024": None,
    "duyen-hai-3717-ubnd-vx-2021": None,
    "bien-hoa-726-cv-btgtu-2024": None,
    "can-tho-thanh-uy-2025": "(công văn Thành ủy Cần Thơ, no number)",
    "thanh-uy-hoc-tap-suot-doi-2025": "(kế hoạch Thành ủy 2025, no number)",
}


def _enter(world, desk, path):
    lines = path.read_text(encoding="utf-8").split("\n")
    return assigned_dispatch(world, desk, reading=reading_of(lines))


def _relations(**conditions):
    rows = Relation.objects.everything(reason="a test looks at all relations")
    found = rows.filter(**conditions).select_related(
        "document", "cited__same_as", "cited__document"
    )
    return list(found.order_by("pk"))


def _texts(desk):
    rows = CitedText.objects.everything(reason="a test looks at all texts")
    return {text.symbol or text.name: text for text in rows.filter(organisation=desk.body)}


def _edge(relation, unnumbered=None):
    cited = relation.cited.same_as or relation.cited
    return [relation.document.number_symbol or unnumbered, cited.symbol]


@pytest.mark.skipif(
    not SHARED.is_dir(), reason="the shared folder with real documents is not beside the repository"
)
def test_the_founding_texts_give_exactly_the_implementing_relations(world):
    wanted = json.loads((SHARED / "edges.json").read_text(encoding="utf-8"))["implements"]
    found, others = [], []
    for stem, unnumbered in FOUNDING.items():
        dispatch = _enter(world, world.province, SHARED / "text" / f"{stem}.txt")
        relations = _relations(document__dispatch=dispatch)
        found += [_edge(each, unnumbered) for each in relations if each.kind == "implements"]
        others += [each.kind for each in relations if each.kind != "implements"]

    assert sorted(found) == sorted(wanted)
    assert set(others) == {"continues", "rests_on", "cites"}
    assert {each.state for each in _relations()} == {RelationState.PROPOSED}


@pytest.mark.skipif(
    not SHARED.is_dir(), reason="the shared folder with real documents is not beside the repository"
)
def test_a_founding_text_that_is_held_is_linked_and_its_other_number_is_asked_about(world):
    _enter(world, world.province, SHARED / "text" / "binh-duong-151-kh-ubnd-2024.txt")
    _enter(world, world.province, SHARED / "text" / "duyen-hai-3717-ubnd-vx-2021.txt")
    texts = _texts(world.province)

    assert texts["151/UBND"].document is None
    assert texts["151/UBND"].same_as == texts["151/KH-UBND"]
    assert texts["151/UBND"].same_state == Sameness.PROPOSED
    assert texts["151/KH-UBND"].document.number_symbol == "151/KH-UBND"
    assert texts["46/KH-STTTT-TTBCXB"].document.number_symbol == "46/KH-STTTT-TTBCXB"
    assert texts["1315/QĐ-TTg"].document is None


def test_the_sample_papers_give_exactly_their_implementing_relations(world):
    wanted = json.loads((SAMPLE / "edges.json").read_text(encoding="utf-8"))["implements"]
    for path in sorted((SAMPLE / "documents").glob("*.txt")):
        _enter(world, world.province, path)

    assert sorted(_edge(each) for each in _relations(kind="implements")) == sorted(wanted)


def test_a_text_that_was_only_named_is_held_once_it_arrives(world):
    named = answering(sample_reading(), "12/KH-UBND", "2026-02-02")
    assigned_dispatch(world, world.commune, reading=numbered(named, "4/KH-UBND"))
    before = _texts(world.commune)["12/KH-UBND"]

    dispatch = assigned_dispatch(world, world.commune)

    after = _texts(world.commune)["12/KH-UBND"]
    assert before.document is None
    assert (after.pk, after.document) == (before.pk, document_of(dispatch))
    assert after.issuer_name == "Ủy ban nhân dân tỉnh Mộc Sơn"


def test_relating_a_dispatch_again_adds_nothing(world):
    dispatch = assigned_dispatch(world)
    count = len(_relations())

    assert keep_relations(world.actor(world.province.head), dispatch) == 0
    assert len(_relations()) == count == 1


def test_what_was_entered_before_is_related_once_by_the_command(world):
    assigned_dispatch(world)
    Relation.all_rows.all().delete()
    CitedText.all_rows.all().delete()

    assert relate_earlier() == 1
    assert relate_earlier() == 0
    assert [each.cited.symbol for each in _relations()] == ["05/NQ-HĐND"]


def test_what_another_body_enters_is_not_written_into_our_texts(world):
    assigned_dispatch(world, world.neighbour)
    named = answering(sample_reading(), "12/KH-UBND", "2026-02-02")

    assigned_dispatch(world, world.commune, reading=numbered(named, "4/KH-UBND"))

    assert _texts(world.commune)["12/KH-UBND"].document is None


def test_a_commune_whose_plan_implements_the_directive_is_among_the_responses(world):
    directive = document_of(assigned_dispatch(world))
    answer = answering(sample_reading(), "12/KH-UBND", "2026-02-02")
    own = issued_by(answer, "Ủy ban nhân dân xã Bình Giang", "7/KH-UBND")
    plan = document_of(assigned_dispatch(world, world.commune, reading=own))

    responses = list_responses([directive.pk])

    assert [(one.body_id, one.document_id, one.kind) for one in responses[directive.pk]] == [
        (world.commune.body.pk, plan.pk, "implements")
    ]


def test_a_plan_that_only_cites_and_a_rejected_answer_are_no_responses(world):
    directive = document_of(assigned_dispatch(world))
    for number, kind in (("7/KH-UBND", "cites"), ("8/KH-UBND", "implements")):
        answer = answering(sample_reading(), "12/KH-UBND", "2026-02-02", kind)
        own = issued_by(answer, "Ủy ban nhân dân xã Bình Giang", number)
        assigned_dispatch(world, world.commune, reading=own)
    Relation.objects.everything(reason="a test rejects").filter(kind="implements").update(
        state=RelationState.REJECTED
    )

    assert list_responses([directive.pk]) == {directive.pk: []}


def test_a_paper_with_the_same_number_of_a_body_that_never_received_ours_is_no_response(world):
    directive = document_of(assigned_dispatch(world))
    answer = answering(sample_reading(), "12/KH-UBND", "2026-02-02")
    own = issued_by(answer, "Đảng ủy xã Bình Giang", "7-KH/ĐU")
    assigned_dispatch(world, world.commune_party, reading=own)

    assert list_responses([directive.pk]) == {directive.pk: []}


def test_a_body_states_that_an_own_plan_takes_the_received_duty_in(world):
    directive = assigned_dispatch(world)
    plan = document_of(
        assigned_dispatch(world, world.commune, reading=numbered(sample_reading(), "2/KH-UBND"))
    )
    clerk = world.actor(world.commune.clerk)

    declare_response(clerk, directive, plan, "folds")
    declare_response(clerk, directive, plan, "folds")

    responses = list_responses([document_of(directive).pk])[document_of(directive).pk]
    assert [(one.body_id, one.kind) for one in responses] == [(world.commune.body.pk, "folds")]


def test_nobody_answers_with_a_paper_of_another_body_or_with_the_paper_itself(world):
    directive = assigned_dispatch(world)
    clerk, head = world.actor(world.commune.clerk), world.actor(world.province.head)

    with pytest.raises(NotAllowed):
        declare_response(clerk, directive, document_of(directive), "implements")
    with pytest.raises(RuleBroken, match="văn bản khác"):
        declare_response(head, directive, document_of(directive), "implements")


def test_the_number_of_queries_does_not_grow_with_the_answers(world, django_assert_max_num_queries):
    directive = document_of(assigned_dispatch(world))
    for number in range(4):
        answer = answering(sample_reading(), "12/KH-UBND", "2026-02-02")
        own = issued_by(answer, "Ủy ban nhân dân xã Bình Giang", f"{number + 20}/KH-UBND")
        assigned_dispatch(world, world.commune, reading=own)

    with django_assert_max_num_queries(4):
        assert len(list_responses([directive.pk])[directive.pk]) == 4
