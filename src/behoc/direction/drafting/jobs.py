"""Background work of drafting: each job calls one service."""

from behoc.direction.drafting.services.following import follow_grounds
from behoc.kernel.jobs import periodic


@periodic("drafting.follow_grounds", cron="*/10 * * * *")
def grounds() -> None:
    """Every ten minutes: nobody goes on writing for long on a plan that has changed."""
    follow_grounds()
