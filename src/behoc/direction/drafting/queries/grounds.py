"""What a draft rests on and whether it was changed since the draft was last written."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Max, Q

from behoc.direction.assignments.queries.changes import Change, list_changes
from behoc.direction.drafting.models import Draft

if TYPE_CHECKING:
    from behoc.direction.documents.models import Dispatch


@dataclass(frozen=True, slots=True)
class GroundChange:
    """One change of the ground of a draft: amended (with the share that says how) or withdrawn."""

    code: str
    on: date
    reason: str
    share_code: str = ""


def list_drafts_on(dispatch_ids: Iterable[int]) -> list[Draft]:
    """Every draft that rests on one of those dispatches, whichever body writes it."""
    wanted = list(dispatch_ids)
    rows = Draft.objects.everything(reason="whoever builds on a plan hears of its change")
    rests = Q(dispatch__in=wanted) | Q(share__assignment__document__dispatch__in=wanted)
    return list(_whole(rows.filter(rests)).order_by("pk"))


def list_withdrawn_since(moment: datetime) -> list[Draft]:
    """Every draft that rests on a dispatch withdrawn since."""
    rows = Draft.objects.everything(reason="whoever builds on a plan hears that it is withdrawn")
    rests = Q(dispatch__withdrawn_at__gte=moment)
    rests |= Q(share__assignment__document__dispatch__withdrawn_at__gte=moment)
    return list(_whole(rows.filter(rests)).order_by("pk"))


def ground_of(draft: Draft) -> "Dispatch | None":
    """The dispatch that a draft rests on: the one it answers, or the one its task comes from."""
    if draft.dispatch is not None:
        return draft.dispatch
    return draft.share.assignment.document.dispatch if draft.share else None


def find_changes(draft: Draft) -> list[GroundChange]:
    """What became of a draft's ground since its latest version, the latest first."""
    ground = ground_of(draft)
    if ground is None:
        return []
    return pick_changes(draft, list_changes(dispatch_ids=[ground.pk]))


def pick_changes(draft: Draft, changes: Iterable[Change]) -> list[GroundChange]:
    """Those of the changes that concern a draft and came after its latest version."""
    ground = ground_of(draft)
    if ground is None:
        return []
    written = draft.versions.aggregate(at=Max("created_at"))["at"] or draft.created_at
    found = []
    if ground.withdrawn_at and ground.withdrawn_on and ground.withdrawn_at > written:
        found.append(
            GroundChange(
                f"withdrawn:{ground.public_id}", ground.withdrawn_on, ground.withdrawal_reason
            )
        )
    for each in changes:
        mine = each.share_id == draft.share_id if draft.share_id else each.dispatch_id == ground.pk
        if mine and each.body_id == draft.organisation_id and each.at > written:
            found.append(GroundChange(each.code, each.effective_on, each.reason, each.share_code))
    return found


def _whole(rows: Any) -> Any:
    return rows.select_related("dispatch", "share__assignment__document__dispatch")
