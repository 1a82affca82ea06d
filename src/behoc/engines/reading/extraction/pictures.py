"""Photographs and scans: every page of the picture is recognised."""

import io
import itertools
import warnings
from collections.abc import Iterator
from typing import Final

from PIL import Image, ImageOps, ImageSequence

from behoc.engines.reading.extraction.arrival import arrival_note, without_arrival_stamp
from behoc.engines.reading.extraction.layout import paragraphs_of
from behoc.engines.reading.extraction.parts import Content, Line, Source
from behoc.engines.reading.extraction.recognition import recognise_pages, recognition_note
from behoc.engines.reading.extraction.secrecy import refuse_secret

_FORMATS: Final = ("JPEG", "PNG", "TIFF", "WEBP")
_WIDEST: Final = 2808  # the long side of A4 at 240 dpi; more dots only cost time
_NARROWEST: Final = 1654  # the short side of A4 at 200 dpi; fewer dots are enlarged
_PAGE_WIDTH: Final = 595.0
_DAMAGE: Final = (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError)


def read_picture(source: Source) -> Content:
    """The lines recognised in a picture, or in every page of a TIFF."""
    pages = _pages(source)
    first = next(pages)  # a picture that must be refused is refused whatever is installed here
    lines: list[Line] = []
    numbers: list[int] = []
    stamps: list[str] = []
    for page in recognise_pages(source, itertools.chain([first], pages)):
        numbers.append(page.number)
        pieces, stamp = without_arrival_stamp(page.pieces)
        stamps += [arrival_note(page.number, stamp)] if stamp else []
        paragraphs = paragraphs_of(pieces, page.rules, page.bars)
        texts = [paragraph.text for paragraph in paragraphs]
        refuse_secret(source, texts, is_head=page.number == 1)
        lines.extend(Line(text, page.number) for text in texts)
    return Content(lines, pages=len(numbers), notes=(recognition_note(numbers), *stamps), ocr=True)


def _pages(source: Source) -> Iterator[tuple[int, tuple[Image.Image, float]]]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow's own advice on size and metadata
            with Image.open(io.BytesIO(source.data), formats=_FORMATS) as picture:
                for number, frame in enumerate(ImageSequence.Iterator(picture), start=1):
                    _check_size(source, frame, number)
                    yield number, _for_recognition(frame)
    except _DAMAGE as error:
        raise source.refusal("damaged") from error


def _check_size(source: Source, frame: Image.Image, number: int) -> None:
    limits = source.limits
    if number > limits.pages:
        raise source.refusal("too_many_pages", limit=limits.pages)
    if frame.width * frame.height > limits.picture_pixels:
        raise source.refusal("picture_too_large", limit=limits.picture_pixels // 1_000_000)


def _for_recognition(frame: Image.Image) -> tuple[Image.Image, float]:
    upright = ImageOps.exif_transpose(frame)
    page = _on_white(upright).convert("RGB")
    factor = min(max(1.0, _NARROWEST / min(page.size)), 3.0, _WIDEST / max(page.size))
    if factor != 1.0:
        size = (max(1, round(page.width * factor)), max(1, round(page.height * factor)))
        page = page.resize(size, Image.Resampling.LANCZOS)
    return page, min(page.size) / _PAGE_WIDTH


def _on_white(picture: Image.Image) -> Image.Image:
    """Text on a transparent ground would be black on black once the transparency is dropped."""
    if "A" not in picture.getbands() and "transparency" not in picture.info:
        return picture
    picture = picture.convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", picture.size, "white"), picture)
