"""Actions of accounts, with the sentence that the log shows."""

from django.utils.translation import gettext_noop

ACTIONS = {
    "person.view": gettext_noop("Xem người dùng và vai trò"),
    "person.manage": gettext_noop("Thêm người dùng, giao và thôi vai trò"),
}
