"""From a file on disk to lines of text, or to one clear sentence that refuses it."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Final

from behoc.engines.reading.extraction.bundles import Bundle
from behoc.engines.reading.extraction.kinds import Kind, kind_of
from behoc.engines.reading.extraction.legacy_fonts import legacy_encoding_of, to_unicode
from behoc.engines.reading.extraction.limits import MEGABYTE, Limits
from behoc.engines.reading.extraction.parts import Content, Extraction, Line, Part, Source
from behoc.engines.reading.extraction.refusals import refusal
from behoc.engines.reading.extraction.secrecy import refuse_secret

_INVISIBLE: Final = {
    **dict.fromkeys([*range(9), *range(11, 32), *range(0x7F, 0xA0)]),
    **dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u202a\u202b\u202c\u202d\u202e")),
    **dict.fromkeys(range(0xD800, 0xE000), "�"),
    **dict.fromkeys(map(ord, "\t\n\u00a0\u2028\u2029\u2002\u2003\u2009\u202f"), " "),
}
_SOFT_HYPHEN: Final = "\u00ad"
_LETTER: Final = re.compile(r"\w")


_MODULE: Final = "behoc.engines.reading.extraction."
_READERS: Final[dict[Kind, tuple[str, str]]] = {
    "text": ("plain", "read_plain"),
    "docx": ("word", "read_word"),
    "odt": ("open_document", "read_open_document"),
    "doc": ("old_word", "read_old_word"),
    "pdf": ("pdf", "read_pdf"),
    "picture": ("pictures", "read_picture"),
}


def extract(path: Path, *, limits: Limits | None = None, name: str | None = None) -> Extraction:
    """Everything that the file holds, as lines; raises Refused with a sentence for the sender."""
    source = _source(path, limits or Limits(), name or path.name)
    kind = kind_of(source)
    if kind != "zip":
        return Extraction((_part(source, kind),))
    bundle = Bundle(source)
    parts = tuple(_part(member, kind) for member, kind in bundle.members())
    if sum(part.pages for part in parts) > source.limits.pages:
        raise source.refusal("too_many_pages", limit=source.limits.pages)
    first = replace(parts[0], notes=parts[0].notes + bundle.notes)
    return Extraction((first, *parts[1:]))


def _part(source: Source, kind: Kind) -> Part:
    content = _reader(kind)(source)
    lines = _cleaned(content.lines, keep_blank=kind == "text")
    encoding = legacy_encoding_of([line.text for line in lines])
    notes = content.notes
    if encoding:
        lines = [Line(to_unicode(line.text, encoding), line.page) for line in lines]
        notes += (f"Phông chữ {encoding} đã được chuyển sang Unicode.",)
    texts = tuple(line.text.replace(_SOFT_HYPHEN, "") for line in lines)
    _check(source, content, texts)
    return Part(
        name=source.name,
        kind=kind,
        lines=texts,
        page_of_line=tuple(line.page for line in lines),
        pages=content.pages,
        notes=notes,
        ocr=content.ocr,
    )


def _check(source: Source, content: Content, texts: tuple[str, ...]) -> None:
    refuse_secret(source, texts)
    refuse_secret(source, content.margin_lines)
    if not any(map(_LETTER.search, texts)):
        raise source.refusal("no_text")
    if content.pages > source.limits.pages:
        raise source.refusal("too_many_pages", limit=source.limits.pages)
    if sum(map(len, texts)) > source.limits.characters:
        raise source.refusal("too_long", limit=source.limits.characters)


def _reader(kind: Kind) -> Callable[[Source], Content]:
    """The reader of this kind, loaded only now: PDF and pictures take time to load."""
    module, function = _READERS[kind]
    reader: Callable[[Source], Content] = getattr(import_module(_MODULE + module), function)
    return reader


def _cleaned(lines: list[Line], *, keep_blank: bool) -> list[Line]:
    """One form of every letter, no invisible signs; a text file keeps its own line numbers."""
    cleaned = []
    for line in lines:
        text = unicodedata.normalize("NFC", line.text).translate(_INVISIBLE)
        if keep_blank or text.strip():
            cleaned.append(Line(text if keep_blank else text.strip(), line.page))
    return cleaned


def _source(path: Path, limits: Limits, name: str) -> Source:
    if not path.exists():
        raise refusal("not_found", name)
    if not path.is_file():
        raise refusal("not_a_file", name)
    with path.open("rb") as file:
        data = file.read(limits.file_bytes + 1)
    if len(data) > limits.file_bytes:
        raise refusal("too_large", name, limit=limits.file_bytes // MEGABYTE)
    if not data:
        raise refusal("empty", name)
    return Source(name, data, limits)
