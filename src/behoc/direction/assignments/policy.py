"""Actions of assignments, with the sentence that the log shows."""

from django.utils.translation import gettext_noop

ACTIONS = {
    "assignment.view": gettext_noop("Xem nhiệm vụ"),
    "assignment.accept": gettext_noop("Nhận nhiệm vụ"),
    "assignment.report": gettext_noop("Báo kết quả nhiệm vụ"),
    "assignment.give": gettext_noop("Giao việc cho cơ quan trực thuộc theo ý kiến chỉ đạo"),
    "assignment.confirm": gettext_noop("Xác nhận kết quả nhiệm vụ"),
}

# Finer acts that only the log names.
DEEDS = {
    "assignment.create": gettext_noop("Giao nhiệm vụ từ văn bản"),
    "assignment.open": gettext_noop("Mở xem nhiệm vụ"),
    "assignment.return": gettext_noop("Trả lại kết quả nhiệm vụ"),
    "assignment.reopen": gettext_noop("Mở lại nhiệm vụ đã xác nhận"),
}

# What people are told of.
NOTICES = {"assignment.new": gettext_noop("Nhiệm vụ mới giao")}
