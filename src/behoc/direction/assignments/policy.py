"""Actions of assignments, with the sentence that the log shows."""

from django.utils.translation import gettext_noop

ACTIONS = {
    "assignment.give": gettext_noop("Giao việc cho cơ quan trực thuộc theo ý kiến chỉ đạo"),
    "assignment.view": gettext_noop("Xem nhiệm vụ"),
    "assignment.accept": gettext_noop("Nhận nhiệm vụ"),
    "assignment.report": gettext_noop("Báo kết quả nhiệm vụ"),
    "assignment.arrange": gettext_noop("Sắp xếp việc thực hiện nhiệm vụ"),
    "assignment.remind": gettext_noop("Đôn đốc nhiệm vụ"),
    "assignment.confirm": gettext_noop("Xác nhận kết quả nhiệm vụ"),
}

# Finer acts that only the log names.
DEEDS = {
    "assignment.create": gettext_noop("Giao nhiệm vụ từ văn bản"),
    "assignment.open": gettext_noop("Mở xem nhiệm vụ"),
    "assignment.open_period": gettext_noop("Mở kỳ mới của nhiệm vụ"),
    "assignment.return": gettext_noop("Trả lại kết quả nhiệm vụ"),
    "assignment.reopen": gettext_noop("Mở lại nhiệm vụ đã xác nhận"),
}

# What people are told of.
NOTICES = {
    "assignment.new": gettext_noop("Nhiệm vụ mới giao"),
    "assignment.reminded": gettext_noop("Nơi giao đôn đốc nhiệm vụ"),
    "assignment.answerable": gettext_noop("Được cử chịu trách nhiệm một nhiệm vụ"),
}
