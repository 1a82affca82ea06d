"""Actions of documents, with the sentence that the log shows."""

from django.utils.translation import gettext_noop

ACTIONS = {
    "document.view": gettext_noop("Xem văn bản"),
    "document.upload": gettext_noop("Tải văn bản lên"),
    "document.review": gettext_noop("Kiểm nội dung đã đọc"),
    "document.assign": gettext_noop("Vào sổ và giao việc"),
}
