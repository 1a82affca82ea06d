"""Background work of reporting: each job calls one service."""

from behoc.kernel.jobs import job, periodic, sweep
from behoc.measure.reporting.services.checking import check_received
from behoc.measure.reporting.services.filling import CHECK
from behoc.measure.reporting.services.intake import read_intake


@job("reporting.read_intake", retries=2)
def read(intake_id: int) -> None:
    """Read one file of figures."""
    read_intake(intake_id)


@sweep(CHECK)
def check() -> None:
    """Check and send the reports that were received by now."""
    check_received()


@periodic("reporting.check_left", cron="* * * * *")
def check_left() -> None:
    """Take up what a worker that was killed has left."""
    check_received()
