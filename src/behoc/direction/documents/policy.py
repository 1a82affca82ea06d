"""Actions of documents, with the sentence that the log shows."""

ACTIONS = {
    "document.view": "Xem văn bản",
    "document.upload": "Tải văn bản lên",
    "document.review": "Kiểm nội dung đã đọc",
    "document.assign": "Vào sổ và giao việc",
}
