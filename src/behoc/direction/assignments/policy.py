"""Actions of assignments, with the sentence that the log shows."""

from django.utils.translation import gettext_noop

ACTIONS = {
    "assignment.view": gettext_noop("Xem nhiệm vụ"),
    "assignment.accept": gettext_noop("Nhận nhiệm vụ"),
    "assignment.report": gettext_noop("Báo kết quả nhiệm vụ"),
    "assignment.arrange": gettext_noop("Sắp xếp việc thực hiện nhiệm vụ"),
    "assignment.remind": gettext_noop("Đôn đốc nhiệm vụ"),
    "assignment.follow": gettext_noop("Ghi sự kiện, kỳ cuối, trả lời khó khăn của việc đã giao"),
    "assignment.confirm": gettext_noop("Xác nhận kết quả nhiệm vụ"),
}

# Finer acts that only the log names.
DEEDS = {
    "assignment.create": gettext_noop("Giao nhiệm vụ từ văn bản"),
    "assignment.open": gettext_noop("Mở xem nhiệm vụ"),
    "assignment.escalate": gettext_noop("Nhắc việc theo bước"),
    "assignment.set_day": gettext_noop("Cơ quan tự đặt ngày"),
    "assignment.event": gettext_noop("Ghi sự kiện mà nhiệm vụ chờ"),
    "assignment.set_end": gettext_noop("Đặt ngày thôi lặp lại"),
    "assignment.open_period": gettext_noop("Mở kỳ mới của nhiệm vụ"),
    "assignment.return": gettext_noop("Trả lại kết quả nhiệm vụ"),
    "assignment.reopen": gettext_noop("Mở lại nhiệm vụ đã xác nhận"),
}

# What people are told of.
NOTICES = {
    "assignment.new": gettext_noop("Nhiệm vụ mới giao"),
    "assignment.reminded": gettext_noop("Nơi giao đôn đốc nhiệm vụ"),
    "assignment.waiting": gettext_noop("Nhiệm vụ sắp đến hạn, quá hạn hoặc chưa nhận"),
    "assignment.escalated": gettext_noop("Cấp dưới quá hạn"),
    "assignment.event": gettext_noop("Sự kiện mà nhiệm vụ chờ đã xảy ra"),
    "assignment.answerable": gettext_noop("Được cử chịu trách nhiệm một nhiệm vụ"),
}
