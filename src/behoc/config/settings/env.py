"""The one table of every environment variable; parsing.py refuses what it does not name."""

from dataclasses import Field, dataclass, field, fields
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[4]
DATA_FOLDER = ROOT / ".var"


def _variable(name: str, doc: str, *, default: Any, secret: bool = False) -> Any:
    return field(default=default, metadata={"name": name, "doc": doc, "secret": secret})


@dataclass(frozen=True, slots=True, kw_only=True)
class Environment:
    """What an operator may set; each field is one variable."""

    local: bool = _variable(
        "BEHOC_LOCAL",
        "Chạy trên máy cá nhân qua http://localhost; không dùng khi phục vụ.",
        default=False,
    )
    secret_key: str = _variable(
        "BEHOC_SECRET_KEY",
        "Khoá ký phiên làm việc, ít nhất 50 ký tự; bắt buộc khi phục vụ.",
        default="",
        secret=True,
    )
    hosts: tuple[str, ...] = _variable(
        "BEHOC_HOSTS",
        "Tên miền được phục vụ, cách nhau bằng dấu phẩy; bắt buộc khi phục vụ.",
        default=(),
    )
    behind_proxy: bool = _variable(
        "BEHOC_BEHIND_PROXY",
        "Có máy chủ phía trước lo HTTPS và đặt X-Forwarded-Proto.",
        default=False,
    )
    var: Path = _variable(  # noqa: RUF009 (it makes a field, nothing shared)
        "BEHOC_VAR",
        "Thư mục dữ liệu: PostgreSQL nhúng, tệp tải lên, tệp tĩnh.",
        default=DATA_FOLDER,
    )
    database_url: str = _variable(
        "DATABASE_URL",
        "postgresql://người_dùng:mật_khẩu@máy/tên, PostgreSQL từ 15; để trống là dùng bản nhúng.",
        default="",
        secret=True,
    )
    database_pool: int = _variable(
        "BEHOC_DATABASE_POOL",
        "Số kết nối cơ sở dữ liệu giữ sẵn mỗi tiến trình; 0 là không giữ.",
        default=4,
    )
    email_url: str = _variable(
        "EMAIL_URL",
        "Máy chủ gửi thư: smtp://người_dùng:mật_khẩu@máy:587 (STARTTLS; tắt bằng ?starttls=0) hoặc "
        "smtps://…:465. Để trống thì không gửi thư; trên máy cá nhân thư nằm trong .var/mail.",
        default="",
        secret=True,
    )
    email_from: str = _variable(
        "BEHOC_EMAIL_FROM",
        "Địa chỉ đứng tên gửi thư; để trống là behoc@ tên miền đầu tiên.",
        default="",
    )
    port: int = _variable("PORT", "Cổng của máy chủ web.", default=8000)
    workers: int = _variable(
        "BEHOC_WORKERS", "Số tiến trình web; 0 là bằng số nhân của bộ xử lý.", default=0
    )
    upload_megabytes: int = _variable(
        "BEHOC_UPLOAD_MEGABYTES", "Cỡ lớn nhất của một tệp tải lên, tính bằng MB.", default=50
    )
    log_level: str = _variable(
        "BEHOC_LOG_LEVEL", "Mức ghi nhật ký: DEBUG, INFO, WARNING hoặc ERROR.", default="INFO"
    )
    test_office: bool = _variable(
        "BEHOC_TEST_OFFICE", "Khi chạy make test: cài LibreOffice để thử tệp .doc.", default=False
    )


def variables() -> tuple[Field[Any], ...]:
    """Every row of the table, in the order in which it is documented."""
    return fields(Environment)
