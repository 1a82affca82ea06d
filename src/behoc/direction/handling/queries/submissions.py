"""Rows of handling within the actor's reach."""

from collections import Counter
from typing import TYPE_CHECKING, Any

from django.db.models import Case, Count, Exists, F, OuterRef, Prefetch, Q, When

from behoc.direction.handling.models import (
    Answer,
    AnswerFile,
    Delegation,
    InstructedPart,
    Instruction,
    Submission,
)
from behoc.direction.handling.queries.people import list_standing_delegations
from behoc.direction.handling.rules import InstructionState, PartState, SubmissionState
from behoc.ground.access.queries import scope_for
from behoc.kernel.actor import Actor
from behoc.kernel.scope import one

if TYPE_CHECKING:
    from behoc.direction.documents.models import Dispatch


def get_submission(actor: Actor, public_id: str, *, action: str = "handling.view") -> Submission:
    """The submission in reach with that public id, or NotFound."""
    rows = Submission.objects.within(scope_for(actor, action))
    return one(Submission, _whole(rows).filter(public_id=public_id))


def get_instruction(actor: Actor, public_id: str, *, action: str = "handling.view") -> Instruction:
    """The instruction in reach with that public id, or NotFound."""
    rows = Instruction.objects.within(scope_for(actor, action))
    return one(
        Instruction,
        rows.select_related(
            "submission__dispatch__organisation",
            "submission__organisation",
            "given_by",
            "on_behalf_of",
            "delegation",
            "ended_by",
        )
        .prefetch_related(_parts())
        .filter(public_id=public_id),
    )


def get_part(actor: Actor, public_id: str, *, action: str = "handling.view") -> InstructedPart:
    """The part of an instruction in reach with that public id, or NotFound."""
    rows = InstructedPart.objects.within(scope_for(actor, action))
    return one(InstructedPart, _whole_parts(rows).filter(public_id=public_id))


def get_delegation(actor: Actor, public_id: str) -> Delegation:
    """The delegation that the actor may end, or NotFound."""
    rows = Delegation.objects.within(scope_for(actor, "handling.instruct"))
    return one(Delegation, rows.filter(public_id=public_id))


def get_answer_file(actor: Actor, public_id: str) -> AnswerFile:
    """One file of an answer in reach, or NotFound."""
    rows = AnswerFile.objects.within(scope_for(actor, "handling.view"))
    return one(
        AnswerFile,
        rows.select_related("stored_file").filter(
            public_id=public_id, stored_file__discarded_at__isnull=True
        ),
    )


def list_waiting_submissions(actor: Actor) -> list[Submission]:
    """What waits for the actor's word, as leader or as deputy today; the oldest first."""
    rows = Submission.objects.within(scope_for(actor, "handling.instruct"))
    found = rows.filter(_for_me(actor), state=SubmissionState.WAITING)
    return list(_whole(found).order_by("created_at", "pk"))


def count_waiting_submissions(actor: Actor) -> int:
    """How many papers wait for the actor's word."""
    rows = Submission.objects.within(scope_for(actor, "handling.instruct"))
    return int(rows.filter(_for_me(actor), state=SubmissionState.WAITING).count())


def list_open_parts(actor: Actor) -> list[InstructedPart]:
    """What leaders gave to the actor and is not done, the nearest day first."""
    found = _whole_parts(_open_parts(actor))
    return list(found.order_by(F("instruction__due_on").asc(nulls_last=True), "pk"))


def count_open_parts(actor: Actor) -> int:
    """How many of those there are."""
    return int(_open_parts(actor).count())


def list_withdrawn_parts(actor: Actor) -> list[InstructedPart]:
    """What was given to the actor, was not done, and has been taken back; the latest first."""
    rows = InstructedPart.objects.within(scope_for(actor, "handling.answer"))
    found = rows.filter(
        person_id=actor.person_id, instruction__state=InstructionState.WITHDRAWN
    ).exclude(state=PartState.DONE)
    return list(_whole_parts(found).order_by("-instruction__ended_at", "-pk"))


def list_parts_of_person(actor: Actor, *, limit: int = 200) -> list[InstructedPart]:
    """Everything that leaders gave to the actor: open by day, then withdrawn, then done.

    What was amended shows as the part that took its place.
    """
    rows = InstructedPart.objects.within(scope_for(actor, "handling.answer"))
    mine = rows.filter(person_id=actor.person_id)
    last = mine.exclude(instruction__state=InstructionState.AMENDED)
    order = Case(
        When(state=PartState.DONE, then=2),
        When(instruction__state=InstructionState.WITHDRAWN, then=1),
        default=0,
    )
    by_day = F("instruction__due_on").asc(nulls_last=True)
    return list(_whole_parts(last).order_by(order, by_day, "-pk")[:limit])


