"""The tables of notices."""

from behoc.ground.notifications.models.letters import Letter as Letter
from behoc.ground.notifications.models.letters import NoticeWishes as NoticeWishes
from behoc.ground.notifications.models.notices import Notice as Notice
