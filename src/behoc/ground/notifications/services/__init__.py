"""Writes of notices. What other apps call to tell people is named here."""

from behoc.ground.notifications.services.telling import notify as notify
from behoc.ground.notifications.services.telling import notify_bodies as notify_bodies
from behoc.ground.notifications.services.telling import notify_body as notify_body
from behoc.ground.notifications.services.telling import settle_notices as settle_notices
