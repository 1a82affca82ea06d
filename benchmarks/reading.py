"""How long a directive of 1, 10 and 100 pages takes to read, as Word and as PDF.

The time is that of `read_file`: the process of its own, extraction, reading, and the answer. The
plain extraction beside it takes the same files' text with nothing understood, in a process too.
"""

import ctypes
import io
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import docx
import pypdfium2
import pypdfium2.raw as pdfium
from PIL import ImageFont

from behoc.engines.reading.extraction.isolation import read_file

PAGES = {"small": (1, 10), "full": (1, 10, 100)}
GOAL_SECONDS, GOAL_MB = 3.0, 300
LINES_PER_PAGE, LINE_STEP, LEFT, RIGHT = 40, 18, 85, 540
FONTS = ("dejavu/DejaVuSerif.ttf", "liberation/LiberationSerif-Regular.ttf")
BODIES = ("Sở Văn hóa và Thể thao", "Sở Tài chính", "Hội Khuyến học tỉnh", "Ủy ban nhân dân các xã")
DEEDS = (
    "chủ trì đặt thêm tủ sách ở bến đò, báo cáo kết quả trước ngày 25 tháng 6 hằng năm",
    "phối hợp với trường học mở lớp đọc cho người cao tuổi, phấn đấu có 70% ấp tham gia",
    "bố trí kinh phí mua sách theo khả năng cân đối của ngân sách địa phương",
    "hướng dẫn các ấp bầu người giữ tủ, mỗi tủ có ít nhất 120 cuốn vào năm 2027",
)
PLAIN_WORD = """
import sys, docx
document = docx.Document(sys.argv[1])
text = "\\n".join(paragraph.text for paragraph in document.paragraphs)
"""
PLAIN_PDF = """
import sys, pypdfium2
document = pypdfium2.PdfDocument(sys.argv[1])
text = "\\n".join(page.get_textpage().get_text_bounded() for page in document)
"""


def main(size: str) -> int:
    """Measure, print the figures, and fail where the goal for 100 pages is missed."""
    font = _font()
    if font is None:
        print("Không có phông chữ Việt để dựng PDF thử; hãy cài gói fonts-dejavu-core.")
        return 1
    measured: dict[int, list[dict[str, float]]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for pages in PAGES[size]:
            files = _files(Path(folder), pages, font)
            measured[pages] = [_measure(path, plain, pages) for path, plain in files]
    most = max(measured)
    figures = {name: max(one[name] for one in measured[most]) for name in ("seconds", "peak_mb")}
    ratio = max(one["to_plain"] for one in measured[most])
    result = {
        "bench": "reading",
        "figures": {
            f"pages_{most}_s": round(figures["seconds"], 3),
            "pages_per_s": round(most / figures["seconds"], 1),
            "peak_mb": round(figures["peak_mb"], 1),
        },
        "ratio": {"to_plain_extraction": round(ratio, 2)},
    }
    print(f"RESULT {json.dumps(result)}")
    missed = most == 100 and (figures["seconds"] > GOAL_SECONDS or figures["peak_mb"] > GOAL_MB)
    return 1 if missed else 0


def _measure(path: Path, plain: str, pages: int) -> dict[str, float]:
    seconds = min(_seconds(lambda: read_file(path, name=path.name)) for _ in range(3))
    command = [sys.executable, "-c", plain, str(path)]
    alone = min(_seconds(lambda: subprocess.run(command, check=True)) for _ in range(3))
    peak = _peak_mb(path)
    print(
        f"  {path.name}: {pages} trang, {seconds:.2f} giây, {peak:.0f} MB; "
        f"chỉ lấy chữ {alone:.2f} giây",
        flush=True,
    )
    return {"seconds": seconds, "peak_mb": peak, "to_plain": seconds / alone}


def _seconds(work: object) -> float:
    started = time.monotonic()
    work()  # type: ignore[operator] # every caller hands in a function
    return time.monotonic() - started


def _peak_mb(path: Path) -> float:
    """The most memory that the reading process held, told by the system once it has ended."""
    watch = (
        "import resource, sys\n"
        "from pathlib import Path\n"
        "from behoc.engines.reading.extraction.isolation import read_file\n"
        "read_file(Path(sys.argv[1]), name='a')\n"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    command = [sys.executable, "-c", watch, str(path)]
    return int(subprocess.run(command, check=True, capture_output=True).stdout) / 1024


def _files(folder: Path, pages: int, font: Path) -> Iterator[tuple[Path, str]]:
    broken = list(_broken_lines(font, pages * LINES_PER_PAGE))
    word, pdf = folder / f"{pages}.docx", folder / f"{pages}.pdf"
    word.write_bytes(_word(broken))
    pdf.write_bytes(_pdf(broken, font))
    yield word, PLAIN_WORD
    yield pdf, PLAIN_PDF


def _paragraphs() -> Iterator[str]:
    numbers = random.Random(2030)
    yield "ỦY BAN NHÂN DÂN TỈNH HƯƠNG GIANG"
    yield "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    yield "Số: 57/KH-UBND"
    yield "Hương Giang, ngày 12 tháng 3 năm 2025"
    yield "KẾ HOẠCH"
    chapter = 0
    while True:
        chapter += 1
        yield f"{chapter}. {numbers.choice(BODIES)}"
        for letter in "abcd":
            deeds = "; ".join(numbers.sample(DEEDS, 3))
            yield f"{letter}) {numbers.choice(BODIES)} {deeds}."


def _broken_lines(font: Path, count: int) -> Iterator[tuple[bool, str]]:
    """Lines as a page's width breaks them; each says whether it opens a paragraph."""
    letters = ImageFont.truetype(str(font), 13)
    made = 0
    for paragraph in _paragraphs():
        line, opens = "", True
        for word in paragraph.split():
            longer = f"{line} {word}".strip()
            if line and letters.getlength(longer) > RIGHT - LEFT:
                yield opens, line
                made, line, opens = made + 1, word, False
            else:
                line = longer
        yield opens, line
        made += 1
        if made >= count:
            return


def _word(lines: list[tuple[bool, str]]) -> bytes:
    document = docx.Document()
    paragraphs: list[str] = []
    for opens, line in lines:
        if opens:
            paragraphs.append(line)
        else:
            paragraphs[-1] += f" {line}"
    for text in paragraphs:
        document.add_paragraph(text)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def _pdf(lines: list[tuple[bool, str]], font: Path) -> bytes:
    document = pypdfium2.PdfDocument.new()
    data = font.read_bytes()
    buffer = (ctypes.c_uint8 * len(data)).from_buffer_copy(data)
    loaded = pdfium.FPDFText_LoadFont(document, buffer, len(data), pdfium.FPDF_FONT_TRUETYPE, 1)
    for start in range(0, len(lines), LINES_PER_PAGE):
        page = document.new_page(595, 842)
        for at, (_, line) in enumerate(lines[start : start + LINES_PER_PAGE]):
            piece = pdfium.FPDFPageObj_CreateTextObj(document, loaded, 13)
            encoded = (line + "\0").encode("utf-16-le")
            pdfium.FPDFText_SetText(piece, ctypes.cast(encoded, ctypes.POINTER(ctypes.c_ushort)))
            pdfium.FPDFPageObj_Transform(piece, 1, 0, 0, 1, LEFT, 780 - LINE_STEP * at)
            pdfium.FPDFPage_InsertObject(page, piece)
        page.gen_content()
        page.close()
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def _font() -> Path | None:
    folder = Path("/usr/share/fonts/truetype")
    return next((folder / name for name in FONTS if (folder / name).exists()), None)
