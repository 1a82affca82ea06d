"""Every file that cannot be read is refused with a stable code and one Vietnamese sentence."""

from collections.abc import Callable
from pathlib import Path

import pytest

from behoc.engines.reading.extraction.files import extract
from behoc.engines.reading.extraction.limits import MEGABYTE, Limits
from behoc.engines.reading.extraction.refusals import SENTENCES, Refused, refusal
from behoc.engines.reading.extraction.tests.papers import (
    PLAN,
    archive,
    empty_pdf,
    odt_lines,
    page_picture,
    picture_bytes,
    word_file,
    word_part,
    word_xml,
    write,
)


def refused(folder: Path, name: str, data: bytes, limits: Limits | None = None) -> Refused:
    with pytest.raises(Refused) as caught:
        extract(write(folder, name, data), limits=limits)
    return caught.value


def with_encrypted_flag(data: bytes) -> bytes:
    marked = bytearray(data)
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = marked.find(signature)
        while at >= 0:
            marked[at + offset] |= 1
            at = marked.find(signature, at + 4)
    return bytes(marked)


def lying_archive() -> bytes:
    """An archive whose member claims to be small and unpacks to 30 MB."""
    data = bytearray(archive({"a.txt": b"0" * 30 * MEGABYTE}))
    data[data.find(b"PK\x01\x02") + 24 : data.find(b"PK\x01\x02") + 28] = b"\x10\0\0\0"
    return bytes(data)


BOMB = {"[Content_Types].xml": b"<Types/>", "word/document.xml": b" " * 30 * MEGABYTE}
ENTITIES = (
    '<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
    + word_part("document", "<w:body><w:p><w:r><w:t>&c;</w:t></w:r></w:p></w:body>")
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
LOCKED_WORD = (
    OLE + b"\xec\xa5" + b"\0" * 8 + b"\x00\x01" + "WordDocument".encode("utf-16-le") + b"\0" * 99
)
FILES: dict[str, tuple[str, str, Callable[[], bytes]]] = {
    "nothing in it": ("empty", "a.docx", lambda: b""),
    "only blanks": ("no_text", "a.txt", lambda: b" \n\n \t"),
    "a Word file without words": ("no_text", "a.docx", lambda: word_file([])),
    "a program": ("unsupported", "a.pdf", lambda: b"\x7fELF\x02\x01\x01" + b"\0" * 200),
    "a web page": ("unsupported", "a.txt", lambda: b"<!DOCTYPE html><html></html>"),
    "rich text": ("unsupported", "a.doc", lambda: b"{\\rtf1 van ban}"),
    "a workbook": (
        "unsupported",
        "a.docx",
        lambda: archive({"[Content_Types].xml": b"", "xl/workbook.xml": b""}),
    ),
    "a drawing": (
        "unsupported",
        "a.odt",
        lambda: archive({"mimetype": b"application/vnd.oasis.drawing", "content.xml": b""}),
    ),
    "an old workbook": ("unsupported", "a.doc", lambda: OLE + "Workbook".encode("utf-16-le")),
    "half a Word file": ("damaged", "a.docx", lambda: word_file(PLAN)[:9000]),
    "half an ODT": ("damaged", "a.odt", lambda: odt_lines(PLAN)[:300]),
    "half a PDF": ("damaged", "a.pdf", lambda: b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog"),
    "a PDF without pages": ("damaged", "a.pdf", lambda: empty_pdf(0)),
    "broken XML": ("damaged", "a.docx", lambda: word_xml("<w:p>")),
    "a Word file without a body": (
        "damaged",
        "a.docx",
        lambda: archive(
            {
                "[Content_Types].xml": b"",
                "word/document.xml": word_part("document", "").encode(),
            }
        ),
    ),
    "a locked Word file": (
        "encrypted",
        "a.docx",
        lambda: OLE + "EncryptedPackage".encode("utf-16-le"),
    ),
    "a locked old Word file": ("encrypted", "a.doc", lambda: LOCKED_WORD),
    "a locked archive": (
        "encrypted",
        "a.zip",
        lambda: with_encrypted_flag(archive({"a.txt": b"van ban"})),
    ),
    "a locked ODT": (
        "encrypted",
        "a.odt",
        lambda: archive(
            {
                "mimetype": b"application/vnd.oasis.opendocument.text",
                "content.xml": b"?",
                "META-INF/manifest.xml": b"<manifest:encryption-data/>",
            }
        ),
    ),
    "a bomb in Word's clothes": ("zip_bomb", "a.docx", lambda: archive(BOMB)),
    "a bomb in an archive": ("zip_bomb", "a.zip", lambda: archive({"a.txt": b"0" * 30 * MEGABYTE})),
    "a bomb that lies about its size": ("damaged", "a.zip", lying_archive),
    "XML entities in Word": (
        "xml_entities",
        "a.docx",
        lambda: archive({"[Content_Types].xml": b"", "word/document.xml": ENTITIES.encode()}),
    ),
    "XML entities in UTF-16": (
        "xml_entities",
        "a.docx",
        lambda: archive(
            {"[Content_Types].xml": b"", "word/document.xml": ENTITIES.encode("utf-16")}
        ),
    ),
    "a document type in ODT": (
        "xml_entities",
        "a.odt",
        lambda: archive(
            {
                "mimetype": b"application/vnd.oasis.opendocument.text",
                "content.xml": b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>',
            }
        ),
    ),
    "an archive in an archive": (
        "zip_nested",
        "a.zip",
        lambda: archive({"1.txt": b"van ban", "b.zip": archive({"c.txt": b"van ban"})}),
    ),
    "an archive of programs": ("zip_empty", "a.zip", lambda: archive({"a.exe": b"MZ\0\0" * 20})),
    "an archive with an empty paper": ("empty", "a.zip", lambda: archive({"a.txt": b""})),
    "a path that climbs out": (
        "zip_path",
        "a.zip",
        lambda: archive({"../../etc/passwd": b"van ban"}),
    ),
    "a path from the root": ("zip_path", "a.zip", lambda: archive({"/etc/passwd": b"van ban"})),
    "a path on a drive": ("zip_path", "a.zip", lambda: archive({"C:\\a.txt": b"van ban"})),
}


@pytest.mark.parametrize("case", FILES, ids=FILES)
def test_a_bad_file_is_refused_with_one_sentence(tmp_path: Path, case: str) -> None:
    code, name, make = FILES[case]

    refusal_given = refused(tmp_path, name, make())

    assert refusal_given.code == code
    assert refusal_given.sentence.endswith((".", ";"))
    assert "\n" not in refusal_given.sentence


def test_a_name_that_is_no_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"Không tìm thấy tệp “khong-co\.pdf”"):
        extract(tmp_path / "khong-co.pdf")
    with pytest.raises(Refused, match="không phải là một tệp"):
        extract(tmp_path)


def test_a_file_over_the_limit_is_refused(tmp_path: Path) -> None:
    given = refused(tmp_path, "a.txt", b"a" * (MEGABYTE + 1), Limits(file_bytes=MEGABYTE))

    assert given.code == "too_large"
    assert "1 MB" in given.sentence


def test_a_text_over_the_limit_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path, "a.txt", b"a" * 101, Limits(characters=100)).code == "too_long"


