"""Actions of reporting, with the sentence that the log shows."""

from django.utils.translation import gettext_noop

ACTIONS = {
    "report.view": gettext_noop("Xem báo cáo"),
    "report.fill": gettext_noop("Nhập báo cáo"),
    "report.submit": gettext_noop("Gửi báo cáo"),
    "report.decide": gettext_noop("Duyệt báo cáo"),
    "report.lift": gettext_noop("Mở khóa báo cáo"),
    "round.view": gettext_noop("Xem đợt báo cáo"),
    "round.manage": gettext_noop("Mở, đóng đợt báo cáo"),
    "figure.load": gettext_noop("Nạp số liệu từ tệp"),
    "form.propose": gettext_noop("Đề xuất biểu mẫu báo cáo"),
    "form.confirm": gettext_noop("Xác nhận biểu mẫu báo cáo"),
}

# Finer acts that only the log names.
DEEDS = {
    "report.compose": gettext_noop("Lập dự thảo từ báo cáo cấp dưới"),
    "report.take_back": gettext_noop("Rút báo cáo về sửa"),
    "report.return": gettext_noop("Trả lại báo cáo"),
    "report.refuse": gettext_noop("Kiểm tra thấy báo cáo chưa gửi được"),
    "report.pass": gettext_noop("Chuyển báo cáo lên nơi yêu cầu"),
    "report.approve": gettext_noop("Duyệt báo cáo"),
    "report.correct": gettext_noop("Đính chính báo cáo đã duyệt"),
    "report.lock": gettext_noop("Khóa báo cáo"),
    "round.open": gettext_noop("Mở đợt báo cáo"),
    "round.close": gettext_noop("Đóng đợt báo cáo"),
    "round.renew": gettext_noop("Đổi biểu mẫu của đợt báo cáo"),
    "round.remind": gettext_noop("Nhắc nơi chưa báo cáo"),
    "review.set": gettext_noop("Ghi hội nghị sơ kết, tổng kết"),
    "review.add": gettext_noop("Thêm tài liệu vào hồ sơ sơ kết, tổng kết"),
    "review.remove": gettext_noop("Bỏ tài liệu khỏi hồ sơ sơ kết, tổng kết"),
    "duty.set": gettext_noop("Đặt chế độ báo cáo"),
    "duty.end": gettext_noop("Thôi chế độ báo cáo"),
    "report.take_workbook": gettext_noop("Nhận biểu mẫu Excel vào báo cáo"),
    "form.load": gettext_noop("Nạp biểu mẫu báo cáo"),
}

# What people are told of.
NOTICES = {
    "report.asked": gettext_noop("Đợt báo cáo mới"),
    "report.reminded": gettext_noop("Nhắc nộp báo cáo"),
    "report.renewed": gettext_noop("Biểu mẫu báo cáo đổi"),
    "report.submitted": gettext_noop("Báo cáo chờ duyệt"),
    "report.decided": gettext_noop("Báo cáo được duyệt hoặc trả lại"),
    "report.refused": gettext_noop("Báo cáo đã nhận mà chưa gửi được"),
    "form.proposed": gettext_noop("Biểu mẫu chờ xác nhận"),
}
