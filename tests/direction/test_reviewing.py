import pytest

from behoc.direction.documents.models import Find, SourceText
from behoc.direction.documents.queries.dispatches import list_confirmed_tasks
from behoc.direction.documents.rules import DispatchState, FindKind, FindState
from behoc.direction.documents.services import addressing, reviewing
from behoc.direction.documents.services.reading import keep_reading
from behoc.direction.documents.services.receiving import receive_dispatch
from behoc.ground.audit.models import AuditEntry
from behoc.kernel.errors import Conflict, NotAllowed, RuleBroken
from tests.kits.dispatches import (
    LINES,
    assigned_dispatch,
    find_ids,
    find_of,
    fresh,
    read_dispatch,
    sample_reading,
    stored_file,
    waiting_dispatch,
)
from tests.kits.world import MOMENT


@pytest.fixture
def clerk(world):
    return world.actor(world.province.clerk)


@pytest.fixture
def dispatch(world):
    return read_dispatch(world)


@pytest.fixture
def find(dispatch):
    """The task of the communes."""
    return find_of(dispatch, FindKind.ASSIGNMENT)


def _log(action):
    entries = AuditEntry.objects.everything(reason="a test reads the log")
    return list(entries.filter(action=action))


def _meant(find):
    resolution = find.resolutions.get(part="actor")
    return sorted(resolution.bodies.values_list("code", flat=True))


def test_what_was_read_waits_for_a_person(dispatch):
    finds = Find.objects.everything(reason="a test looks at all finds")

    assert dispatch.state == DispatchState.REVIEW
    assert set(finds.values_list("state", flat=True)) == {FindState.PROPOSED}
    assert SourceText.objects.get(dispatch=dispatch).lines == list(LINES)


def test_nothing_counts_before_a_person_has_said_so(dispatch):
    assert list_confirmed_tasks(dispatch) == []


def test_reading_twice_keeps_one_reading(dispatch):
    before = len(find_ids(dispatch))

    keep_reading(dispatch.pk, sample_reading())

    assert len(find_ids(dispatch)) == before


def test_a_group_means_every_commune_of_the_province(find):
    assert _meant(find) == ["UB-BG", "UB-TL"]


@pytest.mark.parametrize(
    ("decide", "state", "deed"),
    [
        (reviewing.accept_find, FindState.ACCEPTED, "document.accept_find"),
        (reviewing.reject_find, FindState.REJECTED, "document.reject_find"),
    ],
)
def test_a_decision_keeps_who_and_when(world, clerk, find, decide, state, deed):
    find = decide(clerk, find)

    assert (find.state, find.decided_by, find.decided_at) == (state, world.province.clerk, MOMENT)
    assert [entry.person for entry in _log(deed)] == [world.province.clerk]


def test_deciding_the_same_twice_is_logged_once(clerk, find):
    reviewing.accept_find(clerk, find)
    reviewing.accept_find(clerk, find)

    assert len(_log("document.accept_find")) == 1


def test_the_last_person_who_decided_is_kept(world, clerk, find):
    reviewing.accept_find(clerk, find)

    find = reviewing.reject_find(world.actor(world.province.head), find)

    assert (find.state, find.decided_by) == (FindState.REJECTED, world.province.head)


def test_an_amended_find_keeps_what_the_reader_said(clerk, find):
    said = {"text": find.text, "value": find.value}

    reviewing.amend_find(clerk, find, text="Mở hai buổi học.", value={"force": "request"})
    find = reviewing.amend_find(clerk, find, text="Mở ba buổi học.", value={})

    assert (find.state, find.text, find.value["force"]) == (
        FindState.AMENDED,
        "Mở ba buổi học.",
        "request",
    )
    assert find.original == said


def test_another_actor_means_other_bodies(clerk, find):
    find = reviewing.amend_find(clerk, find, text=None, value={"actor": "Tỉnh ủy Mộc Sơn"})

    assert _meant(find) == ["TU"]


def test_another_receiver_means_another_body(clerk, dispatch):
    find = find_of(dispatch, FindKind.RECIPIENT)

    find = reviewing.amend_find(clerk, find, text=None, value={"name": "Hội Khuyến học tỉnh"})

    assert [body.code for body in find.resolutions.get().bodies.all()] == ["KH"]


