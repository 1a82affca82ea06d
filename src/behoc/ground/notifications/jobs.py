"""Background work of notices: each job calls one service."""

from behoc.ground.notifications.services import letters
from behoc.kernel.jobs import job, periodic


@periodic("notifications.gather_letters", cron="*/5 * * * *")
def gather_letters() -> None:
    """Write the daily letters that are due."""
    letters.gather_letters()


@job(letters.JOB, retries=0)
def send_letter(letter_id: int) -> None:
    """Hand one letter over."""
    letters.send_letter(letter_id)
