"""Scans and photographs are recognised where the machine has Tesseract with Vietnamese."""

import io
from pathlib import Path

import pypdfium2
import pytest

from behoc.engines.reading.extraction import recognition
from behoc.engines.reading.extraction.files import extract
from behoc.engines.reading.extraction.isolation import read_file
from behoc.engines.reading.extraction.refusals import Refused
from behoc.engines.reading.extraction.tests.papers import (
    page_picture,
    pdf_file,
    picture_bytes,
    write,
)

with_tesseract = pytest.mark.skipif(
    not recognition.is_available(), reason="máy này không có tesseract-ocr-vie"
)
PAGE = [
    (150, 120, "ỦY BAN NHÂN DÂN"),
    (180, 160, "XÃ CỒN SẺ"),
    (640, 120, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA"),
    (760, 160, "VIỆT NAM"),
    (150, 220, "Số: 9/KH-UBND"),
    (640, 220, "Cồn Sẻ, ngày 3 tháng 5 năm 2025"),
    (520, 320, "KẾ HOẠCH"),
    (230, 420, "1. Trưởng ấp chọn chỗ đặt tủ sách, báo về xã trước ngày 20 tháng 5."),
]
# A dot that ends the last line may be lost: recognition takes a lone one for dust.
LAST_LINE = PAGE[-1][2].rstrip(".")
TYPED = "Kính gửi các ấp: bản quét ở trang sau có chữ ký."
SECRET = [*PAGE[:5], (150, 260, "TUYỆT MẬT"), *PAGE[5:]]


@with_tesseract
@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP", "TIFF", "PDF"])
def test_a_scan_is_recognised_with_its_columns_apart(tmp_path: Path, form: str) -> None:
    data = picture_bytes(page_picture(PAGE), form)

    part = extract(write(tmp_path, "scan", data)).parts[0]

    assert part.ocr
    assert part.lines[:3] == ("ỦY BAN NHÂN DÂN", "XÃ CỒN SẺ", "Số: 9/KH-UBND")
    assert part.lines[-1].rstrip(".") == LAST_LINE
    assert part.notes == ("Trang 1 được nhận dạng từ ảnh quét.",)


@with_tesseract
def test_every_page_of_a_tiff_is_read(tmp_path: Path) -> None:
    first, second = page_picture(PAGE), page_picture([(150, 200, "PHỤ LỤC TỦ SÁCH CÁC ẤP")])
    target = io.BytesIO()
    first.save(target, format="TIFF", save_all=True, append_images=[second])

    part = extract(write(tmp_path, "scan.tif", target.getvalue())).parts[0]

    assert part.pages == 2
    assert part.page_of_line[-1] == 2
    assert part.notes == ("Trang 1–2 được nhận dạng từ ảnh quét.",)


@with_tesseract
def test_only_the_scanned_page_of_a_mixed_pdf_is_recognised(tmp_path: Path) -> None:
    part = extract(write(tmp_path, "a.pdf", mixed_pdf())).parts[0]

    assert part.lines[0] == TYPED
    assert part.lines[-1].rstrip(".") == LAST_LINE
    assert part.page_of_line[0] == 1
    assert part.page_of_line[-1] == 2
    assert part.notes == ("Trang 2 được nhận dạng từ ảnh quét.",)


def test_without_tesseract_the_typed_pages_are_read_and_the_rest_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    result = read_file(write(tmp_path, "a.pdf", mixed_pdf()), name="a.pdf")

    assert result["lines"] == [TYPED]
    assert result["notes"] == [
        "Trang 2 là ảnh quét nên chưa đọc: máy chủ chưa có bộ nhận dạng chữ."
    ]


@with_tesseract
def test_a_scan_with_a_secrecy_mark_is_turned_away(tmp_path: Path) -> None:
    path = write(tmp_path, "scan.png", picture_bytes(page_picture(SECRET), "PNG"))

    with pytest.raises(Refused) as refused:
        extract(path)

    assert refused.value.code == "secret"


def test_a_machine_without_tesseract_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    path = write(tmp_path, "scan.png", picture_bytes(page_picture(PAGE), "PNG"))

    with pytest.raises(Refused) as refused:
        read_file(path, name="scan.png")

    assert refused.value.code == "no_ocr"
    assert "tesseract-ocr" in refused.value.sentence


@with_tesseract
def test_a_machine_without_vietnamese_data_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TESSDATA_PREFIX", str(tmp_path))
    path = write(tmp_path, "scan.png", picture_bytes(page_picture(PAGE), "PNG"))

    with pytest.raises(Refused) as refused:
        read_file(path, name="scan.png")

    assert refused.value.code == "no_ocr_language"


def mixed_pdf() -> bytes:
    """A PDF whose first page is typed and whose second is the picture of a page."""
    document = pypdfium2.PdfDocument(pdf_file([[(70, 100, TYPED)], []]))
    picture = pypdfium2.PdfImage.new(document)
    picture.set_bitmap(pypdfium2.PdfBitmap.from_pil(page_picture(PAGE)))
    picture.set_matrix(pypdfium2.PdfMatrix().scale(595, 842))
    page = document[1]
    page.insert_obj(picture)
    page.gen_content()
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()
