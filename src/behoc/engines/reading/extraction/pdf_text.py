"""The text layer of a PDF page as pieces with their places."""

import ctypes
import re
from collections.abc import Iterator
from typing import Any, Final

import pypdfium2.raw as pdfium

from behoc.engines.reading.extraction.layout import Piece, pieces_of_words
from behoc.engines.reading.extraction.legacy_fonts import encoding_of_font, from_font, is_suspect

_WORD: Final = re.compile(r"\S+")
_FONT_NAME_BYTES: Final = 128
_LINE_END_HYPHENS: Final = str.maketrans({"\x02": "-", "\ufffe": "-"})
_NOTHING: Final = str.maketrans(dict.fromkeys("\0\ufffd\uffff", ""))


def text_pieces(page: Any) -> list[Piece]:  # Any: pypdfium2 has no types
    """The pieces of text on a page of pypdfium2, as they are shown."""
    text_page = pdfium.FPDFText_LoadPage(page)
    if not text_page:
        return []
    try:
        return pieces_of_words(list(_words(page, text_page)))
    finally:
        pdfium.FPDFText_ClosePage(text_page)


def _words(page: Any, text_page: Any) -> Iterator[Piece]:
    text = _characters(text_page)
    legacy = is_suspect(text)
    place = _Places(page, text_page)
    for match in _WORD.finditer(text):
        word = match[0].translate(_LINE_END_HYPHENS)
        if legacy:
            word = _in_unicode(word, _font_name(text_page, match.start()))
        piece = place.of(word.translate(_NOTHING), match.start(), match.end() - 1)
        if piece.text and piece.height > 0:
            yield piece


def _characters(text_page: Any) -> str:
    """One character per index of the page, whatever the file hides among them."""
    count = pdfium.FPDFText_CountChars(text_page)
    if count <= 0:
        return ""
    buffer = (ctypes.c_ushort * (count + 1))()
    written = pdfium.FPDFText_GetText(text_page, 0, count, buffer)
    text = bytes(buffer)[: max(0, written - 1) * 2].decode("utf-16-le", errors="replace")
    if len(text) == count:
        return text
    codes = (pdfium.FPDFText_GetUnicode(text_page, index) for index in range(count))
    return "".join(chr(code) if 0 < code < 0x110000 else "\ufffd" for code in codes)


class _Places:
    """Turns the boxes of characters into places counted from the top left of the shown page."""

    def __init__(self, page: Any, text_page: Any) -> None:
        self._text_page = text_page
        self._box = pdfium.FS_RECTF()
        self._rotation = page.get_rotation()
        self._width, self._height = page.get_size()

    def of(self, text: str, first: int, last: int) -> Piece:
        """The piece from the first to the last of these characters."""
        one = self._corners(first)
        two = one if last == first else self._corners(last)
        return Piece(
            text,
            min(one[0], two[0]),
            min(one[1], two[1]),
            max(one[2], two[2]),
            max(one[3], two[3]),
        )

    def _corners(self, index: int) -> tuple[float, float, float, float]:
        box = self._box
        pdfium.FPDFText_GetLooseCharBox(self._text_page, index, box)
        if self._rotation == 90:
            return box.bottom, box.left, box.top, box.right
        if self._rotation == 180:
            return self._width - box.right, box.bottom, self._width - box.left, box.top
        if self._rotation == 270:
            return (
                self._width - box.top,
                self._height - box.right,
                self._width - box.bottom,
                self._height - box.left,
            )
        return box.left, self._height - box.top, box.right, self._height - box.bottom


def _in_unicode(word: str, font: str) -> str:
    return from_font(word, font) if encoding_of_font(font) else word


def _font_name(text_page: Any, index: int) -> str:
    buffer = ctypes.create_string_buffer(_FONT_NAME_BYTES)
    flags = ctypes.c_int()
    pdfium.FPDFText_GetFontInfo(text_page, index, buffer, _FONT_NAME_BYTES, flags)
    name = buffer.value.decode("utf-8", errors="replace")
    return re.sub(r"^[A-Z]{6}\+", "", name)  # the mark of an embedded part of a font
