"""The text layer of a PDF page as pieces with their places."""

import ctypes
import re
from collections.abc import Iterator
from typing import Any, Final

import pypdfium2.raw as pdfium

from behoc.engines.reading.extraction.legacy_fonts import encoding_of_font, from_font, is_suspect
from behoc.engines.reading.extraction.pieces import Piece, Rule, pieces_of_words

_WORD: Final = re.compile(r"\S+")
_FONT_NAME_BYTES: Final = 128
_SHORTEST_RULE: Final = 8.0
_THICKEST_RULE: Final = 4.0
_SIGNS: Final = str.maketrans(
    {"\x02": "-", "\ufffe": "-"}  # hyphens at line ends
    | dict.fromkeys("\uf02d\uf0b7\uf0a7\uf0d8\uf0fc\uf076\uf071•▪●◦", "-")
)
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


def horizontal_rules(page: Any) -> list[Rule]:
    """The horizontal lines drawn on a page, be they strokes or the edges of boxes."""
    places = _Places(page)
    rules: list[Rule] = []
    for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=3):
        left, top, right, bottom = places.turned(*item.get_bounds())
        if right - left > _SHORTEST_RULE:
            edges = (top,) if bottom - top < _THICKEST_RULE else (top, bottom)
            rules.extend(Rule(edge, left, right) for edge in edges)
    return rules


def _words(page: Any, text_page: Any) -> Iterator[Piece]:
    text = _characters(text_page)
    legacy = is_suspect(text)
    place = _Places(page)
    for match in _WORD.finditer(text):
        word = match[0].translate(_SIGNS)
        if legacy:
            word = _in_unicode(word, _font_name(text_page, match.start()))
        piece = place.of_word(word.translate(_NOTHING), text_page, match.start(), match.end() - 1)
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
    """Turns boxes of the file into places counted from the top left of the page as shown."""

    def __init__(self, page: Any) -> None:
        self._box = pdfium.FS_RECTF()
        self._rotation = page.get_rotation()
        self._width, self._height = page.get_size()

    def of_word(self, text: str, text_page: Any, first: int, last: int) -> Piece:
        """The piece from the first to the last of these characters."""
        one = self._of_character(text_page, first)
        two = one if last == first else self._of_character(text_page, last)
        return Piece(
            text,
            min(one[0], two[0]),
            min(one[1], two[1]),
            max(one[2], two[2]),
            max(one[3], two[3]),
        )

    def turned(
        self, left: float, bottom: float, right: float, top: float
    ) -> tuple[float, float, float, float]:
        """The left, top, right and bottom of a box on the page as shown."""
        if self._rotation == 90:
            return bottom, left, top, right
        if self._rotation == 180:
            return self._width - right, bottom, self._width - left, top
        if self._rotation == 270:
            return (
                self._width - top,
                self._height - right,
                self._width - bottom,
                self._height - left,
            )
        return left, self._height - top, right, self._height - bottom

    def _of_character(self, text_page: Any, index: int) -> tuple[float, float, float, float]:
        box = self._box
        pdfium.FPDFText_GetLooseCharBox(text_page, index, box)
        return self.turned(box.left, box.bottom, box.right, box.top)


def _in_unicode(word: str, font: str) -> str:
    return from_font(word, font) if encoding_of_font(font) else word


def _font_name(text_page: Any, index: int) -> str:
    buffer = ctypes.create_string_buffer(_FONT_NAME_BYTES)
    flags = ctypes.c_int()
    pdfium.FPDFText_GetFontInfo(text_page, index, buffer, _FONT_NAME_BYTES, flags)
    name = buffer.value.decode("utf-8", errors="replace")
    return re.sub(r"^[A-Z]{6}\+", "", name)  # the mark of an embedded part of a font
