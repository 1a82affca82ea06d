"""Reads of drafts and of opinions, within the actor's reach."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Prefetch

from behoc.direction.drafting.models import Draft, DraftFile, DraftVersion, Opinion
from behoc.direction.drafting.rules import DraftState
from behoc.ground.access.queries import list_people_who_may, may, scope_for
from behoc.ground.accounts.queries import list_people
from behoc.kernel.actor import Actor
from behoc.kernel.scope import one

if TYPE_CHECKING:
    from behoc.ground.accounts.models import Person


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for one person: opinions asked of them, drafts to decide, drafts returned."""

    opinions: tuple[Opinion, ...] = ()
    to_decide: tuple[Draft, ...] = ()
    returned: tuple[Draft, ...] = ()

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.opinions) + len(self.to_decide) + len(self.returned)


def list_drafts(actor: Actor, *, state: str = "") -> Any:
    """The drafts of the actor's body, newest first; a query set to page."""
    rows = Draft.objects.within(scope_for(actor, "draft.view"))
    if state:
        rows = rows.filter(state=state)
    return rows.select_related("author", "leader", "dispatch").order_by("-created_at", "-pk")


def list_waiting(actor: Actor) -> Waiting:
    """What drafts wait for this very person."""
    if not may(actor, "draft.view"):
        return Waiting()
    asked = Opinion.objects.within(scope_for(actor, "draft.comment"))
    unanswered = asked.filter(
        person_id=actor.person_id,
        version__draft__organisation_id=actor.body_id,
        answered_at__isnull=True,
    ).exclude(version__draft__state=DraftState.APPROVED)
    rows = Draft.objects.within(scope_for(actor, "draft.approve"))
    own = Draft.objects.within(scope_for(actor, "draft.write"))
    return Waiting(
        tuple(unanswered.select_related("version__draft", "asked_by").order_by("due_on", "pk")),
        tuple(
            rows.filter(state=DraftState.SUBMITTED, leader_id=actor.person_id)
            .select_related("author")
            .order_by("submitted_at")
        ),
        tuple(own.filter(state=DraftState.RETURNED, author_id=actor.person_id).order_by("pk")),
    )


def get_draft(actor: Actor, public_id: str, *, action: str = "draft.view") -> Draft:
    """The draft in reach with that public id, or NotFound."""
    rows = Draft.objects.within(scope_for(actor, action))
    whole = rows.select_related(
        "author", "leader", "decided_by", "dispatch", "share__assignment__document__dispatch"
    )
    return one(Draft, whole.filter(public_id=public_id))


def get_opinion(actor: Actor, public_id: str) -> Opinion:
    """The opinion that this very person was asked for, or NotFound."""
    rows = Opinion.objects.within(scope_for(actor, "draft.comment"))
    return one(
        Opinion,
        rows.select_related("version__draft").filter(
            public_id=public_id, person_id=actor.person_id
        ),
    )


def get_file(actor: Actor, public_id: str) -> DraftFile:
    """One file of a draft in reach, or NotFound."""
    rows = DraftFile.objects.within(scope_for(actor, "draft.view"))
    return one(
        DraftFile,
        rows.select_related("stored_file").filter(
            public_id=public_id, stored_file__discarded_at__isnull=True
        ),
    )


def list_versions(draft: Draft) -> list[DraftVersion]:
    """The versions of a draft fetched within reach, newest first, with files and opinions."""
    rows = DraftVersion.objects.everything(reason="the draft was fetched within reach")
    files = DraftFile.objects.everything(reason="the draft was fetched within reach")
    opinions = Opinion.objects.everything(reason="the draft was fetched within reach")
    found = rows.filter(draft=draft).select_related("person").order_by("-number")
    return list(
        found.prefetch_related(
            Prefetch("files", files.select_related("stored_file")),
            Prefetch("opinions", opinions.select_related("person").order_by("asked_at", "pk")),
        )
    )


def list_colleagues(actor: Actor, action: str) -> list["Person"]:
    """The other people of the own body who may do the action, by given name."""
    held = list_people_who_may([actor.body], action).get(actor.body, [])
    ids = [each for each in held if each != actor.person_id]
    return list(list_people(scope_for(actor, "draft.view"), body_id=actor.body).filter(pk__in=ids))
