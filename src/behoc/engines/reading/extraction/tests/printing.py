"""Sets our own documents on pages as offices do, and wears the pages as scanners do.

A document is a file of `pages/`: a paragraph on each line, its place on the page in brackets.
"""

import io
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

FOLDER: Final = Path(__file__).parent / "pages"
_FONTS: Final = Path("/usr/share/fonts/truetype/dejavu")
_FACES: Final = (
    {
        "plain": "DejaVuSerifCondensed.ttf",
        "bold": "DejaVuSerifCondensed-Bold.ttf",
        "italic": "DejaVuSerifCondensed-Italic.ttf",
        "bold-italic": "DejaVuSerifCondensed-BoldItalic.ttf",
    },
    {
        "plain": "DejaVuSerif.ttf",
        "bold": "DejaVuSerif-Bold.ttf",
        "italic": "DejaVuSerif.ttf",
        "bold-italic": "DejaVuSerif-Bold.ttf",
    },
)
_INK: Final = (25, 25, 25)
_RED: Final = (205, 45, 60)
_LARGE: Final = 0.9  # DejaVu's letters are larger than those of Times at the same size
_CELL: Final = " | "


@dataclass(frozen=True, slots=True)
class Piece:
    """One paragraph and its place on the page."""

    tag: str
    text: str


def read_source(path: Path) -> list[Piece]:
    """The paragraphs of one document."""
    pieces = []
    for line in path.read_text(encoding="utf-8").splitlines():
        tag, _, text = line.removeprefix("[").partition("]")
        if line.startswith("[") and tag != "document":
            pieces.append(Piece(tag, text.strip()))
    return pieces


def as_lines(pieces: Sequence[Piece]) -> list[str]:
    """The same words as a typed file holds them, in reading order."""
    head = [p for p in pieces if p.tag.startswith("left")]
    head += [p for p in pieces if p.tag.startswith("right")]
    rest = [p for p in pieces if not p.tag.startswith(("left", "right"))]
    lines = []
    for piece in [*head, *rest]:
        if piece.tag not in ("rules", "stamp", "round-stamp"):
            lines += [f"- {piece.text}" if piece.tag.endswith("dash") else piece.text, ""]
    return lines


def printed(pieces: Sequence[Piece], dpi: int = 200, *, stamped: bool = False) -> list[Image.Image]:
    """The pages on which the document is set; in colour only where stamps are on them."""
    pages = _Typesetter(list(pieces), dpi, stamped=stamped).pages()
    return pages if stamped else [page.convert("L") for page in pages]


def pdf_of(pages: Sequence[Image.Image], dpi: int = 200) -> bytes:
    """The pictures as a PDF without a text layer."""
    target = io.BytesIO()
    rest = list(pages[1:])
    pages[0].save(target, "PDF", save_all=True, append_images=rest, resolution=dpi, quality=60)
    return target.getvalue()


def copied(page: Image.Image) -> Image.Image:
    """Stamps and all in grey."""
    return page.convert("L")


def clean(page: Image.Image) -> Image.Image:
    """The page as printed."""
    return page


def skewed(page: Image.Image, degrees: float = 2.0) -> Image.Image:
    """The page laid crookedly on the glass."""
    return page.rotate(degrees, resample=Image.Resampling.BICUBIC, fillcolor=255)


def skewed_back(page: Image.Image) -> Image.Image:
    """The page laid crookedly the other way."""
    return skewed(page, -1.4)