def test_a_reopened_find_is_what_the_reader_made_of_it(clerk, dispatch, find):
    was = (find.text, find.value)
    reviewing.amend_find(clerk, find, text="Khác hẳn.", value={"actor": "Tỉnh ủy Mộc Sơn"})

    find = reviewing.reopen_find(clerk, find)

    assert (find.state, find.text, find.value) == (FindState.PROPOSED, *was)
    assert (find.decided_by, find.decided_at, find.original) == (None, None, None)
    assert _meant(find) == ["UB-BG", "UB-TL"]


def test_what_the_reader_missed_is_added_with_its_person(world, clerk, dispatch):
    find = reviewing.add_find(
        clerk,
        dispatch,
        kind=FindKind.ASSIGNMENT,
        lines=(9, 9),
        text="",
        actor_name="Sở Giáo dục và Đào tạo",
    )

    assert (find.state, find.text, find.number) == (FindState.ADDED, LINES[8], 3)
    assert (find.decided_by, find.decided_at) == (world.province.clerk, MOMENT)
    assert _meant(find) == ["SG"]


@pytest.mark.parametrize("lines", [(0, 1), (1, 99), (9, 8), (-3, -1)])
def test_lines_outside_the_document_are_refused(clerk, dispatch, lines):
    with pytest.raises(RuleBroken, match="Dòng"):
        reviewing.add_find(
            clerk, dispatch, kind=FindKind.TARGET, lines=lines, text="x", actor_name=""
        )


def test_accepting_all_leaves_what_was_decided_before(world, clerk, dispatch, find):
    reviewing.reject_find(world.actor(world.province.head), find)

    count = reviewing.accept_all(clerk, dispatch, find_ids(dispatch))

    assert count == len(find_ids(dispatch)) - 1
    assert find_of(dispatch, FindKind.ASSIGNMENT).state == FindState.REJECTED
    assert find_of(dispatch, FindKind.ASSIGNMENT, 2).decided_by == world.province.clerk


def test_accepting_all_touches_no_other_dispatch(world, clerk, dispatch):
    other = read_dispatch(world)

    assert reviewing.accept_all(clerk, dispatch, find_ids(other)) == 0
    assert find_of(other, FindKind.ASSIGNMENT).state == FindState.PROPOSED


def test_a_confirmed_dispatch_is_not_reviewed_any_more(world, clerk):
    dispatch = assigned_dispatch(world)

    with pytest.raises(Conflict):
        reviewing.reject_find(clerk, find_of(dispatch, FindKind.ASSIGNMENT))


def test_a_dispatch_that_is_not_read_yet_cannot_be_reviewed(world, clerk):
    with pytest.raises(Conflict):
        reviewing.accept_all(clerk, waiting_dispatch(world), [])


def test_a_neighbour_decides_nothing(world, find):
    with pytest.raises(NotAllowed):
        reviewing.accept_find(world.actor(world.commune.clerk), find)


def test_a_phrase_once_settled_means_the_same_next_time_and_says_by_whose_rule(world, clerk, find):
    addressing.settle_phrase(clerk, find.resolutions.get(part="actor"), [world.commune.body.pk])

    next_find = find_of(read_dispatch(world), FindKind.ASSIGNMENT)

    assert _meant(next_find) == ["UB-BG"]
    assert world.province.clerk.full_name in next_find.resolutions.get(part="actor").rule_text


def test_a_settled_phrase_holds_for_one_body_alone(world, clerk, find):
    addressing.settle_phrase(clerk, find.resolutions.get(part="actor"), [world.commune.body.pk])

    elsewhere = find_of(read_dispatch(world, world.department), FindKind.ASSIGNMENT)

    assert _meant(elsewhere) == ["UB-BG", "UB-TL"]


def test_the_same_form_sent_twice_makes_one_dispatch(world):
    clerk = world.actor(world.province.clerk)
    files = [stored_file(world, world.province)]

    assert receive_dispatch(clerk, files) == receive_dispatch(clerk, files)
    assert fresh(receive_dispatch(clerk, files)).state == DispatchState.WAITING