def test_a_pdf_of_ten_thousand_pages_is_refused(tmp_path: Path) -> None:
    data = empty_pdf(10_000)

    given = refused(tmp_path, "a.pdf", data)

    assert given.code == "too_many_pages"
    assert "1000 trang" in given.sentence


def test_a_text_of_too_many_pages_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path, "a.txt", b"a\f" * 5, Limits(pages=4)).code == "too_many_pages"


def test_an_archive_of_too_many_papers_is_refused(tmp_path: Path) -> None:
    data = archive({f"{at}.txt": b"van ban" for at in range(5)})

    assert refused(tmp_path, "a.zip", data, Limits(bundled_files=4)).code == "zip_too_many"
    assert refused(tmp_path, "a.zip", data, Limits(archive_members=4)).code == "zip_too_many"


def test_an_archive_that_unpacks_to_too_much_is_refused(tmp_path: Path) -> None:
    data = archive({f"{at}.txt": bytes(range(32, 127)) * 100 for at in range(5)})

    assert refused(tmp_path, "a.zip", data, Limits(archive_bytes=20_000)).code == "zip_bomb"
    assert refused(tmp_path, "a.zip", data, Limits(member_bytes=9_000)).code == "zip_bomb"


def test_a_picture_of_too_many_dots_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    given = refused(
        tmp_path,
        "a.png",
        picture_bytes(page_picture([]), "PNG"),
        Limits(picture_pixels=2_000_000),
    )

    assert given.code == "picture_too_large"


def test_a_pdf_with_a_password_is_refused(tmp_path: Path) -> None:
    given = refused(tmp_path, "a.pdf", locked_pdf())

    assert given.code == "encrypted"


def test_a_blank_pdf_has_no_text(tmp_path: Path) -> None:
    assert refused(tmp_path, "a.pdf", empty_pdf(2)).code == "no_text"


def test_a_wrong_name_does_not_matter(tmp_path: Path) -> None:
    part = extract(write(tmp_path, "ke-hoach.pdf", word_file(PLAN))).parts[0]

    assert part.kind == "docx"
    assert part.lines == PLAN


def test_the_name_shown_may_differ_from_the_path(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"“Kế hoạch\.docx”"):
        extract(write(tmp_path, "tmp1234", b""), name="Kế hoạch.docx")


@pytest.mark.parametrize("code", SENTENCES)
def test_every_sentence_names_the_file_and_says_what_to_do(code: str) -> None:
    facts = {"limit": 7, "level": "MẬT", "page": 3}

    given = refusal(code, "kế hoạch.docx", **facts)

    assert "“kế hoạch.docx”" in given.sentence
    assert "hãy" in given.sentence
    assert "{" not in given.sentence


def locked_pdf() -> bytes:
    """A PDF that names an encryption whose password is not the empty one."""
    keys = "/O <" + "41" * 32 + "> /U <" + "42" * 32 + ">"
    lock = f"<< /Filter /Standard /V 1 /R 2 {keys} /P -4 >>"
    text = empty_pdf(1).decode("latin-1")
    ids = "[<" + "43" * 16 + "><" + "43" * 16 + ">]"
    return text.replace("/Root 1 0 R", f"/Root 1 0 R /Encrypt {lock} /ID {ids}").encode("latin-1")
