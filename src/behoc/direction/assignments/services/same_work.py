"""A body does two tasks as one: marked by its officer, and then one report serves both."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.db import transaction

from behoc.direction.assignments.models import AssignedBody, ProgressReport, SameWork
from behoc.direction.assignments.queries.likeness import list_joined_ids
from behoc.direction.assignments.rules import OPEN, WorkState
from behoc.direction.assignments.rules.figures import Figure
from behoc.direction.assignments.services.holding import lock_share
from behoc.direction.assignments.services.working import accept_task, find_report, report_progress
from behoc.ground.audit.services import record
from behoc.kernel.actor import Actor
from behoc.kernel.clock import now
from behoc.kernel.errors import RuleBroken

if TYPE_CHECKING:
    from behoc.ground.attachments.models import StoredFile


@transaction.atomic
def mark_same(actor: Actor, assigned: AssignedBody, other: AssignedBody) -> None:
    """The two shares are one piece of work; marking twice changes nothing."""
    first, second = _in_order(actor, assigned, other)
    if first.organisation_id != second.organisation_id or first.pk == second.pk:
        raise RuleBroken("Chỉ ghi trùng hai việc khác nhau của cùng một nơi.")
    rows = SameWork.objects.everything(reason="a pair of shares that were just checked")
    _, is_new = rows.get_or_create(
        first=first,
        second=second,
        defaults={
            "organisation_id": first.organisation_id,
            "person_id": actor.person,
            "marked_at": now(),
        },
    )
    if is_new:
        record(actor, "assignment.mark_same", assigned, after={"other": other.public_id})


@transaction.atomic
def part_again(actor: Actor, assigned: AssignedBody, other: AssignedBody) -> None:
    """The two shares are reported apart again; what was reported stays with both."""
    first, second = _in_order(actor, assigned, other)
    rows = SameWork.objects.everything(reason="a pair of shares that were just checked")
    deleted, _ = rows.filter(first=first, second=second).delete()
    if deleted:
        record(actor, "assignment.part_again", assigned, after={"other": other.public_id})


@transaction.atomic
def report_for_all(
    actor: Actor,
    assigned: AssignedBody,
    *,
    text: str,
    finished: bool,
    files: "Sequence[StoredFile]",
    submission_key: str,
    figures: Sequence[Figure] = (),
    links: Sequence[str] = (),
    drawn: Sequence[ProgressReport] = (),
) -> ProgressReport:
    """Report on a share, and with the same words and evidence on what the body does as one.

    A twin that is closed already is left as it is; one not taken on yet is taken on by it. The
    shares are held in one order, so that reports on both at once wait for each other; what came
    before under the same key is not reported again on a twin that was joined since.
    """
    twins = _held_twins(actor, assigned)
    known = find_report(assigned, submission_key)
    if known is not None:
        return known
    reports = []
    for share in (assigned, *twins):
        if share.pk != assigned.pk and share.state == WorkState.NEW:
            share = accept_task(actor, share)  # noqa: PLW2901 (the same share, one step further)
        reports.append(
            report_progress(
                actor,
                share,
                text=text,
                finished=finished,
                files=files,
                submission_key=submission_key,
                figures=figures,
                links=links,
                drawn=drawn if share.pk == assigned.pk else (),
            )
        )
    return reports[0]


def _in_order(
    actor: Actor, one: AssignedBody, other: AssignedBody
) -> tuple[AssignedBody, AssignedBody]:
    """Both shares, locked in one order whoever asks, the earlier first."""
    ordered = sorted((one, other), key=lambda share: share.pk)
    locked = [lock_share(actor, "assignment.report", share) for share in ordered]
    return locked[0], locked[1]


def _held_twins(actor: Actor, assigned: AssignedBody) -> list[AssignedBody]:
    """The open twins, held together with the share itself."""
    rows = AssignedBody.objects.everything(reason="shares that the same body does as one")
    twins = rows.filter(pk__in=list_joined_ids(assigned), organisation_id=assigned.organisation_id)
    ordered = sorted([assigned, *twins], key=lambda share: share.pk)
    held = [lock_share(actor, "assignment.report", share) for share in ordered]
    return [share for share in held if share.pk != assigned.pk and share.state in OPEN]
