"""Make the sample documents: plain text, Word and a scanned PDF, from data/sample/documents/source.

Run by a developer when a source changes: `python tools/build_sample_documents.py FONTS`. FONTS is a
folder, searched through, with the faces of Tinos (npm package @expo-google-fonts/tinos), which has
every Vietnamese letter. The noise of the scan comes from a fixed seed.
"""

import random
import re
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

FOLDER = Path(__file__).resolve().parents[1] / "data" / "sample" / "documents"
FACES = {
    "Regular": "Tinos_400Regular.ttf",
    "Bold": "Tinos_700Bold.ttf",
    "Italic": "Tinos_400Regular_Italic.ttf",
    "BoldItalic": "Tinos_700Bold_Italic.ttf",
}
DPI = 180
PAGE = (int(8.27 * DPI), int(11.69 * DPI))
LEFT, RIGHT, TOP, BOTTOM = (int(DPI * inches) for inches in (1.2, 0.7, 0.8, 0.8))
LEFT_TAGS = ("left", "left-bold")
RIGHT_TAGS = ("right", "right-bold")
DASHES = ("to-dash", "dash", "copy-dash")


@dataclass(frozen=True)
class Piece:
    """One paragraph and its place on the page."""

    tag: str
    text: str


def main() -> None:
    """Make every sample document anew."""
    for source in sorted((FOLDER / "source").glob("*.txt")):
        documents = read_source(source)
        target = FOLDER / source.stem
        target.with_suffix(".txt").write_text(as_text(documents), encoding="utf-8")
        as_word(documents, target.with_suffix(".docx"))
        as_scan(documents, target.with_suffix(".pdf"))


def read_source(path: Path) -> list[list[Piece]]:
    """The documents of a source file, each a list of pieces."""
    documents: list[list[Piece]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        found = re.fullmatch(r"\[([a-z0-9-]+)\] ?(.*)", line)
        if found and found[1] == "document":
            documents.append([])
        elif found:
            documents[-1].append(Piece(found[1], found[2]))
    return documents


def as_text(documents: list[list[Piece]]) -> str:
    """The words line by line, as a reader of the Word file sees them."""
    lines = []
    for pieces in documents:
        for piece in in_reading_order(pieces):
            lines.append(f"- {piece.text}" if piece.tag in DASHES else piece.text)
            lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def in_reading_order(pieces: list[Piece]) -> list[Piece]:
    """Left of the letterhead, right of it, then the rest; a stamp is only on the scanned copy."""
    head = [p for p in pieces if p.tag in LEFT_TAGS] + [p for p in pieces if p.tag in RIGHT_TAGS]
    return head + [p for p in pieces if p.tag not in (*LEFT_TAGS, *RIGHT_TAGS, "stamp")]


# Word


def as_word(documents: list[list[Piece]], path: Path) -> None:
    """A Word file with a letterhead table, styles and lists that number themselves."""
    word = docx.Document()
    section = word.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(3), Cm(1.5)
    section.top_margin = section.bottom_margin = Cm(2)
    normal = word.styles["Normal"]
    normal.font.name, normal.font.size = "Times New Roman", Pt(14)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), "Times New Roman")
    dash = dash_list(word)
    for number, pieces in enumerate(documents):
        if number:
            word.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        letterhead(word, pieces)
        copies = [p for p in pieces if p.tag.startswith("copy")]
        signed = [p for p in pieces if p.tag in ("sign", "name")]
        for piece in pieces:
            body_paragraph(word, piece, dash)
        foot(word, copies, signed)
    word.core_properties.author = "Bể Học"
    word.core_properties.title = path.stem
    word.save(str(path))


def dash_list(word: docx.document.Document) -> int:
    """Define a list whose items begin with “-”; returns its number."""
    numbering = word.part.numbering_part.element
    shape = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        '<w:numFmt w:val="bullet"/><w:lvlText w:val="-"/><w:lvlJc w:val="left"/><w:pPr>'
        '<w:ind w:left="360" w:hanging="360"/></w:pPr></w:lvl></w:abstractNum>'
    )
    numbering.insert(0, shape)
    number = parse_xml(f'<w:num {nsdecls("w")} w:numId="90"><w:abstractNumId w:val="90"/></w:num>')
    numbering.append(number)
    return 90


