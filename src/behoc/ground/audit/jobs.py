"""Background work of the log: each job calls one service."""

from behoc.ground.audit.services.sealing import seal_log
from behoc.kernel.jobs import periodic


@periodic("audit.seal", cron="* * * * *")
def seal() -> None:
    """Seal what was committed since the last turn."""
    seal_log()


@periodic("audit.seal_everywhere", cron="20 19 * * *")
def seal_everywhere() -> None:
    """Seal what a late transaction left far behind; by night in Viet Nam."""
    seal_log(everywhere=True)
