"""Actions of indicators, with the sentence that the log shows."""

from django.utils.translation import gettext_noop

ACTIONS = {
    "indicator.view": gettext_noop("Xem chỉ tiêu, số liệu"),
    "indicator.urge": gettext_noop("Đôn đốc nơi chậm chỉ tiêu"),
    "target.set": gettext_noop("Đặt chỉ tiêu của cơ quan"),
}

# Finer acts that only the log names.
DEEDS = {
    "indicator.load": gettext_noop("Nạp chỉ tiêu của cả nước"),
    "target.take": gettext_noop("Nhận chỉ tiêu từ văn bản"),
    "target.remove": gettext_noop("Bỏ chỉ tiêu của cơ quan"),
}

# What people are told of.
NOTICES = {"indicator.urged": gettext_noop("Đôn đốc chỉ tiêu")}
