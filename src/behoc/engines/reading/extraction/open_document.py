"""OpenDocument text (.odt): the same reading order as for Word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from behoc.engines.reading.extraction.archive import Archive
from behoc.engines.reading.extraction.columns import table_lines
from behoc.engines.reading.extraction.parts import Content, Line, Source
from behoc.engines.reading.extraction.word_numbering import as_number, written_number
from behoc.engines.reading.extraction.xml_trees import parse_xml

_NAMES: Final = "{urn:oasis:names:tc:opendocument:xmlns:"
TEXT: Final = _NAMES + "text:1.0}"
_TABLE: Final = _NAMES + "table:1.0}"
_STYLE: Final = _NAMES + "style:1.0}"
_OFFICE: Final = _NAMES + "office:1.0}"
_DRAW: Final = _NAMES + "drawing:1.0}"
_SKIPPED: Final = frozenset(
    {f"{TEXT}tracked-changes", f"{TEXT}sequence-decls", f"{_OFFICE}annotation", f"{TEXT}ruby-text"}
)
_SPACES: Final = re.compile(r"[ \t\r\n]+")
_MOST_REPEATS: Final = 100


@dataclass(slots=True)
class _Context:
    lists: dict[str, dict[int, etree._Element]]
    page: int = 1
    notes: list[str] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    counts: dict[str, dict[int, int]] = field(default_factory=dict)


def read_open_document(source: Source) -> Content:
    """The lines of an OpenDocument text."""
    with Archive(source) as archive:
        manifest = archive.read_if_present("META-INF/manifest.xml")
        if manifest is not None and b"encryption-data" in manifest:
            raise source.refusal("encrypted")
        root = parse_xml(source, archive.read("content.xml"))
        styles_data = archive.read_if_present("styles.xml")
        styles = None if styles_data is None else parse_xml(source, styles_data)
    body = root.find(f"{_OFFICE}body/{_OFFICE}text")
    if body is None:
        raise source.refusal("damaged")
    context = _Context(lists=_list_styles([tree for tree in (styles, root) if tree is not None]))
    lines = list(_block_lines(body, context))
    lines.extend(
        Line(f"({number}) {note}", context.page)
        for number, note in enumerate(context.notes, start=1)
    )
    return Content(lines, pages=context.page, margin_lines=tuple(_margin_lines(styles, context)))


def _list_styles(trees: list[etree._Element]) -> dict[str, dict[int, etree._Element]]:
    found: dict[str, dict[int, etree._Element]] = {}
    for tree in trees:
        for style in tree.iter(f"{TEXT}list-style", f"{TEXT}outline-style"):
            name = "" if style.tag == f"{TEXT}outline-style" else style.get(f"{_STYLE}name", "")
            found[name] = {as_number(level.get(f"{TEXT}level"), 1): level for level in style}
    return found


def _block_lines(parent: etree._Element, context: _Context) -> Iterator[Line]:
    for child in parent:
        if child.tag in (f"{TEXT}p", f"{TEXT}h"):
            label = _heading_label(child, context) if child.tag == f"{TEXT}h" else ""
            yield from _paragraph_lines(child, context, label)
        elif child.tag == f"{TEXT}list":
            yield from _list_lines(child, context, child.get(f"{TEXT}style-name", ""), 1)
        elif child.tag == f"{_TABLE}table":
            yield from _table_lines(child, context)
        elif child.tag == f"{TEXT}soft-page-break":
            context.page += 1
        elif child.tag not in _SKIPPED:
            yield from _block_lines(child, context)


def _paragraph_lines(element: etree._Element, context: _Context, label: str) -> list[Line]:
    text = "".join(_pieces(element, context)).strip()
    if label and text:
        text = f"{label} {text}"
    pieces = [re.sub(" +", " ", piece).strip() for piece in text.split("\n")]
    lines = [Line(piece, context.page) for piece in pieces if piece]
    boxes, context.boxes = context.boxes, []
    for box in boxes:
        lines.extend(_block_lines(box, context))
    return lines


def _pieces(element: etree._Element, context: _Context) -> Iterator[str]:
    yield _SPACES.sub(" ", element.text or "")
    for child in element:
        if child.tag == f"{TEXT}line-break":
            yield "\n"
        elif child.tag == f"{TEXT}tab":
            yield " "
        elif child.tag == f"{TEXT}s":
            yield " " * min(as_number(child.get(f"{TEXT}c"), 1), _MOST_REPEATS)
        elif child.tag == f"{TEXT}note":
            yield _note_mark(child, context)
        elif child.tag == f"{TEXT}soft-page-break":
            context.page += 1
        elif child.tag == f"{_DRAW}text-box":
            context.boxes.append(child)
        elif child.tag not in _SKIPPED:
            yield from _pieces(child, context)
        yield _SPACES.sub(" ", child.tail or "")


def _note_mark(note: etree._Element, context: _Context) -> str:
    body = note.find(f"{TEXT}note-body")
    context.notes.append("")
    number = len(context.notes)
    if body is not None:
        context.notes[number - 1] = " ".join(line.text for line in _block_lines(body, context))
    return f"({number})"


def _list_lines(
    element: etree._Element, context: _Context, style: str, depth: int
) -> Iterator[Line]:
    style = element.get(f"{TEXT}style-name") or style
    counts = context.counts.setdefault(style, {})
    if depth == 1 and not _continues(element):
        counts.clear()
    for item in element:
        label = _list_label(item, context, style, depth) if item.tag == f"{TEXT}list-item" else ""
        for child in item:
            if child.tag == f"{TEXT}list":
                yield from _list_lines(child, context, style, depth + 1)
            elif child.tag in (f"{TEXT}p", f"{TEXT}h"):
                yield from _paragraph_lines(child, context, label)
                label = ""


def _continues(element: etree._Element) -> bool:
    return (
        element.get(f"{TEXT}continue-numbering") == "true"
        or element.get(f"{TEXT}continue-list") is not None
    )


def _list_label(item: etree._Element, context: _Context, style: str, depth: int) -> str:
    start = item.get(f"{TEXT}start-value")
    return _counted_label(context, style, depth, as_number(start, 0) if start else None)


def _heading_label(heading: etree._Element, context: _Context) -> str:
    depth = as_number(heading.get(f"{TEXT}outline-level"), 1)
    context.counts.setdefault("", {})
    return _counted_label(context, "", depth, None)


def _counted_label(context: _Context, style: str, depth: int, start: int | None) -> str:
    counts = context.counts[style]
    levels = context.lists.get(style, {})
    level = levels.get(depth)
    if level is None:
        return ""
    first = as_number(level.get(f"{TEXT}start-value"), 1)
    counts[depth] = start if start is not None else counts.get(depth, first - 1) + 1
    for deeper in [known for known in counts if known > depth]:
        del counts[deeper]
    if level.tag == f"{TEXT}list-level-style-bullet":
        letter = level.get(f"{TEXT}bullet-char", "-")
        return letter if letter in {"+", "*", "•", "–", "—"} else "-"
    return _number_label(level, levels, counts, depth)


def _number_label(
    level: etree._Element, levels: dict[int, etree._Element], counts: dict[int, int], depth: int
) -> str:
    if not level.get(f"{_STYLE}num-format"):
        return ""
    shown = max(1, min(depth, as_number(level.get(f"{TEXT}display-levels"), 1)))
    numbers = [
        written_number(counts.get(at, 1), levels[at].get(f"{_STYLE}num-format", "1"))
        for at in range(depth - shown + 1, depth + 1)
        if at in levels
    ]
    prefix, suffix = level.get(f"{_STYLE}num-prefix", ""), level.get(f"{_STYLE}num-suffix", "")
    return (prefix + ".".join(numbers) + suffix).strip()


def _table_lines(table: etree._Element, context: _Context) -> Iterator[Line]:
    rows = [
        [list(_block_lines(cell, context)) for cell in row if cell.tag == f"{_TABLE}table-cell"]
        for row in _rows(table)
    ]
    return table_lines(rows)


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for child in table:
        if child.tag == f"{_TABLE}table-row":
            yield child
        elif child.tag in (f"{_TABLE}table-header-rows", f"{_TABLE}table-rows"):
            yield from _rows(child)


def _margin_lines(styles: etree._Element | None, context: _Context) -> Iterator[str]:
    if styles is None:
        return
    for margin in styles.iter(f"{_STYLE}header", f"{_STYLE}header-first", f"{_STYLE}footer"):
        yield from (line.text for line in _block_lines(margin, context))