def list_returned(actor: Actor) -> list[Submission]:
    """What came back to the actor and was not submitted again since."""
    return list(_whole(_returned(actor)).order_by("-closed_at"))


def count_returned(actor: Actor) -> int:
    """How many of those there are."""
    return int(_returned(actor).count())


def list_instructed(actor: Actor) -> Any:
    """Instructions that the actor gave or that were given in the actor's place, newest first.

    One line per paper: the last word on it. A query set to page.
    """
    rows = Instruction.objects.within(scope_for(actor, "handling.instruct"))
    mine = rows.filter(Q(given_by_id=actor.person_id) | Q(on_behalf_of_id=actor.person_id))
    last = mine.exclude(state=InstructionState.AMENDED)
    found = last.select_related(
        "submission__dispatch__organisation",
        "submission__organisation",
        "given_by",
        "on_behalf_of",
        "delegation",
        "ended_by",
    ).prefetch_related(_parts(), "submission__dispatch__documents")
    return found.order_by("-given_at", "-pk")


def list_of_dispatch(actor: Actor, dispatch: "Dispatch") -> list[Submission]:
    """Every submission of a paper inside the actor's body, newest first."""
    rows = Submission.objects.within(scope_for(actor, "handling.view"))
    found = rows.filter(dispatch=dispatch, organisation_id=actor.body_id)
    return list(_whole(found).order_by("-created_at", "-pk"))


def count_sentences(actor: Actor) -> Counter[str]:
    """How often the actor picked each of the shipped sentences."""
    rows = Instruction.objects.within(scope_for(actor, "handling.instruct"))
    mine = rows.filter(given_by_id=actor.person_id).exclude(sentence="")
    return Counter(dict(mine.order_by().values_list("sentence").annotate(count=Count("pk"))))


def _for_me(actor: Actor) -> Q:
    found = Q(leader_id=actor.person_id)
    if actor.body_id is None:
        return found
    for each in list_standing_delegations(actor.body_id):
        if each.deputy_id == actor.person_id:
            of_field = Q(field=each.field) if each.field else Q()
            found |= Q(leader_id=each.leader_id) & of_field
    return found


def _returned(actor: Actor) -> Any:
    rows = Submission.objects.within(scope_for(actor, "handling.submit"))
    # What came back because its leader left is everybody's who may submit, until one does.
    whose = Q(submitted_by_id=actor.person_id) | Q(closed_by__isnull=True)
    mine = rows.filter(whose, organisation_id=actor.body_id, state=SubmissionState.RETURNED)
    later = rows.filter(organisation_id=OuterRef("organisation_id"), dispatch=OuterRef("dispatch"))
    return mine.exclude(Exists(later.filter(pk__gt=OuterRef("pk"))))


def _open_parts(actor: Actor) -> Any:
    rows = InstructedPart.objects.within(scope_for(actor, "handling.answer"))
    standing = rows.filter(instruction__state=InstructionState.STANDING)
    return standing.filter(person_id=actor.person_id).exclude(state=PartState.DONE)


def _whole(rows: Any) -> Any:
    return rows.select_related(
        "organisation", "dispatch", "dispatch__organisation", "leader", "submitted_by", "closed_by"
    ).prefetch_related(
        "dispatch__documents",
        "proposed__person",
        "proposed__body",
        Prefetch("instructions", _instructions()),
    )


def _instructions() -> Any:
    rows = Instruction.objects.everything(reason="the submission is fetched within reach")
    found = rows.select_related("given_by", "on_behalf_of", "delegation", "ended_by")
    return found.prefetch_related(_parts()).order_by("-number")


def _parts() -> "Prefetch[Any]":
    rows = InstructedPart.objects.everything(reason="the instruction is fetched within reach")
    found = rows.select_related("person", "body", "share").prefetch_related(_answers())
    return Prefetch("parts", found.order_by("-role", "person__sort_name", "body__name_folded"))


def _answers() -> "Prefetch[Any]":
    rows = Answer.objects.everything(reason="the instruction is fetched within reach")
    files = AnswerFile.objects.everything(reason="the instruction is fetched within reach")
    found = rows.select_related("person").prefetch_related(
        Prefetch("files", files.select_related("stored_file"))
    )
    return Prefetch("answers", found.order_by("-created_at", "-pk"))


def _whole_parts(rows: Any) -> Any:
    return rows.select_related(
        "person",
        "body",
        "instruction__given_by",
        "instruction__on_behalf_of",
        "instruction__delegation",
        "instruction__ended_by",
        "instruction__submission__dispatch",
        "instruction__submission__dispatch__organisation",
        "instruction__submission__leader",
        "instruction__submission__organisation",
        "share",
    ).prefetch_related("instruction__submission__dispatch__documents", _answers())
