"""Actions of documents, with the sentence that the log shows."""

ACTIONS = {
    "document.view": "Xem văn bản",
    "document.upload": "Tải văn bản lên",
    "document.review": "Kiểm nội dung đã đọc",
    "document.assign": "Vào sổ và giao việc",
}

# Finer acts that only the log names.
DEEDS = {
    "document.read": "Máy đọc xong văn bản",
    "document.refuse": "Máy không nhận văn bản",
    "document.accept_find": "Nhận một mục đọc được",
    "document.reject_find": "Bỏ một mục đọc được",
    "document.amend_find": "Sửa một mục đọc được",
    "document.reopen_find": "Lấy lại một mục đọc được",
    "document.add_find": "Thêm một mục",
    "document.accept_all": "Nhận cả nhóm mục",
    "document.settle_phrase": "Đặt cách hiểu nơi nhận",
}
