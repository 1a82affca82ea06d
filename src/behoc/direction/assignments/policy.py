"""Actions of assignments, with the sentence that the log shows."""

from django.utils.translation import gettext_noop

ACTIONS = {
    "assignment.view": gettext_noop("Xem nhiệm vụ"),
    "assignment.accept": gettext_noop("Nhận nhiệm vụ"),
    "assignment.report": gettext_noop("Báo kết quả nhiệm vụ"),
    "assignment.give": gettext_noop("Giao việc cho cơ quan trực thuộc theo ý kiến chỉ đạo"),
}

# Finer acts that only the log names.
DEEDS = {
    "assignment.create": gettext_noop("Giao nhiệm vụ từ văn bản"),
    "assignment.open": gettext_noop("Mở xem nhiệm vụ"),
}
