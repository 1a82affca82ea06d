"""What is said of the days on which only urgent things are sent."""

from datetime import timedelta

from django.utils.translation import gettext as _

from behoc.kernel.clock import today
from behoc.kernel.working_days import days_off

AHEAD = timedelta(days=366)


def describe_quiet_days() -> str:
    """The rule, and the next public holiday as an example."""
    rule = _("Thứ bảy, chủ nhật, ngày lễ và ngày anh/chị nghỉ chỉ gửi việc gấp.")
    rest = _("Việc khác đợi thư của ngày làm việc kế tiếp.")
    start = today()
    known = days_off(start.year) | days_off(start.year + 1)
    day = min((day for day in known if start <= day <= start + AHEAD), default=None)
    if day is None:
        return f"{rule} {rest}"
    coming = _("Ngày lễ gần nhất: %(name)s, %(day)s.") % {
        "name": known[day],
        "day": f"{day:%d/%m/%Y}",
    }
    return f"{rule} {rest} {coming}"
