"""Background work of handling: each job calls one service."""

from behoc.direction.handling.services.passing_on import pass_on_waiting
from behoc.kernel.jobs import periodic


@periodic("handling.pass_on", cron="27 * * * *")
def pass_on() -> None:
    """Every hour, so that a role that ends or an absence that begins is noticed the same day."""
    pass_on_waiting()
