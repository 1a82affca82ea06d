"""Why a file gives no table, each with its one sentence for the sender."""

from typing import Final

from behoc.kernel.words import Sentence, gettext_noop

SENTENCES: Final[dict[str, str]] = {
    "empty": gettext_noop("Tệp “%(name)s” rỗng. Chọn lại tệp đã lưu."),
    "old": gettext_noop(
        "Tệp “%(name)s” là Excel đời cũ (.xls) hoặc có mật khẩu. "
        "Mở ra và lưu lại thành .xlsx không mật khẩu."
    ),
    "not_a_table": gettext_noop(
        "Nội dung tệp “%(name)s” không phải bảng tính. Gửi tệp .xlsx hoặc .csv."
    ),
    "not_a_workbook": gettext_noop(
        "Tệp “%(name)s” không phải tệp Excel. Gửi lại tệp .xlsx đã tải từ hệ thống."
    ),
    "damaged": gettext_noop("Tệp “%(name)s” bị hỏng. Mở ra bằng Excel, lưu lại rồi gửi lại."),
    "encoding": gettext_noop(
        "Không nhận ra bảng mã của tệp “%(name)s”. Lưu lại dạng CSV UTF-8 hoặc .xlsx."
    ),
    "headings": gettext_noop(
        "Tệp “%(name)s” thiếu cột: %(missing)s. Dùng dòng tiêu đề như tệp mẫu."
    ),
    "too_many_rows": gettext_noop(
        "Tệp “%(name)s” có hơn %(limit)s dòng. Tách thành nhiều tệp; chưa dòng nào được nhận."
    ),
    "memory": gettext_noop(
        "Đọc tệp “%(name)s” cần nhiều bộ nhớ hơn mức cho phép. "
        "Xóa các ô thừa ở xa hoặc tách thành nhiều tệp."
    ),
    "time": gettext_noop(
        "Đọc tệp “%(name)s” quá %(limit)s giây chưa xong. Tách thành nhiều tệp rồi gửi lại."
    ),
    "crashed": gettext_noop("Không đọc được tệp “%(name)s”. Mở ra, lưu lại rồi gửi lại."),
}


class UnreadableSheet(Exception):
    """The file gives no table; what is told says to the sender what to do."""

    def __init__(self, code: str, name: str, **facts: object) -> None:
        self.code = code
        self.told = Sentence(SENTENCES[code], {"name": name, **facts})
        super().__init__(str(self.told))
