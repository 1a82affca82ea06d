"""How a task was changed, in words, and what each body still has to note."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from behoc.direction.assignments.models import Amendment, AmendmentNotice, AssignedBody, Assignment
from behoc.direction.assignments.queries.history import who
from behoc.direction.assignments.queries.tasks import whole
from behoc.direction.assignments.rules.differences import Piece, difference
from behoc.ground.access.queries import scope_for
from behoc.kernel.actor import Actor
from behoc.kernel.clock import in_words
from behoc.kernel.errors import NotFound


def get_notice(actor: Actor, public_id: str) -> AmendmentNotice:
    """The notice to the actor's own body with that public id, or NotFound."""
    rows = AmendmentNotice.objects.within(scope_for(actor, "assignment.report"))
    found: AmendmentNotice | None = (
        rows.select_related("assigned", "amendment").filter(public_id=public_id).first()
    )
    if found is None or found.assigned.organisation_id != actor.body_id:
        raise NotFound
    return found


def version_number(assignment: Assignment) -> int:
    """How often the task was amended: what a form carries to notice that somebody was faster."""
    return int(assignment.amendments.count())


def list_amendments(actor: Actor, assigned: AssignedBody) -> list[dict[str, Any]]:
    """Every change of the task that a share builds on, also far above, newest first, in words."""
    rows = Amendment.objects.everything(reason="the share was fetched within reach")
    found = rows.filter(notices__assigned=assigned) | rows.filter(assignment=assigned.assignment)
    notices = AmendmentNotice.objects.everything(reason="the share was fetched within reach")
    noted = {each.amendment_id: each for each in notices.filter(assigned=assigned)}
    whole = found.distinct().select_related("person", "assignment__organisation")
    ordered = whole.order_by("-created_at", "-pk")
    return [_in_words(actor, each, noted.get(each.pk)) for each in ordered]


def list_unnoted(actor: Actor) -> list[AssignedBody]:
    """Shares of the actor's body with a change that nobody there has noted, oldest first."""
    return list(whole(_unnoted(actor)).order_by("pk"))


def count_unnoted(actor: Actor) -> int:
    """How many shares of the actor's body have a change that nobody there has noted."""
    return int(_unnoted(actor).count())


def _unnoted(actor: Actor) -> Any:
    notices = AmendmentNotice.objects.everything(reason="narrowed to shares in reach below")
    waiting = notices.filter(noted_at__isnull=True).values("assigned")
    rows = AssignedBody.objects.within(scope_for(actor, "assignment.report"))
    return rows.filter(organisation_id=actor.body_id, pk__in=waiting)


def _in_words(actor: Actor, one: Amendment, notice: AmendmentNotice | None) -> dict[str, Any]:
    before, after = one.before, one.after
    giver = one.assignment.organisation
    gone = [name for name in before["bodies"] if name not in after["bodies"]]
    came = [name for name in after["bodies"] if name not in before["bodies"]]
    moved = before["due_on"] != after["due_on"]
    return {
        "id": one.public_id,
        "notice_id": notice.public_id if notice and notice.noted_at is None else "",
        "day_words": f"{one.effective_on:%d/%m/%Y}",
        "reason": one.reason,
        "basis": one.basis,
        "who_words": f"{in_words(one.created_at)} · "
        f"{who(actor, one.person.full_name, giver.pk, giver.short_name)}",
        "pieces": _pieces(before["text"], after["text"]),
        "due_before": _day(before["due_on"]) if moved else "",
        "due_after": _day(after["due_on"]) if moved else "",
        "gone": gone,
        "came": came,
    }


def _pieces(before: str, after: str) -> tuple[Piece, ...]:
    return difference(before, after) if before != after else ()


def _day(iso: str | None) -> str:
    return f"{date.fromisoformat(iso):%d/%m/%Y}" if iso else _("không có ngày")
