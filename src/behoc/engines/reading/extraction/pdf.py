"""PDF files: the text layer where there is one, recognition from the picture where not."""

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, Final

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image

from behoc.engines.reading.extraction.arrival import arrival_note, without_arrival_stamp
from behoc.engines.reading.extraction.layout import (
    Paragraph,
    joins,
    may_hold_table,
    paragraphs_of,
)
from behoc.engines.reading.extraction.parts import Content, Line, Source
from behoc.engines.reading.extraction.pdf_text import horizontal_rules, text_pieces
from behoc.engines.reading.extraction.pieces import Piece
from behoc.engines.reading.extraction.recognition import (
    is_available,
    recognise_pages,
    recognition_note,
    unread_note,
)
from behoc.engines.reading.extraction.secrecy import refuse_secret

_FEWEST_LETTERS: Final = 40
_SCAN_SHARE: Final = 0.4
_MANY_SHAPES: Final = 300
_DOTS_PER_POINT: Final = 200 / 72  # letters are read no better from more dots, only slower
_MOST_DOTS: Final = 16_000_000
_A4_WIDTH: Final = 595.0
_WIDER_THAN_A3: Final = 900.0  # a scan whose size was never set: its dots were taken for points
_UNREADABLE: Final = re.compile("[\x00-\x08\ue000-\uf8ff\ufffd]")


def read_pdf(source: Source) -> Content:
    """The lines of a PDF file, page by page."""
    try:
        document = pypdfium2.PdfDocument(source.data)
    except pypdfium2.PdfiumError as error:
        code = "encrypted" if "password" in str(error).lower() else "damaged"
        raise source.refusal(code) from error
    try:
        return _read_pages(source, document)
    except pypdfium2.PdfiumError as error:
        raise source.refusal("damaged") from error
    finally:
        document.close()


def _read_pages(source: Source, document: Any) -> Content:  # Any: pypdfium2 has no types
    pages = len(document)
    if pages > source.limits.pages:
        raise source.refusal("too_many_pages", limit=source.limits.pages)
    if pages == 0:
        raise source.refusal("damaged")
    found: dict[int, list[Paragraph]] = {}
    scans: list[int] = []
    for index in range(pages):
        page = document[index]
        pieces = text_pieces(page)
        if _is_scan(page, pieces):
            scans.append(index)
        rules = horizontal_rules(page) if may_hold_table(pieces) else []
        found[index] = paragraphs_of(pieces, rules)
        page.close()
        _refuse_secret_page(source, found[index], index)
    notes = _recognise_scans(source, document, scans, found)
    ordered = _without_running_titles([found[index] for index in range(pages)])
    read_scans = bool(scans) and is_available()
    return Content(list(_lines_across_pages(ordered)), pages, notes, ocr=read_scans)


def _recognise_scans(
    source: Source, document: Any, scans: list[int], found: dict[int, list[Paragraph]]
) -> tuple[str, ...]:
    if not scans:
        return ()
    numbers = [index + 1 for index in scans]
    if not is_available() and len(scans) < len(found):
        return (unread_note(numbers),)
    pictures = ((index + 1, _picture(document, index)) for index in scans)
    notes = [recognition_note(numbers)]
    for page in recognise_pages(source, pictures):
        pieces, stamp = without_arrival_stamp(page.pieces)
        if stamp:
            notes.append(arrival_note(page.number, stamp))
        found[page.number - 1] = paragraphs_of(pieces, page.rules, page.bars)
        _refuse_secret_page(source, found[page.number - 1], page.number - 1)
    return tuple(notes)


def _refuse_secret_page(source: Source, page: list[Paragraph], index: int) -> None:
    refuse_secret(source, [paragraph.text for paragraph in page], is_head=index == 0)


def _is_scan(page: Any, pieces: Sequence[Piece]) -> bool:
    """A page without letters of its own, or with letters no one can read, is a picture of text."""
    text = "".join(piece.text for piece in pieces)
    if len(_UNREADABLE.findall(text)) * 3 > len(text) > 0:
        return True
    if len(text) >= _FEWEST_LETTERS:
        return False
    width, height = page.get_size()
    covered = 0.0
    for shapes, item in enumerate(page.get_objects(max_depth=3)):
        if item.type == pdfium.FPDF_PAGEOBJ_IMAGE:
            left, bottom, right, top = item.get_bounds()
            covered += max(0.0, right - left) * max(0.0, top - bottom)
        if shapes > _MANY_SHAPES:
            return True
    return bool(covered > _SCAN_SHARE * width * height)


def _picture(document: Any, index: int) -> tuple[Image.Image, float]:
    """A page as a picture of 200 dots per inch, or fewer where the page is huge."""
    page = document[index]
    width, height = page.get_size()
    scale = min(_DOTS_PER_POINT, math.sqrt(_MOST_DOTS / max(width * height, 1.0)))
    if min(width, height) > _WIDER_THAN_A3:
        scale = _DOTS_PER_POINT * _A4_WIDTH / min(width, height)
    bitmap = page.render(scale=scale, rev_byteorder=True)
    picture = bitmap.to_pil().convert("RGB")
    bitmap.close()
    page.close()
    return picture, _DOTS_PER_POINT if min(width, height) > _WIDER_THAN_A3 else scale


def _without_running_titles(pages: list[list[Paragraph]]) -> list[list[Paragraph]]:
    """The pages without the lines that head or foot most of them."""
    for at in (0, -1):
        titles = Counter(_pattern(page[at].text) for page in pages if len(page) > 1)
        running = {title for title, count in titles.items() if 2 * count > len(pages) > 3}
        pages = [
            [each for each in page if each is not page[at] or _pattern(each.text) not in running]
            if page
            else page
            for page in pages
        ]
    return pages


def _pattern(text: str) -> str:
    return re.sub(r"\d+", "#", text)


def _lines_across_pages(pages: list[list[Paragraph]]) -> Iterator[Line]:
    """The paragraphs of all pages as lines; one that a page break cuts is put together again."""
    pending: Line | None = None
    is_open = False
    for number, page in enumerate(pages, start=1):
        for paragraph in page:
            if (
                pending
                and is_open
                and pending.page < number
                and joins(pending.text, paragraph.text)
            ):
                pending = Line(f"{pending.text} {paragraph.text}", pending.page)
            else:
                if pending:
                    yield pending
                pending = Line(paragraph.text, number)
            is_open = paragraph.open_end
    if pending:
        yield pending
