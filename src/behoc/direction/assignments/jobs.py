"""Background work of assignments: each job calls one service."""

from behoc.direction.assignments.services.escalating import escalate
from behoc.direction.assignments.services.recurring import open_periods
from behoc.kernel.jobs import periodic


@periodic("assignments.open_periods", cron="7 * * * *")
def periods() -> None:
    """Every hour: whatever a missed night left is caught up by the next turn."""
    open_periods()


@periodic("assignments.escalate", cron="17 * * * *")
def steps() -> None:
    """Every hour, so that a step comes on its day also after the machine was off."""
    escalate()
