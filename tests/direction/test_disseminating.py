from datetime import date

import pytest

from behoc.direction.documents.models import Dissemination
from behoc.direction.documents.queries.disseminations import list_rounds, list_told
from behoc.direction.documents.services.disseminating import Round, correct_round, note_round
from behoc.ground.audit.models import AuditEntry
from behoc.kernel.errors import Conflict, NotAllowed, RuleBroken
from tests.kits.dispatches import assigned_dispatch, reviewed_dispatch

DAY = date(2026, 3, 1)


@pytest.fixture
def dispatch(world):
    return assigned_dispatch(world)


@pytest.fixture
def clerk(world):
    return world.actor(world.commune.clerk)


def _round(told, total=50, form="conference", day=DAY):
    return Round(day, form, told=told, total=total)


def _note(actor, dispatch, facts, key="1"):
    return note_round(actor, dispatch, facts, files=[], submission_key=key)


def _words(world, actor, dispatch):
    told = list_told(actor, dispatch, [world.commune.body.pk])
    return told[world.commune.body.pk].words


def test_rounds_add_up_to_a_share_of_the_total(world, clerk, dispatch):
    _note(clerk, dispatch, _round(20), "1")
    _note(clerk, dispatch, _round(15, form="cell_meeting"), "2")

    assert _words(world, clerk, dispatch) == "35/50 người (70%)"


def test_the_giver_sees_the_figures_of_the_body_it_sent_to(world, clerk, dispatch):
    _note(clerk, dispatch, _round(20))
    giver = world.client(world.province.head)

    said = giver.get(f"/van-ban/{dispatch.public_id}/noi-nhan/").content.decode()

    assert "20/50 người (40%)" in said


def test_a_neighbour_that_received_the_same_paper_sees_nothing(world, clerk, dispatch):
    _note(clerk, dispatch, _round(20))
    neighbour = world.actor(world.neighbour.head)

    assert list_told(neighbour, dispatch, [world.commune.body.pk]) == {}
    assert list_rounds(neighbour, dispatch) == []


def test_figures_never_pass_the_total(clerk, dispatch):
    with pytest.raises(RuleBroken, match="51 người được phổ biến nhiều hơn tổng 50"):
        _note(clerk, dispatch, _round(51))
    _note(clerk, dispatch, _round(40))
    with pytest.raises(RuleBroken, match="Mỗi người chỉ tính một lần"):
        _note(clerk, dispatch, _round(11), "2")


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        (_round(0, 0), "ít nhất là 1"),
        (_round(5, form="telepathy"), "hình thức"),
        (_round(5, day=date(2026, 4, 1)), "phía trước"),
    ],
    ids=["nobody to be told", "unknown form", "day to come"],
)
def test_what_cannot_be_is_refused(clerk, dispatch, facts, said):
    with pytest.raises(RuleBroken, match=said):
        _note(clerk, dispatch, facts)


def test_the_same_submission_twice_is_one_round(clerk, dispatch):
    first = _note(clerk, dispatch, _round(20))

    assert _note(clerk, dispatch, _round(20)) == first


def test_a_correction_is_a_new_entry_and_the_old_one_stays(world, clerk, dispatch):
    mistaken = _note(clerk, dispatch, _round(45))

    later = correct_round(
        clerk, mistaken, _round(48), reason="Đếm thiếu ba người", files=[], submission_key="2"
    )

    rows = Dissemination.objects.everything(reason="counted by a test")
    assert {(row.told, row.corrects_id) for row in rows} == {(45, None), (48, mistaken.pk)}
    assert _words(world, clerk, dispatch) == "48/50 người (96%)"
    entry = AuditEntry.objects.everything(reason="a test reads the log").get(
        action="document.correct_dissemination"
    )
    assert (entry.subject_id, entry.changes["told"]) == (later.public_id, [45, 48])


def test_a_round_is_corrected_once_and_with_a_reason(clerk, dispatch):
    mistaken = _note(clerk, dispatch, _round(20))

    with pytest.raises(RuleBroken, match="vì sao"):
        correct_round(clerk, mistaken, _round(21), reason=" ", files=[], submission_key="2")
    correct_round(clerk, mistaken, _round(21), reason="Đếm lại", files=[], submission_key="3")
    with pytest.raises(Conflict):
        correct_round(clerk, mistaken, _round(22), reason="Nữa", files=[], submission_key="4")


def test_the_giver_corrects_nobody_elses_figures(world, clerk, dispatch):
    mistaken = _note(clerk, dispatch, _round(20))

    with pytest.raises((NotAllowed, RuleBroken)):
        correct_round(
            world.actor(world.province.head),
            mistaken,
            _round(1),
            reason="Bớt",
            files=[],
            submission_key="2",
        )


def test_nothing_is_made_known_before_it_is_entered(world):
    clerk = world.actor(world.province.clerk)

    with pytest.raises(RuleBroken, match="chưa vào sổ"):
        _note(clerk, reviewed_dispatch(world), _round(20))


def test_a_form_that_is_refused_keeps_what_was_typed(world, dispatch):
    client = world.client(world.commune.clerk)
    address = f"/van-ban/{dispatch.public_id}/pho-bien/ghi/"
    sent = {
        "held_on": "01/03/2026",
        "form": "conference",
        "told": "60",
        "total": "50",
        "note": "Có cả khách",
        "submission_key": "abc",
    }

    refused = client.post(address, sent)
    kept = client.post(address, sent | {"told": "49"})

    assert refused.status_code == 422
    assert "Có cả khách" in refused.content.decode()
    assert kept.status_code == 303
    assert "49/50 người (98%)" in client.get(kept.url).content.decode()
