"""Actions of assignments, with the sentence that the log shows."""

from django.utils.translation import gettext_noop

ACTIONS = {
    "assignment.give": gettext_noop("Giao việc cho cơ quan trực thuộc theo ý kiến chỉ đạo"),
    "assignment.view": gettext_noop("Xem nhiệm vụ"),
    "assignment.accept": gettext_noop("Nhận nhiệm vụ"),
    "assignment.report": gettext_noop("Báo kết quả nhiệm vụ"),
    "assignment.arrange": gettext_noop("Sắp xếp việc thực hiện nhiệm vụ"),
    "assignment.remind": gettext_noop("Đôn đốc nhiệm vụ"),
    "assignment.follow": gettext_noop("Ghi sự kiện, kỳ cuối, trả lời khó khăn của việc đã giao"),
    "assignment.confirm": gettext_noop("Xác nhận kết quả nhiệm vụ"),
    "assignment.amend": gettext_noop("Sửa nhiệm vụ đã giao"),
    "assignment.set_steps": gettext_noop("Đặt ngày riêng cho các bước nhắc việc"),
}

# Finer acts that only the log names.
DEEDS = {
    "assignment.end_word": gettext_noop("Thôi giao việc theo ý kiến chỉ đạo"),
    "assignment.create": gettext_noop("Giao nhiệm vụ từ văn bản"),
    "assignment.open": gettext_noop("Mở xem nhiệm vụ"),
    "assignment.divide": gettext_noop("Chia nhiệm vụ cho cấp dưới hoặc cho người trong cơ quan"),
    "assignment.fold": gettext_noop("Lồng ghép nhiệm vụ vào kế hoạch đã có"),
    "assignment.difficulty": gettext_noop("Nêu khó khăn, vướng mắc"),
    "assignment.answer": gettext_noop("Trả lời khó khăn, vướng mắc"),
    "assignment.escalate": gettext_noop("Nhắc việc theo bước"),
    "assignment.set_day": gettext_noop("Cơ quan tự đặt ngày"),
    "assignment.event": gettext_noop("Ghi sự kiện mà nhiệm vụ chờ"),
    "assignment.set_end": gettext_noop("Đặt ngày thôi lặp lại"),
    "assignment.open_period": gettext_noop("Mở kỳ mới của nhiệm vụ"),
    "assignment.return": gettext_noop("Trả lại kết quả nhiệm vụ"),
    "assignment.reopen": gettext_noop("Mở lại nhiệm vụ đã xác nhận"),
    "assignment.ask_extension": gettext_noop("Xin gia hạn nhiệm vụ"),
    "assignment.object": gettext_noop("Báo nhiệm vụ không thuộc trách nhiệm"),
    "assignment.mark_same": gettext_noop("Ghi hai nhiệm vụ là cùng một việc"),
    "assignment.part_again": gettext_noop("Tách lại hai nhiệm vụ đã ghi cùng một việc"),
    "assignment.take_back": gettext_noop("Rút đề xuất với nơi giao"),
    "assignment.extend": gettext_noop("Gia hạn nhiệm vụ"),
    "assignment.let_off": gettext_noop("Đồng ý thôi giao nhiệm vụ"),
    "assignment.note": gettext_noop("Ghi nhận bản sửa nhiệm vụ"),
    "assignment.clear_step": gettext_noop("Bỏ ngày riêng của một bước nhắc việc"),
    "assignment.take_back_part": gettext_noop("Rút lại một phần việc đã chia"),
    "assignment.take_off": gettext_noop("Thôi giao nhiệm vụ cho một nơi"),
    "assignment.lapse": gettext_noop("Nhiệm vụ hết phải làm vì thu hồi văn bản"),
    "assignment.refuse": gettext_noop("Không đồng ý đề xuất của nơi thực hiện"),
}

# What people are told of.
NOTICES = {
    "assignment.new": gettext_noop("Nhiệm vụ mới giao"),
    "assignment.reported": gettext_noop("Nơi thực hiện báo xong"),
    "assignment.asked": gettext_noop("Nơi thực hiện đề xuất"),
    "assignment.confirmed": gettext_noop("Kết quả được xác nhận"),
    "assignment.returned": gettext_noop("Kết quả bị trả lại"),
    "assignment.answered": gettext_noop("Đề xuất được trả lời"),
    "assignment.amended": gettext_noop("Nhiệm vụ được sửa"),
    "assignment.withdrawn": gettext_noop("Văn bản giao việc bị thu hồi"),
    "assignment.ended": gettext_noop("Nhiệm vụ không phải làm nữa"),
    "assignment.reminded": gettext_noop("Nơi giao đôn đốc nhiệm vụ"),
    "assignment.waiting": gettext_noop("Nhiệm vụ sắp đến hạn, quá hạn hoặc chưa nhận"),
    "assignment.escalated": gettext_noop("Cấp dưới quá hạn"),
    "assignment.difficulty": gettext_noop("Khó khăn, vướng mắc và lời trả lời"),
    "assignment.event": gettext_noop("Sự kiện mà nhiệm vụ chờ đã xảy ra"),
    "assignment.answerable": gettext_noop("Được cử chịu trách nhiệm một nhiệm vụ"),
}
