"""What one body's clerk was told, and how they want to be told."""

from dataclasses import dataclass

from behoc.ground.notifications.models import CalendarToken, Letter, Notice, NoticeWishes
from behoc.ground.notifications.services.calendars import open_calendar
from behoc.ground.notifications.services.wishes import keep_wishes
from behoc.kernel.clock import now, today
from tests.kits.world import Desk, World


@dataclass(frozen=True, slots=True, repr=False)
class Told:
    """The clerk's own rows; colleagues reach none of them."""

    notice: Notice
    wishes: NoticeWishes
    letter: Letter
    token: CalendarToken
    secret: str


def tell(world: World, desk: Desk) -> Told:
    """One of each for the clerk, who heard of the tasks when they came."""
    rows = Notice.objects.everything(reason="a test picks what one person was told")
    clerk = world.actor(desk.clerk)
    letter = Letter(person=desk.clerk, day=today(), due_at=now(), address="a@example.vn")
    letter.save()
    token, secret = open_calendar(clerk, for_body=True)
    return Told(
        notice=rows.filter(person=desk.clerk, kind="assignment.new").earliest("pk"),
        wishes=keep_wishes(
            clerk,
            by_mail=True,
            email="a@example.vn",
            hour=8,
            wanted=[],
            leave_from=today(),
            leave_until=today(),
        ),
        letter=letter,
        token=token,
        secret=secret,
    )
