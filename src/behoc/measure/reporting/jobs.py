"""Background work of reporting: each job calls one service."""

from behoc.kernel.jobs import job
from behoc.measure.reporting.services.intake import read_intake


@job("reporting.read_intake", retries=2)
def read(intake_id: int) -> None:
    """Read one file of figures."""
    read_intake(intake_id)