def noisy(page: Image.Image) -> Image.Image:
    """A grey, soft and speckled copy of a copy, a little crooked."""
    chance = random.Random(page.width)
    soft = skewed(page, 0.6).filter(ImageFilter.GaussianBlur(0.6))
    half = (page.width // 2, page.height // 2)
    grain = Image.frombytes("L", half, chance.randbytes(half[0] * half[1])).resize(page.size)
    grey = ImageChops.multiply(soft, grain.point(lambda value: 235 - value // 6))
    draw = ImageDraw.Draw(grey)
    for _ in range(600):
        left, top = chance.randrange(page.width), chance.randrange(page.height)
        draw.rectangle((left, top, left + 1, top + 1), fill=chance.choice((60, 250)))
    return grey


def faxed(page: Image.Image) -> Image.Image:
    """Black and white only."""
    return page.point(lambda value: 255 if value > 128 else 0)


WEARS: Final[dict[str, Callable[[Image.Image], Image.Image]]] = {
    "clean": clean,
    "skewed": skewed,
    "skewed-back": skewed_back,
    "noisy": noisy,
    "faxed": faxed,
    "copied": copied,
}


class _Typesetter:
    """Sets one document on as many pages as it needs."""

    def __init__(self, pieces: list[Piece], dpi: int, *, stamped: bool) -> None:
        self.pieces, self.dpi, self.stamped = pieces, dpi, stamped
        self.size = (round(8.27 * dpi), round(11.69 * dpi))
        self.left, self.right = round(1.2 * dpi), self.size[0] - round(0.7 * dpi)
        self.bottom = self.size[1] - round(0.8 * dpi)
        self.done: list[Image.Image] = []
        self.new_page()

    def new_page(self) -> None:
        self.page = Image.new("RGB", self.size, "white")
        self.draw = ImageDraw.Draw(self.page)
        self.done.append(self.page)
        self.at = round(0.8 * self.dpi)
        if len(self.done) > 1:
            number = str(len(self.done))
            self.draw.text(
                (self.size[0] / 2, self.dpi / 2), number, _INK, font=self.face(13, "plain")
            )

    def pages(self) -> list[Image.Image]:
        self.letterhead()
        rows: list[str] = []
        for piece in self.pieces:
            if rows and piece.tag != "row":
                self.table(rows)
                rows = []
            if piece.tag in ("type", "subject", "authority"):
                self.centred(piece.text, 14, "bold", self.left, self.right)
            elif piece.tag == "row":
                rows.append(piece.text)
            elif piece.tag in ("to", "to-dash", "p", "h1", "h2", "item", "dash"):
                dash = "- " if piece.tag.endswith("dash") else ""
                is_heading = piece.tag == "h1" or (piece.tag == "h2" and len(piece.text) < 60)
                self.paragraph(dash + piece.text, "bold" if is_heading else "plain")
        self.foot()
        return self.done

    def of(self, *tags: str) -> list[Piece]:
        return [piece for piece in self.pieces if piece.tag in tags]

    def face(self, points: float, style: str) -> ImageFont.FreeTypeFont:
        return _face(round(_LARGE * points * self.dpi / 72), style)

    def letterhead(self) -> None:
        middle = round(self.size[0] * 0.43)
        edges = ((self.left // 2, middle), (middle, self.size[0] - round(0.35 * self.dpi)))
        tags = (("left", "left-bold"), ("right", "right-bold"))
        top, bottoms = self.at, []
        for column, (left, right) in zip(tags, edges, strict=True):
            self.at = top
            for piece in self.of(*column):
                style = "bold" if piece.tag.endswith("bold") else "plain"
                self.centred(piece.text, 12, style, left, right, gap=1)
            if self.of("rules"):
                long = (right - left) // (4 if column[0] == "left" else 2)
                start = (left + right - long) // 2
                self.draw.line((start, self.at + 2, start + long, self.at + 2), _INK, 2)
                self.at += 6
            bottoms.append(self.at)
        top, self.at = max(bottoms) + self.dpi // 20, 0
        for column, (left, right), style in (
            (("number", "about"), edges[0], "plain"),
            (("place",), edges[1], "italic"),
        ):
            self.at = top
            for piece in self.of(*column):
                self.centred(piece.text, 12.5, style, left, right, gap=2)
            bottoms.append(self.at)
        self.at = max(bottoms) + self.dpi // 6
        if self.stamped:
            self.arrival_stamp()

    def centred(
        self, text: str, points: float, style: str, left: int, right: int, gap: int = 6
    ) -> None:
        font = self.face(points, style)
        for line in _wrapped(text, font, right - left, 0):
            start = left + (right - left - font.getlength(line)) / 2
            self.draw.text((start, self.at), line, font=font, fill=_INK)
            self.at += int(font.size * 1.3)
        self.at += gap

    def paragraph(self, text: str, style: str) -> None:
        font, indent = self.face(14, style), self.dpi // 3
        for number, line in enumerate(_wrapped(text, font, self.right - self.left, indent)):
            if self.at + font.size > self.bottom:
                self.new_page()
            start = self.left + (indent if number == 0 else 0)
            self.draw.text((start, self.at), line, font=font, fill=_INK)
            self.at += int(font.size * 1.3)
        self.at += self.dpi // 25

    def table(self, rows: list[str]) -> None:
        """A table with borders, its words broken inside the cells."""
        cells = [row.split(_CELL) for row in rows]
        first = self.dpi // 2 if len(cells[0][0]) < 5 else self.dpi * 2
        wide = (self.right - self.left - first) // (len(cells[0]) - 1)
        edges = [self.left, *(self.left + first + wide * at for at in range(len(cells[0])))]
        font, pad = self.face(12, "plain"), self.dpi // 20
        for row in cells:
            lines = [
                _wrapped(cell, font, right - left - 2 * pad, 0)
                for cell, left, right in zip(row, edges, edges[1:], strict=False)
            ]
            height = int(font.size * 1.25) * max(map(len, lines)) + 2 * pad
            if self.at + height > self.bottom:
                self.new_page()
            for cell, left, right in zip(lines, edges, edges[1:], strict=False):
                self.draw.rectangle((left, self.at, right, self.at + height), outline=_INK)
                for number, line in enumerate(cell):
                    place = (left + pad, self.at + pad + number * int(font.size * 1.25))
                    self.draw.text(place, line, font=font, fill=_INK)
            self.at += height
        self.at += self.dpi // 10

    def foot(self) -> None:
        copies = self.of("copy-head", "copy-dash")
        signed = self.of("sign", "name")
        step = round(self.dpi / 5.8)
        if self.at + step * (max(len(copies), len(signed)) + 4) > self.bottom:
            self.new_page()
        top = self.at + self.dpi // 20
        for order, piece in enumerate(copies):
            text = f"- {piece.text}" if piece.tag == "copy-dash" else piece.text
            style = "bold-italic" if piece.tag == "copy-head" else "plain"
            face = self.face(11, style)
            self.draw.text((self.left, top + order * step), text, font=face, fill=_INK)
        self.at = top
        for piece in signed:
            if piece.tag == "name":
                if self.stamped:
                    self.round_stamp()
                self.at += round(0.7 * self.dpi)
            self.centred(piece.text, 13, "bold", self.size[0] // 2, self.right, gap=2)

    def arrival_stamp(self) -> None:
        """The frame that the receiving office stamps under the number."""
        lines = [piece.text for piece in self.of("stamp")]
        if not lines:
            return
        font, step = self.face(9, "bold"), self.dpi // 6
        left, top = self.left // 2, self.at
        wide = int(max(font.getlength(line) for line in lines)) + 20
        frame = (left, top, left + wide, top + step * len(lines) + 12)
        self.draw.rectangle(frame, outline=_RED, width=2)
        for number, line in enumerate(lines):
            self.draw.text((left + 10, top + 8 + number * step), line, font=font, fill=_RED)
        self.at = frame[3] + self.dpi // 10

    def round_stamp(self) -> None:
        """The issuer's round stamp over the left third of the signature, as the rules have it."""
        for piece in self.of("round-stamp"):
            across = round(1.3 * self.dpi)
            left, top = round(self.size[0] * 0.5), self.at - round(0.3 * self.dpi)
            seal = Image.new("RGB", self.size, "white")
            draw = ImageDraw.Draw(seal)
            draw.ellipse((left, top, left + across, top + across), outline=_RED, width=4)
            inner = round(0.2 * self.dpi)
            draw.ellipse(
                (left + inner, top + inner, left + across - inner, top + across - inner),
                outline=_RED,
                width=2,
            )
            font = self.face(6, "bold")
            middle = (left + across // 2, top + across // 2)
            draw.text(middle, piece.text, fill=_RED, font=font, anchor="mm")
            self.page.paste(ImageChops.darker(self.page, seal))


@cache
def _face(size: int, style: str) -> ImageFont.FreeTypeFont:
    for faces in _FACES:
        if (_FONTS / faces[style]).exists():
            return ImageFont.truetype(str(_FONTS / faces[style]), size)
    pytest.skip("máy này không có phông DejaVu để dựng trang thử")


def _wrapped(text: str, font: ImageFont.FreeTypeFont, width: int, indent: int) -> list[str]:
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        longer = f"{line} {word}".strip()
        if line and font.getlength(longer) > width - (0 if lines else indent):
            lines.append(line)
            longer = word
        line = longer
    return [*lines, line]
