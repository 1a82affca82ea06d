"""Actions of registers, with the sentence that the log shows."""

from django.utils.translation import gettext_noop

ACTIONS = {
    "register.view": gettext_noop("Xem sổ văn bản"),
    "register.enter": gettext_noop("Ghi sổ văn bản"),
    "register.decide": gettext_noop("Quyết định cách đánh số văn bản"),
}

# Finer acts that only the log names.
DEEDS = {
    "register.give": gettext_noop("Cấp số văn bản"),
    "register.fill": gettext_noop("Điền thêm vào sổ"),
    "register.cancel": gettext_noop("Hủy số văn bản"),
    "register.set_aside": gettext_noop("Để riêng một số"),
}
