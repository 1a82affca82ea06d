"""Actions of the log, with the sentence that people read."""

from django.utils.translation import gettext_noop

ACTIONS = {"audit.read": gettext_noop("Xem nhật ký")}
