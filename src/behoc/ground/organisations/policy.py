"""Actions of bodies and places, with the sentence that the log shows."""

from django.utils.translation import gettext_noop

ACTIONS = {
    "organisation.view": gettext_noop("Xem cơ quan, tổ chức"),
    "organisation.load": gettext_noop("Nạp cơ quan, tổ chức từ tệp"),
}
