"""States of a file of figures that was sent in, and what may be wrong in a row. Pure."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from behoc.kernel.words import gettext_noop


class IntakeState(StrEnum):
    """Where a file stands."""

    WAITING = "waiting"
    READING = "reading"
    DONE = "done"
    REFUSED = "refused"


HEADINGS: Final = ("Mã cơ quan", "Mã chỉ số", "Kỳ", "Kết quả", "Trên tổng số")
NAMES: Final = ("Tên cơ quan", "Tên chỉ số")

SAID: Final[Mapping[str, str]] = {
    "body": gettext_noop("Không có cơ quan mang mã “%(fact)s” trong phạm vi của anh/chị."),
    "indicator": gettext_noop(
        "Không có chỉ số mang mã “%(fact)s”. Lấy mã từ bảng tải trên hệ thống."
    ),
    "period": gettext_noop(
        "Kỳ “%(fact)s” không đọc được. Ghi như 2026, 2026-H1, 2026-Q3, 2026-05, 2026-W07."
    ),
    "kind": gettext_noop("Kỳ “%(fact)s” không đúng loại kỳ của chỉ số này."),
    "missing": gettext_noop("Chưa ghi kết quả. Không có thì ghi 0; chưa báo cáo thì bỏ dòng này."),
    "number": gettext_noop(
        "“%(fact)s” không đọc thành số được. Ghi số như 1.234 hoặc 12,5; tối đa 4 chữ số lẻ."
    ),
    "negative": gettext_noop("%(fact)s nhỏ hơn 0. Số liệu báo cáo không âm."),
    "decimals": gettext_noop("Nhiều chữ số lẻ quá: chỉ số này lấy %(fact)s chữ số lẻ."),
    "needed": gettext_noop("Chỉ số này là tỷ lệ nên cần cả mẫu số."),
    "unasked": gettext_noop("Chỉ số này không có mẫu số. Xóa “%(fact)s”."),
    "above": gettext_noop("Kết quả lớn hơn mẫu số %(fact)s. Kiểm lại một trong hai số."),
    "twice": gettext_noop("Cùng cơ quan, chỉ số và kỳ với dòng %(fact)s. Chỉ giữ một dòng đúng."),
    "claimed": gettext_noop(
        "Số này do cơ quan đó gửi bằng báo cáo trong một đợt. Sửa ở báo cáo, không nạp đè."
    ),
    "stands": gettext_noop(
        "Đã có số khác (%(fact)s). Muốn thay thì gửi lại và chọn “Thay số đã có”."
    ),
}
"""What each code of a rejected row says."""
