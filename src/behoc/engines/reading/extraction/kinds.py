"""What a file is, decided by its content and never by its name."""

import struct
from typing import Final, Literal

from behoc.engines.reading.extraction.archive import Archive
from behoc.engines.reading.extraction.parts import Source
from behoc.engines.reading.extraction.plain import looks_like_text

Kind = Literal["text", "docx", "odt", "doc", "pdf", "picture", "zip"]

_PICTURES: Final = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"II*\0", b"MM\0*")
_COMPOUND: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MARKUP: Final = (b"<!doctype", b"<html", b"<?xml", b"{\\rtf", b"%!ps")


def kind_of(source: Source) -> Kind:
    """The kind of the file; a file of no kind that can be read is refused."""
    data = source.data
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(_PICTURES) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP"):
        return "picture"
    if data.startswith(b"PK"):
        return _kind_of_archive(source)
    if data.startswith(_COMPOUND):
        return _kind_of_compound(source)
    if data[:64].lstrip(b"\xef\xbb\xbf \r\n\t").lower().startswith(_MARKUP):
        raise source.refusal("unsupported")
    if looks_like_text(data):
        return "text"
    raise source.refusal("unsupported")


def _kind_of_archive(source: Source) -> Kind:
    with Archive(source) as archive:
        names = set(archive.names)
        if "[Content_Types].xml" in names:
            if any(name.startswith("word/") for name in names):
                return "docx"
            raise source.refusal("unsupported")
        if "mimetype" in names and "content.xml" in names:
            if b"opendocument.text" in archive.read("mimetype"):
                return "odt"
            raise source.refusal("unsupported")
    return "zip"


def _kind_of_compound(source: Source) -> Kind:
    """Old Word files and encrypted new ones share a container; its stream names tell which."""
    if _wide("EncryptedPackage") in source.data:
        raise source.refusal("encrypted")
    if _wide("WordDocument") not in source.data:
        raise source.refusal("unsupported")
    if _has_password(source.data):
        raise source.refusal("encrypted")
    return "doc"


def _has_password(data: bytes) -> bool:
    """Read the flag of the Word header, which starts on a sector of 512 bytes."""
    for start in range(512, min(len(data), 1 << 20) - 32, 512):
        if data[start : start + 2] == b"\xec\xa5":
            flags: int = struct.unpack_from("<H", data, start + 10)[0]
            return bool(flags & 0x0100)
    return False


def _wide(name: str) -> bytes:
    return name.encode("utf-16-le")
