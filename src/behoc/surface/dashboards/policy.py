"""Actions of boards, with the sentence that the log shows."""

from django.utils.translation import gettext_noop

ACTIONS = {"desk.view": gettext_noop("Mở bàn làm việc")}
