"""Actions of notices, and the kinds of notice that the product knows.

Any app names its own kinds in its policy: NOTICES = {"<app or thing>.<what happened>": sentence},
and among them URGENT_NOTICES, which are told on quiet days too.
"""

from django.utils.translation import gettext_noop

ACTIONS = {
    "notice.view": gettext_noop("Xem thông báo của mình"),
    "notice.set": gettext_noop("Đặt cách nhận thông báo"),
}

# Finer acts that only the log names.
DEEDS = {
    "calendar.open": gettext_noop("Tạo địa chỉ lịch"),
    "calendar.revoke": gettext_noop("Thu hồi địa chỉ lịch"),
}
