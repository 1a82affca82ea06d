"""Text files of every encoding in use come out as the same lines."""

import unicodedata
from pathlib import Path

import pytest

from behoc.engines.reading.extraction import legacy_fonts
from behoc.engines.reading.extraction.files import extract
from behoc.engines.reading.extraction.parts import Part
from behoc.engines.reading.extraction.tests.papers import PLAN, write

TEXT = "\n".join(PLAN) + "\n"


def read(folder: Path, data: bytes, name: str = "ke-hoach.txt") -> Part:
    return extract(write(folder, name, data)).parts[0]


def in_windows_1258(text: str) -> bytes:
    encoded = b""
    for letter in text:
        try:
            encoded += letter.encode("cp1258")
        except UnicodeEncodeError:
            apart = unicodedata.normalize("NFD", letter)
            tone = next(mark for mark in apart if mark in "\u0300\u0301\u0303\u0309\u0323")
            base = unicodedata.normalize("NFC", apart.replace(tone, ""))
            encoded += base.encode("cp1258") + tone.encode("cp1258")
    return encoded


def in_tcvn3(text: str) -> str:
    letters = {letter: chr(code) for code, letter in legacy_fonts._TCVN3.items() if code < 256}
    lower = {letter.upper(): code for letter, code in letters.items() if letter.islower()}
    return "".join(letters.get(letter, lower.get(letter, letter)) for letter in text)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_text_is_read_whatever_its_form(tmp_path: Path, encoding: str) -> None:
    assert read(tmp_path, TEXT.encode(encoding)).lines == PLAN


def test_letters_in_two_parts_are_joined(tmp_path: Path) -> None:
    assert read(tmp_path, unicodedata.normalize("NFD", TEXT).encode()).lines == PLAN


def test_windows_1258_is_recognised(tmp_path: Path) -> None:
    part = read(tmp_path, in_windows_1258(TEXT))

    assert part.lines == PLAN
    assert part.notes == ("Bảng mã Windows-1258 đã được chuyển sang Unicode.",)


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_text_typed_for_tcvn3_fonts_is_converted(tmp_path: Path, encoding: str) -> None:
    typed = "Céng hoµ x· héi chñ nghÜa ViÖt Nam\n§éc lËp - Tù do - H¹nh phóc\n" + in_tcvn3(TEXT)

    part = read(tmp_path, typed.encode(encoding))

    assert part.lines[:2] == (
        "Cộng hoà xã hội chủ nghĩa Việt Nam",
        "Độc lập - Tự do - Hạnh phúc",
    )
    assert [line.lower() for line in part.lines[2:]] == [line.lower() for line in PLAN]
    assert part.notes == ("Phông chữ TCVN3 (ABC) đã được chuyển sang Unicode.",)


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_text_typed_for_vni_fonts_is_converted(tmp_path: Path, encoding: str) -> None:
    typed = (
        "COÄNG HOØA XAÕ HOÄI CHUÛ NGHÓA VIEÄT NAM\nÑoäc laäp - Töï do - Haïnh phuùc\n"
        "Tuû saùch cuûa baø con ñöôïc môû cöûa haèng ngaøy, keå caû buoåi toái.\n"
    )

    part = read(tmp_path, typed.encode(encoding))

    assert part.lines == (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Tủ sách của bà con được mở cửa hằng ngày, kể cả buổi tối.",
    )
    assert part.notes == ("Phông chữ VNI đã được chuyển sang Unicode.",)


def test_unicode_lines_beside_tcvn3_lines_stay_as_they_are(tmp_path: Path) -> None:
    typed = f"{PLAN[5]}\nTñ s¸ch cña bµ con ®­îc më cöa h»ng ngµy, kÓ c¶ buæi tèi."

    part = read(tmp_path, typed.encode())

    assert part.lines == (PLAN[5], "Tủ sách của bà con được mở cửa hằng ngày, kể cả buổi tối.")


def test_other_languages_are_not_taken_for_old_fonts(tmp_path: Path) -> None:
    french = "Le développement des bibliothèques rurales, déjà prévu, sera présenté à l'été."

    part = read(tmp_path, french.encode())

    assert part.lines == (french,)
    assert part.notes == ()


def test_text_encoded_twice_is_restored(tmp_path: Path) -> None:
    once = "Tủ sách của bà con được mở cửa hằng ngày"

    part = read(tmp_path, once.encode().decode("latin-1").encode())

    assert part.lines == (once,)


def test_broken_bytes_are_shown_and_told(tmp_path: Path) -> None:
    part = read(tmp_path, TEXT.encode().replace(b"2025", b"20\xff25", 1))

    assert "20�25" in "\n".join(part.lines)
    assert part.notes == ("Tệp có ký tự hỏng; chỗ không đọc được hiện dấu �.",)


def test_line_numbers_are_those_of_the_file(tmp_path: Path) -> None:
    part = read(tmp_path, b"\r\nmot\r\n\r\nhai\rba\n\nbon", "ghi-chu.md")

    assert part.lines == ("", "mot", "", "hai", "ba", "", "bon")


def test_form_feeds_turn_the_page(tmp_path: Path) -> None:
    part = read(tmp_path, "trang một\n\ftrang hai\n".encode())

    assert part.page_of_line == (1, 2)
    assert part.pages == 2
