"""Days on which people are left in peace: days of rest and their own leave. Pure."""

from dataclasses import dataclass
from datetime import date

from behoc.kernel.working_days import is_day_of_rest


@dataclass(frozen=True, slots=True)
class Leave:
    """A person's own days away, both ends included; without an end it has not been said."""

    starts_on: date | None = None
    ends_on: date | None = None

    def holds(self, on: date) -> bool:
        """True on a day of the leave."""
        if self.starts_on is None or self.ends_on is None:
            return False
        return self.starts_on <= on <= self.ends_on


def is_quiet(on: date, leave: Leave) -> bool:
    """True on a day on which only what is urgent is sent."""
    return is_day_of_rest(on) or leave.holds(on)
