"""Pure rules of telling. What other apps need to tell people is named here."""

from behoc.ground.notifications.rules.told import BodyMessage as BodyMessage
from behoc.ground.notifications.rules.told import Told as Told
