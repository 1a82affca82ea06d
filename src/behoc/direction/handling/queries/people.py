"""Who may be named: the leaders of a body, its people, the bodies directly below, deputies."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from behoc.direction.handling.models import Delegation, Submission
from behoc.direction.handling.rules import DelegationKind, covers
from behoc.ground.access.queries import list_people_who_may, scope_for
from behoc.ground.access.rules import reaches
from behoc.ground.accounts.queries import list_members
from behoc.ground.organisations.queries import list_bodies_directly_below
from behoc.kernel.actor import Actor
from behoc.kernel.clock import today

if TYPE_CHECKING:
    from behoc.ground.accounts.models import Membership

PERSON, BODY = "p-", "b-"


@dataclass(frozen=True, slots=True)
class Receiver:
    """A person of the body, or a body directly below, that an instruction may name."""

    code: str
    name: str
    note: str
    person_id: int | None = None
    body_id: int | None = None


@dataclass(frozen=True, slots=True)
class Leader:
    """Who may instruct in a body, and who stands in while absent today."""

    person_id: int
    code: str
    name: str
    position: str
    absence: Delegation | None = None


@dataclass(frozen=True, slots=True)
class Authority:
    """By what a person may instruct: as the leader, or in the leader's place by a delegation."""

    delegation: Delegation | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """Who may instruct in a body today, and which delegations run there, whoever they name."""

    body_id: int
    leaders: frozenset[int]
    delegations: tuple[Delegation, ...]

    def stand_ins(self, submission: Submission) -> list[int]:
        """Who may instruct on a submission in its leader's place today."""
        return [
            each.deputy_id
            for each in self.delegations
            if each.deputy_id in self.leaders and stands_in(each, submission, each.deputy_id)
        ]

    def absences(self, submission: Submission) -> list[Delegation]:
        """The absences of its leader today, also those that cover another field of work."""
        return [
            each
            for each in self.delegations
            if each.leader_id == submission.leader_id and each.kind == DelegationKind.ABSENCE
        ]


def list_leaders(body_id: int) -> list[Leader]:
    """Everybody who may instruct in the body today, by given name."""
    absences = {
        each.leader_id: each
        for each in list_standing_delegations(body_id)
        if each.kind == DelegationKind.ABSENCE
    }
    return [
        Leader(
            person_id=each.person_id,
            code=each.person.public_id,
            name=each.person.full_name,
            position=each.position,
            absence=absences.get(each.person_id),
        )
        for each in _holders(list_members(body_id), "handling.instruct")
    ]


def list_receivers(body_id: int) -> list[Receiver]:
    """Everybody in the body who may answer an instruction, then the bodies directly below."""
    people = [
        Receiver(
            code=PERSON + each.person.public_id,
            name=each.person.full_name,
            note=each.position,
            person_id=each.person_id,
        )
        for each in _holders(list_members(body_id), "handling.answer")
    ]
    bodies = [
        Receiver(code=BODY + each.public_id, name=each.short_name, note="", body_id=each.pk)
        for each in list_bodies_directly_below(body_id)
    ]
    return people + bodies


def list_standing_delegations(body_id: int) -> list[Delegation]:
    """Delegations of a body in force today; one whose leader or deputy lost the right is none."""
    rows = Delegation.objects.everything(reason="who stands in for whom inside the own body")
    found = list(
        rows.in_force(today())
        .filter(organisation_id=body_id)
        .select_related("leader", "deputy")
        .order_by("pk")
    )
    if not found:
        return []
    holders = {each.person_id for each in _holders(list_members(body_id), "handling.instruct")}
    return [each for each in found if each.leader_id in holders and each.deputy_id in holders]


def list_standing(body_ids: Iterable[int]) -> list[Standing]:
    """The same for many bodies at once: who leads today and what was delegated for today."""
    wanted = list(body_ids)
    rows = Delegation.objects.everything(reason="who stands in for whom, body by body")
    found = rows.in_force(today()).filter(organisation_id__in=wanted)
    running: dict[int, list[Delegation]] = {}
    for each in found.select_related("leader", "deputy").order_by("pk"):
        running.setdefault(each.organisation_id, []).append(each)
    leaders = list_people_who_may(wanted, "handling.instruct")
    return [
        Standing(body, frozenset(leaders.get(body, ())), tuple(running.get(body, ())))
        for body in wanted
    ]


def find_authority(actor: Actor, submission: Submission) -> Authority | None:
    """By what the actor may instruct on the submission today; None when not at all."""
    if submission.organisation_id != actor.body_id:
        return None
    if submission.leader_id == actor.person_id:
        return Authority()
    standing = [
        each
        for each in list_standing_delegations(submission.organisation_id)
        if stands_in(each, submission, actor.person_id)
    ]
    return Authority(standing[0]) if standing else None


def stands_in(delegation: Delegation, submission: Submission, person_id: int | None) -> bool:
    """True when the delegation lets that person instruct on the submission."""
    return (
        delegation.deputy_id == person_id
        and delegation.leader_id == submission.leader_id
        and covers(delegation.field, submission.field)
    )


def list_delegations(actor: Actor) -> list[Delegation]:
    """The delegations of the actor's body, the latest first."""
    rows = Delegation.objects.within(scope_for(actor, "handling.view"))
    return list(rows.select_related("leader", "deputy").order_by("-starts_on", "-pk"))


def position_of(person_id: int, body_id: int, action: str) -> str:
    """What a person is in a body, by the role that carries the action."""
    held = _holders(list_members(body_id), action)
    return next((each.position for each in held if each.person_id == person_id), "")


def _holders(members: Sequence["Membership"], action: str) -> list["Membership"]:
    """Each person once, by the first role there that carries the action."""
    return list(_once(each for each in members if reaches([each.role], action)))


def _once(members: Iterable["Membership"]) -> Iterable["Membership"]:
    seen: set[int] = set()
    for each in members:
        if each.person_id not in seen:
            seen.add(each.person_id)
            yield each