def letterhead(word: docx.document.Document, pieces: list[Piece]) -> None:
    """A borderless table: bodies left, the nation right; below number and place."""
    table = word.add_table(rows=2, cols=2)
    cells = [
        (0, 0, [p for p in pieces if p.tag in LEFT_TAGS]),
        (0, 1, [p for p in pieces if p.tag in RIGHT_TAGS]),
        (1, 0, [p for p in pieces if p.tag in ("number", "about")]),
        (1, 1, [p for p in pieces if p.tag == "place"]),
    ]
    for row, column, inside in cells:
        cell = table.cell(row, column)
        for number, piece in enumerate(inside):
            paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            run = paragraph.add_run(piece.text)
            run.bold = piece.tag.endswith("bold")
            run.italic = piece.tag == "place"
            run.font.size = Pt(13)


def body_paragraph(word: docx.document.Document, piece: Piece, dash: int) -> None:
    """One paragraph of the body; letterhead, recipients and signature have their own tables."""
    if piece.tag not in ("to", "to-dash", "type", "subject", "p", "h1", "h2", "item", "dash"):
        return
    paragraph = word.add_paragraph()
    run = paragraph.add_run(piece.text)
    run.bold = piece.tag in ("type", "subject", "h1") or is_short_heading(piece)
    if piece.tag in ("type", "subject"):
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        return
    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    if piece.tag in DASHES:
        number(paragraph, dash)
    elif piece.tag != "to":
        paragraph.paragraph_format.first_line_indent = Cm(1)
    paragraph.paragraph_format.space_after = Pt(6)


def is_short_heading(piece: Piece) -> bool:
    """A numbered heading rather than a numbered paragraph."""
    return piece.tag == "h2" and not piece.text.endswith((".", ";"))


def number(paragraph: docx.text.paragraph.Paragraph, dash: int) -> None:
    """Let the paragraph take its dash from the list."""
    properties = paragraph._p.get_or_add_pPr()
    listed = OxmlElement("w:numPr")
    for name, value in (("w:ilvl", "0"), ("w:numId", str(dash))):
        part = OxmlElement(name)
        part.set(qn("w:val"), value)
        listed.append(part)
    properties.append(listed)


def foot(word: docx.document.Document, copies: list[Piece], signed: list[Piece]) -> None:
    """Recipients left, signature right, in one table row."""
    table = word.add_table(rows=1, cols=2)
    for column, inside in enumerate((copies, signed)):
        cell = table.cell(0, column)
        for order, piece in enumerate(inside):
            paragraph = cell.paragraphs[0] if order == 0 else cell.add_paragraph()
            text = f"- {piece.text}" if piece.tag == "copy-dash" else piece.text
            run = paragraph.add_run(text)
            run.bold = column == 1 or piece.tag == "copy-head"
            run.italic = piece.tag == "copy-head"
            run.font.size = Pt(11 if column == 0 else 14)
            if column == 1:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            if piece.tag == "name":
                paragraph.paragraph_format.space_before = Pt(60)


# The scanned copy


def as_scan(documents: list[list[Piece]], path: Path) -> None:
    """Pages as a desk scanner gives them: a little crooked, a little grey, with a stamp."""
    chance = random.Random(path.stem)
    pages = [page for pieces in documents for page in Typesetter(pieces).pages()]
    scans = [wear(page, chance) for page in pages]
    scans[0].save(
        path, save_all=True, append_images=scans[1:], resolution=DPI, quality=40, title=path.stem
    )


