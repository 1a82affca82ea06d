"""Builds the files that the tests read: Word, ODT, PDF, pictures and archives of our own text."""

import ctypes
import io
import zipfile
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

import docx
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from PIL import Image, ImageDraw, ImageFont

PLAN = (
    "ỦY BAN NHÂN DÂN TỈNH HƯƠNG GIANG",
    "Số: 57/KH-UBND",
    "Hương Giang, ngày 12 tháng 3 năm 2025",
    "KẾ HOẠCH",
    "Mở tủ sách tự quản ở các ấp, khóm ven sông năm 2025",
    "1. Sở Văn hóa, Thể thao và Du lịch chọn sách, gửi về xã trước ngày 20 tháng 4 năm 2025.",
    "a) Mỗi tủ sách có ít nhất 150 cuốn; người phụ trách do bà con bầu.",
    "- Kinh phí lấy từ quỹ khuyến học của huyện và đóng góp tự nguyện.",
)
WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_FONT = Path("/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf")


def font() -> Path:
    """A font with Vietnamese letters, or a skipped test where the machine has none."""
    if not _FONT.exists():
        pytest.skip("máy này không có phông DejaVu để dựng trang thử")
    return _FONT


def write(folder: Path, name: str, data: bytes) -> Path:
    """The bytes as a file of this name."""
    path = folder / name
    path.write_bytes(data)
    return path


def word_file(lines: Sequence[str]) -> bytes:
    """A Word file with a paragraph for each line."""
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    return saved(document)


def saved(document: object) -> bytes:
    """The bytes of a document of python-docx."""
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def word_xml(body: str, **members: str) -> bytes:
    """A Word file whose body is given as XML; `numbering`, `styles`, … add members to it."""
    files = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": word_part("document", f"<w:body>{body}</w:body>"),
    }
    files |= {f"word/{name}.xml": text for name, text in members.items()}
    return archive({name: text.encode() for name, text in files.items()})


def word_part(root: str, inside: str) -> str:
    """One XML member of a Word file."""
    mc = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    return f'<w:{root} xmlns:w="{WORDS}" xmlns:mc="{mc}">{inside}</w:{root}>'


def word_paragraph(text: str, properties: str = "") -> str:
    """A paragraph of one run as XML."""
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{escape(text)}</w:t></w:r></w:p>"


def odt_file(body: str, styles: str = "") -> bytes:
    """An OpenDocument text whose body is given as XML."""
    names = "".join(
        f' xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for prefix, name in (
            ("office", "office"),
            ("text", "text"),
            ("table", "table"),
            ("style", "style"),
            ("draw", "drawing"),
        )
    )
    content = (
        f"<office:document-content{names}><office:automatic-styles>{styles}"
        f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>"
    )
    mimetype = b"application/vnd.oasis.opendocument.text"
    return archive({"mimetype": mimetype, "content.xml": content.encode()})


def odt_lines(lines: Sequence[str]) -> bytes:
    """An OpenDocument text with a paragraph for each line."""
    return odt_file("".join(f"<text:p>{escape(line)}</text:p>" for line in lines))


def archive(members: dict[str, bytes]) -> bytes:
    """A zip archive of these members."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in members.items():
            packed.writestr(name, data)
    return target.getvalue()


def pdf_file(
    pages: Sequence[Sequence[tuple[float, float, str]]], *, on_its_side: bool = False
) -> bytes:
    """A PDF with a text layer; each text stands at points from the left and the top of A4."""
    document = pypdfium2.PdfDocument.new()
    data = font().read_bytes()
    buffer = (ctypes.c_uint8 * len(data)).from_buffer_copy(data)
    loaded = pdfium.FPDFText_LoadFont(document, buffer, len(data), pdfium.FPDF_FONT_TRUETYPE, 1)
    for texts in pages:
        page = document.new_page(595, 842)
        for left, top, text in texts:
            piece = pdfium.FPDFPageObj_CreateTextObj(document, loaded, 12)
            encoded = (text + "\0").encode("utf-16-le")
            wide = ctypes.cast(encoded, ctypes.POINTER(ctypes.c_ushort))
            pdfium.FPDFText_SetText(piece, wide)
            upright, turned = (1, 0, 0, 1, left, 842 - top), (0, 1, -1, 0, top, left)
            pdfium.FPDFPageObj_Transform(piece, *(turned if on_its_side else upright))
            pdfium.FPDFPage_InsertObject(page, piece)
        page.set_rotation(90 if on_its_side else 0)
        page.gen_content()
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def set_text(
    text: str, top: float, *, left: float = 70, right: float = 525, indent: float = 0
) -> list[tuple[float, float, str]]:
    """A paragraph broken at the page's width as a word processor breaks it."""
    letters = ImageFont.truetype(str(font()), 12)
    lines, line, start = [], "", left + indent
    for word in text.split():
        longer = f"{line} {word}".strip()
        if line and start + letters.getlength(longer) > right:
            lines.append((start, top + 16 * len(lines), line))
            line, start = word, left
        else:
            line = longer
    return [*lines, (start, top + 16 * len(lines), line)]


def empty_pdf(pages: int) -> bytes:
    """A PDF with this many blank pages, written by hand because it must be quick to write."""
    kids = " ".join(f"{number + 3} 0 R" for number in range(pages))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {pages} /Kids [{kids}] /MediaBox [0 0 595 842] >>",
        *("<< /Type /Page /Parent 2 0 R >>" for _ in range(pages)),
    ]
    body, places = "%PDF-1.4\n", []
    for number, text in enumerate(objects, start=1):
        places.append(len(body))
        body += f"{number} 0 obj\n{text}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    start = len(body)
    body += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    body += f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n"
    return body.encode("latin-1")


def page_picture(texts: Sequence[tuple[int, int, str]]) -> Image.Image:
    """A page of A4 at 150 dots per inch with these texts, as a scanner would give it."""
    picture = Image.new("L", (1240, 1754), 255)
    draw = ImageDraw.Draw(picture)
    letters = ImageFont.truetype(str(font()), 26)
    for left, top, text in texts:
        draw.text((left, top), text, fill=0, font=letters)
    return picture


def picture_bytes(picture: Image.Image, form: str) -> bytes:
    """The picture as the bytes of a file."""
    target = io.BytesIO()
    picture.save(target, format=form)
    return target.getvalue()
