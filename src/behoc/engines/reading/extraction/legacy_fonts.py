"""Text typed for the fonts of the 1990s, TCVN3 (ABC) and VNI, brought to Unicode."""

import re
import unicodedata
from collections.abc import Sequence
from typing import Final

from behoc.engines.reading.extraction.syllables import vietnamese_share

TCVN3: Final = "TCVN3 (ABC)"
VNI: Final = "VNI"

_TCVN3_LETTERS = (
    "µà ¸á ¶ả ·ã ¹ạ ¨ă »ằ ¾ắ ¼ẳ ½ẵ Æặ ©â Çầ Êấ Èẩ Éẫ Ëậ ®đ Ìè Ðé Îẻ Ïẽ Ñẹ ªê Òề Õế Óể Ôễ Öệ "
    "×ì Ýí Øỉ Üĩ Þị ßò ãó áỏ âõ äọ «ô åồ èố æổ çỗ éộ ¬ơ êờ íớ ëở ìỡ îợ ïù óú ñủ òũ ôụ "
    "\u00adư õừ øứ öử ÷ữ ùự úỳ ýý ûỷ üỹ þỵ ¡Ă ¢Â §Đ £Ê ¤Ô ¥Ơ ¦Ư"
)
_TCVN3: Final = {ord(pair[0]): pair[1] for pair in _TCVN3_LETTERS.split(" ")} | {0x3BC: "à"}

_VNI_MARKS: Final = {
    **dict(zip("ùøûõï", ("\u0301", "\u0300", "\u0309", "\u0303", "\u0323"), strict=True)),
    "â": "\u0302",
    **dict(zip("áàåãä", ("̂́", "̂̀", "̂̉", "̂̃", "̣̂"), strict=True)),
    "ê": "\u0306",
    **dict(zip("éèúüë", ("̆́", "̆̀", "̆̉", "̆̃", "̣̆"), strict=True)),
}
_VNI_LETTERS: Final = dict(zip("öôñíìæóòî", "ươđíìỉĩịỵ", strict=True))
_VNI_PAIR: Final = re.compile(
    r"([aeouyöôAEOUYÖÔ])([ùøûõïâáàåãäêéèúüëÙØÛÕÏÂÁÀÅÃÄÊÉÈÚÜË])|([öôñíìæóòîÖÔÑÍÌÆÓÒÎ])"
)
_ONLY_UNICODE: Final = re.compile("[ĂăĐđĨĩŨũƠơƯưẠ-ỹ\u0300-\u0323]")
_HIGH: Final = re.compile("[\u00a1-\u00ff\u03bc]")
_CAPITALS_FONT: Final = re.compile(r"^\.vn.*h$", re.IGNORECASE)


def legacy_encoding_of(lines: Sequence[str]) -> str | None:
    """The legacy encoding in which the lines are written, or None where they need no change."""
    suspects = [line for line in lines if is_suspect(line)][:400]
    if not suspects:
        return None
    shares = {
        encoding: vietnamese_share(map(CONVERSIONS[encoding], suspects)) for encoding in CONVERSIONS
    }
    best = max(shares, key=lambda encoding: shares[encoding])
    surely = shares[best] >= 0.8 and shares[best] > vietnamese_share(suspects) + 0.15
    return best if surely else None


def to_unicode(line: str, encoding: str) -> str:
    """The line with its legacy letters replaced; a line that is Unicode already stays as it is."""
    return CONVERSIONS[encoding](line) if is_suspect(line) else line


def is_suspect(line: str) -> bool:
    """Whether the line has high letters but none of those that only Unicode has."""
    return bool(_HIGH.search(line)) and not _ONLY_UNICODE.search(line)


def encoding_of_font(font: str) -> str | None:
    """The legacy encoding that a font of this name uses, if any."""
    name = font.strip().lower()
    if name.startswith(".vn"):
        return TCVN3
    return VNI if name.startswith("vni") else None


def from_font(text: str, font: str) -> str:
    """The text as a reader of this font sees it; `.VnTimeH` and its like show capitals only."""
    encoding = encoding_of_font(font)
    if encoding is None or _ONLY_UNICODE.search(text):
        return text
    converted = CONVERSIONS[encoding](text)
    return converted.upper() if _CAPITALS_FONT.match(font.strip()) else converted


def _from_tcvn3(text: str) -> str:
    return text.translate(_TCVN3)


def _from_vni(text: str) -> str:
    return unicodedata.normalize("NFC", _VNI_PAIR.sub(_vni_letter, text))


def _vni_letter(match: re.Match[str]) -> str:
    base, mark, single = match.groups()
    if single:
        return _in_case_of(single, _VNI_LETTERS[single.lower()])
    letter = _VNI_LETTERS.get(base.lower(), base.lower())
    return _in_case_of(base, letter + _VNI_MARKS[mark.lower()])


def _in_case_of(pattern: str, text: str) -> str:
    return text.upper() if pattern.isupper() else text


CONVERSIONS: Final = {TCVN3: _from_tcvn3, VNI: _from_vni}
