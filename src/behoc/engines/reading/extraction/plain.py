"""Plain text and Markdown: bytes of any encoding in use in Viet Nam become lines."""

import re
import unicodedata
from typing import Final

from behoc.engines.reading.extraction.legacy_fonts import legacy_encoding_of
from behoc.engines.reading.extraction.parts import Content, Line, Source
from behoc.engines.reading.extraction.syllables import vietnamese_share

_SAMPLE: Final = 200_000
_LINE_END: Final = re.compile(r"\r\n|\r|\n")
_BYTE_ORDER_MARKS: Final = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_TO_WESTERN: Final = {
    byte: bytes([byte]).decode("cp1252")
    for byte in range(0x80, 0xA0)
    if byte not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)  # five bytes mean nothing in Windows-1252
}
_FROM_WESTERN: Final = {ord(letter): byte for byte, letter in _TO_WESTERN.items()}
_BROKEN_NOTE = "Tệp có ký tự hỏng; chỗ không đọc được hiện dấu �."
_WINDOWS_NOTE = "Bảng mã Windows-1258 đã được chuyển sang Unicode."
_TWICE_NOTE = "Chữ bị mã hóa hai lần đã được khôi phục."


def read_plain(source: Source) -> Content:
    """The lines of a text file as they stand in it, blank ones included."""
    text, note = decode(source.data)
    texts = _LINE_END.split(text)
    if texts[-1] == "":
        texts.pop()
    lines, page = [], 1
    for line in texts:
        page += line.count("\f")
        lines.append(Line(line.replace("\f", ""), page))
    return Content(lines, pages=page, notes=(note,) if note else ())


def decode(data: bytes) -> tuple[str, str | None]:
    """The text that the bytes stand for, and a note where they had to be mended."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _decode_marked(data[len(mark) :], encoding)
    wide = _wide_encoding(data)
    if wide:
        return _decode_marked(data, wide)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_single_bytes(data)
    mended = _encoded_once(text)
    return (mended, _TWICE_NOTE) if mended else (text, None)


def looks_like_text(data: bytes) -> bool:
    """Whether the bytes can be text at all."""
    head = data[:65536]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or _wide_encoding(head):
        return True
    control = sum(byte < 32 and byte not in b"\t\n\r\f\v\x1a\x1b" for byte in head)
    return b"\0" not in head and control * 100 <= len(head)


def _decode_marked(data: bytes, encoding: str) -> tuple[str, str | None]:
    text = data.decode(encoding, errors="replace")
    return text, _BROKEN_NOTE if "�" in text else None


def _wide_encoding(data: bytes) -> str | None:
    head = data[:4096]
    if len(head) < 8:
        return None
    even, odd = head[0::2].count(0) / len(head), head[1::2].count(0) / len(head)
    if odd > 0.2 and even < 0.02:
        return "utf-16-le"
    return "utf-16-be" if even > 0.2 and odd < 0.02 else None


def _decode_single_bytes(data: bytes) -> tuple[str, str | None]:
    broken = data.decode("utf-8", errors="replace")
    western = data.decode("latin-1").translate(_TO_WESTERN)
    windows = unicodedata.normalize("NFC", data.decode("cp1258", errors="replace"))
    windows_share = vietnamese_share([windows[:_SAMPLE]])
    if vietnamese_share([broken[:_SAMPLE].replace("�", "")]) >= max(windows_share, 0.6):
        return broken, _BROKEN_NOTE
    if windows_share < 0.8 and legacy_encoding_of(_LINE_END.split(western)):
        return western, None  # its letters are converted later, like those of Word and PDF
    return (windows, _WINDOWS_NOTE) if windows_share >= 0.5 else (western, _BROKEN_NOTE)


def _encoded_once(text: str) -> str | None:
    if "á»" not in text and "Ã" not in text:
        return None
    try:
        once = text.translate(_FROM_WESTERN).encode("latin-1").decode("utf-8")
    except UnicodeError:
        return None
    return once if vietnamese_share([once]) > vietnamese_share([text]) else None