class Typesetter:
    """Sets one document on as many pages as it needs."""

    def __init__(self, pieces: list[Piece]) -> None:
        self.pieces = pieces
        self.done: list[Image.Image] = []
        self.new_page()

    def new_page(self) -> None:
        """Begin a page below the top margin."""
        self.page = Image.new("L", PAGE, 255)
        self.draw = ImageDraw.Draw(self.page)
        self.done.append(self.page)
        self.at = TOP

    def pages(self) -> list[Image.Image]:
        """Every page, the first with its stamp."""
        self.letterhead()
        for piece in self.pieces:
            if piece.tag in ("type", "subject"):
                self.centred(piece.text, 14, "Bold", LEFT, PAGE[0] - RIGHT)
            elif piece.tag in ("to", "to-dash", "p", "h1", "h2", "item", "dash"):
                style = "Bold" if piece.tag == "h1" or is_short_heading(piece) else "Regular"
                dash = "- " if piece.tag in DASHES else ""
                self.paragraph(dash + piece.text, 14, style)
        self.foot()
        return self.done

    def letterhead(self) -> None:
        """Two columns, then number and place."""
        middle = int(PAGE[0] * 0.43)
        columns = ((LEFT_TAGS, LEFT // 2, middle), (RIGHT_TAGS, middle, PAGE[0] - RIGHT // 2))
        top, bottoms = self.at, []
        for tags, left, right in columns:
            self.at = top
            for piece in (p for p in self.pieces if p.tag in tags):
                style = "Bold" if piece.tag.endswith("bold") else "Regular"
                self.centred(piece.text, 12, style, left, right, gap=4)
            bottoms.append(self.at)
        top = max(bottoms) + 10
        for tags, left, right, style in (
            (("number", "about"), LEFT // 2, middle, "Regular"),
            (("place",), middle, PAGE[0] - RIGHT // 2, "Italic"),
        ):
            self.at = top
            for piece in (p for p in self.pieces if p.tag in tags):
                self.centred(piece.text, 13, style, left, right, gap=4)
            bottoms.append(self.at)
        self.at = max(bottoms) + DPI // 6
        self.stamp()

    def centred(
        self, text: str, size: int, style: str, left: int, right: int, gap: int = 8
    ) -> None:
        """Lines centred between two edges."""
        font = face(size, style)
        for line in wrapped(text, font, right - left, 0):
            start = left + (right - left - font.getlength(line)) / 2
            self.draw.text((start, self.at), line, font=font, fill=25)
            self.at += int(font.size * 1.25)
        self.at += gap

    def paragraph(self, text: str, size: int, style: str) -> None:
        """Lines from the left, the first indented, over the page's end where need be."""
        font = face(size, style)
        indent = DPI // 3
        for number, line in enumerate(wrapped(text, font, PAGE[0] - LEFT - RIGHT, indent)):
            if self.at > PAGE[1] - BOTTOM:
                self.new_page()
            start = LEFT + (indent if number == 0 else 0)
            self.draw.text((start, self.at), line, font=font, fill=25)
            self.at += int(font.size * 1.35)
        self.at += 8

    def foot(self) -> None:
        """Recipients left and signature right, never torn apart by a page's end."""
        copies = [p for p in self.pieces if p.tag.startswith("copy")]
        signed = [p for p in self.pieces if p.tag in ("sign", "name")]
        if self.at + DPI // 5 * (len(copies) + 4) > PAGE[1] - BOTTOM:
            self.new_page()
        top = self.at + 10
        for order, piece in enumerate(copies):
            text = f"- {piece.text}" if piece.tag == "copy-dash" else piece.text
            style = "BoldItalic" if piece.tag == "copy-head" else "Regular"
            self.draw.text((LEFT, top + order * DPI // 6), text, font=face(11, style), fill=25)
        self.at = top
        for piece in signed:
            self.at += DPI // 2 if piece.tag == "name" else 0
            self.centred(piece.text, 13, "Bold", PAGE[0] // 2, PAGE[0] - RIGHT, gap=2)

    def stamp(self) -> None:
        """The arrival stamp in its frame, under the number."""
        lines = [p.text for p in self.pieces if p.tag == "stamp"]
        if not lines:
            return
        font = face(9, "Bold")
        left, top = LEFT // 2, self.at
        wide = int(max(font.getlength(line) for line in lines)) + 20
        self.draw.rectangle(
            (left, top, left + wide, top + DPI // 6 * len(lines) + 12), outline=70, width=2
        )
        for number, line in enumerate(lines):
            self.draw.text((left + 10, top + 8 + number * DPI // 6), line, font=font, fill=70)
        self.at += DPI // 6 * len(lines) + 30


@cache
def face(points: int, style: str) -> ImageFont.FreeTypeFont:
    """A Times-like face that has every Vietnamese letter."""
    file = next(Path(sys.argv[1]).rglob(FACES[style]))
    return ImageFont.truetype(str(file), int(points * DPI / 72))


def wrapped(text: str, font: ImageFont.FreeTypeFont, width: int, indent: int) -> list[str]:
    """The text broken into lines that fit."""
    lines, line = [], ""
    for word in text.split(" "):
        longer = f"{line} {word}".strip()
        if line and font.getlength(longer) > width - (indent if not lines else 0):
            lines.append(line)
            longer = word
        line = longer
    return [*lines, line]


def wear(page: Image.Image, chance: random.Random) -> Image.Image:
    """Turn, soften and speckle one page."""
    turned = page.rotate(
        chance.uniform(-0.7, 0.7), resample=Image.Resampling.BICUBIC, fillcolor=255
    )
    soft = turned.filter(ImageFilter.GaussianBlur(0.4))
    grain = Image.frombytes(
        "L", (PAGE[0] // 2, PAGE[1] // 2), chance.randbytes((PAGE[0] // 2) * (PAGE[1] // 2))
    )
    veil = grain.resize(PAGE).point(lambda value: 255 - value // 14)
    return ImageChops.multiply(soft, veil)


if __name__ == "__main__":
    main()
