"""Tasks whose days are not printed, for the stage and for tests of days."""

from behoc.direction.assignments.models import AssignedBody, Deadline


def undated(share: AssignedBody, *, event: str = "", count_days: int | None = None) -> AssignedBody:
    """The share as if its text named no day, or a day that hangs on an event."""
    rows = AssignedBody.objects.everything(reason="a test takes the day away")
    same = rows.filter(assignment=share.assignment_id)
    same.update(due_on=None, next_opens_on=None, period="")
    deadlines = Deadline.objects.filter(assignment=share.assignment_id)
    kind = "event" if event else "periodic"
    deadlines.update(codes=[], due_on=None, kind=kind, event=event, count_days=count_days)
    share.refresh_from_db()
    return share
