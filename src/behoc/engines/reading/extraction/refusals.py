"""Every reason for which a file is refused, each with its one sentence for the sender."""

from typing import Final

SENTENCES: Final[dict[str, str]] = {
    "not_found": "Không tìm thấy tệp “{name}”; hãy kiểm tra lại đường dẫn.",
    "not_a_file": "“{name}” không phải là một tệp; hãy chọn từng tệp văn bản.",
    "empty": "Tệp “{name}” rỗng (0 byte); hãy kiểm tra rồi gửi lại.",
    "too_large": "Tệp “{name}” lớn hơn {limit} MB; hãy giảm dung lượng hoặc tách thành nhiều tệp.",
    "too_many_pages": "Tệp “{name}” có hơn {limit} trang; hãy tách thành nhiều tệp.",
    "too_long": "Tệp “{name}” có hơn {limit} ký tự; hãy tách thành nhiều tệp.",
    "unsupported": (
        "Tệp “{name}” không thuộc loại đọc được; hãy gửi tệp Word, ODT, PDF, ảnh chụp, "
        "văn bản thuần hoặc tệp nén .zip chứa các loại đó."
    ),
    "damaged": "Tệp “{name}” bị hỏng hoặc thiếu một phần; hãy lấy lại bản gốc rồi gửi lại.",
    "encrypted": "Tệp “{name}” được đặt mật khẩu; hãy gỡ mật khẩu rồi gửi lại.",
    "zip_bomb": "Tệp “{name}” khi giải nén lớn bất thường nên bị từ chối; hãy gửi bản gốc.",
    "zip_nested": "Tệp nén “{name}” chứa một tệp nén khác; hãy giải nén trước khi gửi.",
    "zip_empty": "Tệp nén “{name}” không chứa văn bản nào đọc được; hãy kiểm tra rồi gửi lại.",
    "zip_too_many": "Tệp nén “{name}” chứa hơn {limit} tệp; hãy chia thành nhiều lần gửi.",
    "zip_path": "Tệp nén “{name}” chứa đường dẫn không an toàn; hãy nén lại rồi gửi.",
    "xml_entities": "Tệp “{name}” chứa khai báo XML không an toàn; hãy lưu lại từ Word rồi gửi.",
    "picture_too_large": (
        "Ảnh “{name}” có hơn {limit} triệu điểm ảnh; hãy quét lại ở độ phân giải 300 dpi."
    ),
    "no_text": "Không tìm thấy chữ nào trong tệp “{name}”; hãy gửi bản rõ hơn hoặc bản có chữ.",
    "no_ocr": (
        "Tệp “{name}” là ảnh quét nhưng máy chủ chưa có bộ nhận dạng chữ; hãy gửi bản có chữ, "
        "hoặc đề nghị quản trị cài gói tesseract-ocr và tesseract-ocr-vie."
    ),
    "no_ocr_language": (
        "Tệp “{name}” là ảnh quét nhưng bộ nhận dạng chữ chưa có dữ liệu tiếng Việt; hãy gửi "
        "bản có chữ, hoặc đề nghị quản trị cài gói tesseract-ocr-vie."
    ),
    "ocr_failed": "Không nhận dạng được trang {page} của tệp “{name}”; hãy quét lại trang này.",
    "no_libreoffice": (
        "Tệp “{name}” thuộc loại Word cũ (.doc) mà máy chủ chưa đọc được; hãy lưu thành .docx "
        "rồi gửi lại, hoặc đề nghị quản trị cài gói libreoffice-writer-nogui."
    ),
    "secret": (
        "Tệp “{name}” mang dấu độ mật {level}; hệ thống không tiếp nhận, không lưu và không đọc "
        "văn bản mật; hãy xử lý theo quy định về bảo vệ bí mật nhà nước."
    ),
    "time": (
        "Đọc tệp “{name}” quá {limit} giây nên đã dừng; hãy tách thành nhiều tệp nhỏ hơn rồi "
        "gửi lại."
    ),
    "memory": "Đọc tệp “{name}” cần quá nhiều bộ nhớ nên đã dừng; hãy tách thành nhiều tệp.",
    "crashed": "Không đọc được tệp “{name}” vì nội dung bất thường; hãy lưu lại rồi gửi lại.",
}


class Refused(Exception):
    """A file is turned away: a stable code and one clear sentence for the sender."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence


def refusal(code: str, name: str, **facts: object) -> Refused:
    """The refusal of the named file for the reason that the code stands for."""
    return Refused(code, SENTENCES[code].format(name=name, **facts))
