"""Who gave a task, who does it, who does another share of it, who stands above: each their part."""

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from behoc.direction.assignments.models import AmendmentNotice
from behoc.direction.assignments.services import amending
from behoc.direction.assignments.services.hindering import tell_of_difficulty
from behoc.direction.assignments.services.petitioning import ask_extension
from behoc.direction.assignments.services.working import accept_task
from behoc.ground.access.rules import Reach, reaches
from tests.access.addresses import VISITS
from tests.kits.discovery import Address, addresses
from tests.kits.dispatches import assigned_task, fresh_share
from tests.kits.stage import everything_kept
from tests.kits.visits import Visit, Visitor
from tests.kits.world import SINCE, World

GIVERS = (
    "confirm",
    "return",
    "reopen",
    "amend",
    "withdraw",
    "state_event",
    "set_end",
    "difficulty_answer",
    "petition_answer",
    "remind",
)
DOERS = (
    "accept",
    "report",
    "extend",
    "object",
    "note",
    "petition_take_back",
    "set_day",
    "answerable",
    "fold",
    "divide",
    "difficulty",
)
# What a form of each act would carry, so that only the side of who sends it can stop it.
SENT: dict[str, dict[str, str]] = {
    "amend": {"text": "Khác.", "effective_on": "2026-03-02", "reason": "Đổi.", "seen": "1"},
    "withdraw": {"on": "2026-03-02", "reason": "Nhầm."},
    "difficulty_answer": {"text": "Cứ làm."},
    "petition_answer": {"verdict": "yes"},
    "remind": {"text": "Nhanh lên."},
    "report": {"text": "Đã mở.", "submission_key": "a", "finished": "on"},
    "extend": {"reason": "Chưa kịp.", "proposed_on": "2027-02-01"},
    "object": {"reason": "Việc của sở."},
    "fold": {"plan": "Kế hoạch 5"},
    "difficulty": {"text": "Thiếu phòng.", "submission_key": "a"},
}
ROLES = ("clerk", "specialist", "head", "follower", "body_administrator")
ALL = {each.name: each for each in addresses()}
STAYS = (200, 302)


@pytest.fixture
def rows(world) -> dict[str, str]:
    """The commune's share of the province's task with everything that hangs on it, by act."""
    clerk = world.actor(world.commune.clerk)
    share = accept_task(clerk, assigned_task(world))
    hindered = tell_of_difficulty(clerk, share, text="Thiếu phòng.", submission_key="a")
    change = amending.Change(text="Mở hai buổi học.", due_on=None)
    ground = amending.Ground("Thêm một buổi.", SINCE)
    giver = world.actor(world.province.clerk)
    amended = amending.amend_task(giver, share.assignment, change, ground, seen=0)
    notices = AmendmentNotice.objects.everything(reason="a test picks one notice")
    asked = ask_extension(clerk, share, reason="Chưa đủ.", proposed_on=date(2027, 1, 15))
    return dict.fromkeys((*GIVERS, *DOERS), share.public_id) | {
        "withdraw": share.assignment.document.dispatch.public_id,
        "difficulty_answer": hindered.public_id,
        "petition_answer": asked.public_id,
        "petition_take_back": asked.public_id,
        "note": notices.get(amendment=amended, assigned=fresh_share(share)).public_id,
    }


def _send(world: World, person: Any, act: str, public_id: str) -> int:
    arguments = {"public_id": public_id} | ({"position": 0} if act == "state_event" else {})
    visit = Visit(lambda own: arguments, data=SENT.get(act, {}))
    address = ALL[f"assignments:{act}"]
    visitor = Visitor({address.name: visit}, SimpleNamespace(world=world), person)
    return int(visitor.post(address).status_code)


@pytest.mark.parametrize(
    ("acts", "side"),
    [(GIVERS, "commune"), (GIVERS, "neighbour"), (DOERS, "province"), (DOERS, "neighbour")],
    ids=["doer", "beside, as giver", "giver", "beside, as doer"],
)
def test_nobody_acts_for_the_other_side_of_a_task(world, rows, acts, side):
    desk = getattr(world, side)
    before = everything_kept()

    answers = {
        (act, role): _send(world, desk.holder(role), act, rows[act])
        for act in acts
        for role in ROLES
    }

    done = {case: status for case, status in answers.items() if status not in (403, 404)}
    assert done == {}
    assert _without_people(everything_kept()) == _without_people(before)


def test_the_body_below_keeps_its_own_acts_and_above_one_only_looks(scene):
    """The head above reaches what bodies of the line below own; to look at, and to remind."""
    head = scene.world.province.head
    visitor = Visitor(VISITS, scene.commune, head)
    before = everything_kept()

    let_in = {
        address.name: status
        for address in ALL.values()
        if address.arguments and _is_not_to_be_reached(address)
        if (status := visitor.visit(address).status_code) not in (403, 404)
    }

    assert let_in == {}
    assert _without_people(everything_kept()) == _without_people(before)


def _is_not_to_be_reached(address: Address) -> bool:
    """Addresses of acts that the head has without the line, and rows that are the commune's own."""
    visit = VISITS.get(address.name, Visit())
    held = reaches(["head"], address.action or "")
    is_own = not visit.shared and address.name not in _OWN_OF_THE_PROVINCE
    return bool(address.action) and Reach.LINE not in held and is_own


# What the province does itself with a paper that it may look at: its own register, its own desk,
# its own answer; and two whose example in the table is a paper that the province sent.
_OWN_OF_THE_PROVINCE = {
    "handling:of_dispatch",
    "relations:respond",
    "registers:enter",
    "documents:receive",
}


def _without_people(kept: dict[str, list[Any]]) -> dict[str, list[Any]]:
    """People are made when they are first named."""
    made = ("accounts.Person", "accounts.Membership", "audit.AuditEntry")
    return {name: rows for name, rows in kept.items() if name not in made}


def test_no_address_takes_a_form_of_another_site():
    exempt = [each.name for each in ALL.values() if getattr(each.view, "csrf_exempt", False)]

    assert exempt == []
