"""Actions of documents, with the sentence that the log shows."""

from django.utils.translation import gettext_noop

ACTIONS = {
    "document.revoke": gettext_noop("Thu hồi văn bản"),
    "document.view": gettext_noop("Xem văn bản"),
    "document.search": gettext_noop("Lưu lượt tìm văn bản"),
    "document.upload": gettext_noop("Tải văn bản lên"),
    "document.review": gettext_noop("Kiểm nội dung đã đọc"),
    "document.assign": gettext_noop("Vào sổ và giao việc"),
    "document.mend": gettext_noop("Sửa thông tin, tệp của văn bản đã vào sổ"),
    "document.deliver": gettext_noop("Chuyển văn bản tới nơi nhận"),
    "document.receive": gettext_noop("Nhận văn bản chuyển tới"),
    "document.disseminate": gettext_noop("Ghi đợt phổ biến văn bản"),
}

# Finer acts that only the log names.
DEEDS = {
    "document.fill": gettext_noop("Điền thêm thông tin văn bản"),
    "document.correct": gettext_noop("Sửa thông tin văn bản"),
    "document.write_down": gettext_noop("Ghi sổ văn bản giấy"),
    "document.add_file": gettext_noop("Thêm tệp vào bộ văn bản"),
    "document.replace_file": gettext_noop("Thay tệp của bộ văn bản"),
    "document.join": gettext_noop("Gộp văn bản trùng"),
    "document.read": gettext_noop("Máy đọc xong văn bản"),
    "document.refuse": gettext_noop("Máy không nhận văn bản"),
    "document.accept_find": gettext_noop("Nhận một mục đọc được"),
    "document.reject_find": gettext_noop("Bỏ một mục đọc được"),
    "document.amend_find": gettext_noop("Sửa một mục đọc được"),
    "document.reopen_find": gettext_noop("Lấy lại một mục đọc được"),
    "document.add_find": gettext_noop("Thêm một mục"),
    "document.accept_all": gettext_noop("Nhận cả nhóm mục"),
    "document.hang_on": gettext_noop("Gắn văn bản vào phong trào, đề án"),
    "document.settle_phrase": gettext_noop("Đặt cách hiểu nơi nhận"),
    "document.add_recipient": gettext_noop("Gửi thêm một nơi"),
    "document.withdraw": gettext_noop("Rút văn bản khỏi nơi chưa mở"),
    "document.note_outside": gettext_noop("Ghi đường gửi tới nơi ngoài hệ thống"),
    "document.mend_outside": gettext_noop("Sửa nơi nhận ngoài hệ thống"),
    "document.remove_outside": gettext_noop("Bỏ nơi nhận ngoài hệ thống"),
    "document.arrive": gettext_noop("Văn bản tới nơi nhận"),
    "document.correct_dissemination": gettext_noop("Ghi lại đợt phổ biến"),
    "document.open": gettext_noop("Mở văn bản lần đầu"),
}

# Kinds of notices that this app tells.
NOTICES = {"document.arrive": gettext_noop("Văn bản mới tới")}
