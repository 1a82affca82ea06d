"""Word files (.docx): paragraphs, tables, text boxes and notes in the order a person reads them."""

import posixpath
from collections.abc import Iterator
from typing import Final

from lxml import etree

from behoc.engines.reading.extraction.archive import Archive
from behoc.engines.reading.extraction.columns import is_national_title, table_lines
from behoc.engines.reading.extraction.parts import Content, Line, Source
from behoc.engines.reading.extraction.word_numbering import Numbering, W
from behoc.engines.reading.extraction.word_styles import Styles
from behoc.engines.reading.extraction.word_text import Context, paragraph_text
from behoc.engines.reading.extraction.xml_trees import parse_xml

_RELATION: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_MACRO_NOTE: Final = "Tệp có macro; macro bị bỏ qua, chỉ đọc phần chữ."
_DEEPEST_NESTING: Final = 40


def read_word(source: Source) -> Content:
    """The lines of a Word file."""
    with Archive(source) as archive:
        main = _main_member(source, archive)
        folder = posixpath.dirname(main)
        root = parse_xml(source, archive.read(main))
        body = root.find(f"{W}body")
        if body is None:
            raise source.refusal("damaged")
        context = Context(
            styles=Styles(_tree(source, archive, f"{folder}/styles.xml")),
            numbering=Numbering(_tree(source, archive, f"{folder}/numbering.xml")),
            knows_pages=next(body.iter(f"{W}lastRenderedPageBreak"), None) is not None,
        )
        lines = list(_block_lines(body, context, 0))
        lines.extend(_note_lines(source, archive, folder, context))
        headers = tuple(_header_lines(source, archive, context))
        macros = any(name.endswith("vbaProject.bin") for name in archive.names)
    notes = [_MACRO_NOTE] if macros else []
    notes += [f"Phông chữ {name} đã được chuyển sang Unicode." for name in sorted(context.legacy)]
    pages = max((line.page for line in lines), default=1)
    return Content(lines, pages=pages, notes=tuple(notes), margin_lines=headers)


def _main_member(source: Source, archive: Archive) -> str:
    """The member that holds the text: word/document.xml, unless the file says otherwise."""
    relations = archive.read_if_present("_rels/.rels")
    if relations is not None:
        for relation in parse_xml(source, relations).iter(_RELATION):
            if relation.get("Type", "").endswith("/officeDocument"):
                return relation.get("Target", "").lstrip("/")
    return "word/document.xml"


def _tree(source: Source, archive: Archive, name: str) -> etree._Element | None:
    data = archive.read_if_present(name)
    return None if data is None else parse_xml(source, data)


def _block_lines(parent: etree._Element, context: Context, depth: int) -> Iterator[Line]:
    """The lines of everything that stands under this element, whatever wraps it."""
    if depth > _DEEPEST_NESTING:
        return
    tabbed: list[Line] = []
    for child in parent:
        if child.tag == f"{W}p":
            found = _paragraph_lines(child, context, depth)
            if any("\t" in line.text for line in found):
                tabbed.extend(found)
                continue
            yield from _untabbed(tabbed)
            tabbed = []
            yield from found
        elif child.tag == f"{W}tbl":
            yield from _untabbed(tabbed)
            tabbed = []
            yield from _table_lines(child, context, depth)
        elif child.tag not in (f"{W}del", f"{W}moveFrom", f"{W}sectPr", f"{W}sdtPr"):
            yield from _block_lines(child, context, depth + 1)
    yield from _untabbed(tabbed)


def _paragraph_lines(paragraph: etree._Element, context: Context, depth: int) -> list[Line]:
    texts = paragraph_text(paragraph, context).split("\n")
    lines = [Line(text, context.page) for text in texts if text.strip()]
    boxes, context.boxes = context.boxes, []
    for box in boxes:
        lines.extend(_block_lines(box, context, depth + 1))
    return lines


def _untabbed(lines: list[Line]) -> list[Line]:
    """Columns made with tabs: a letterhead is read column by column, other tabs are spaces."""
    pairs = [(line, *_at_tab(line.text)) for line in lines]
    left = [Line(text, line.page) for line, text, _ in pairs if text]
    right = [Line(text, line.page) for line, _, text in pairs if text]
    if left and right and any(is_national_title(line.text) for line in right):
        return left + right
    return [Line(line.text.replace("\t", " "), line.page) for line in lines]


def _at_tab(text: str) -> tuple[str, str]:
    left, _, right = text.partition("\t")
    return left.strip(), right.replace("\t", " ").strip()


def _table_lines(table: etree._Element, context: Context, depth: int) -> Iterator[Line]:
    rows = [
        [list(_block_lines(cell, context, depth + 1)) for cell in _cells(row)]
        for row in _rows(table)
    ]
    return table_lines(rows)


def _rows(parent: etree._Element) -> Iterator[etree._Element]:
    for child in parent:
        if child.tag == f"{W}tr":
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins"):
            yield from _rows(child)


def _cells(parent: etree._Element) -> Iterator[etree._Element]:
    for child in parent:
        if child.tag == f"{W}tc":
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}customXml"):
            yield from _cells(child)


def _note_lines(source: Source, archive: Archive, folder: str, context: Context) -> Iterator[Line]:
    """Footnotes and endnotes at the end, each under the mark that the text gives it."""
    texts: dict[str, str] = {}
    for kind in ("footnote", "endnote"):
        root = _tree(source, archive, f"{folder}/{kind}s.xml")
        for note in () if root is None else root.iterfind(f"{W}{kind}"):
            found = " ".join(line.text for line in _block_lines(note, context, 0))
            texts[f"{kind}:{note.get(f'{W}id', '')}"] = found.strip()
    for position, key in enumerate(list(context.notes_seen), start=1):
        if texts.get(key):
            yield Line(f"({position}) {texts[key]}", context.page)


def _header_lines(source: Source, archive: Archive, context: Context) -> Iterator[str]:
    for name in archive.names:
        if posixpath.basename(name).startswith(("header", "footer")) and name.endswith(".xml"):
            root = _tree(source, archive, name)
            if root is not None:
                yield from (line.text for line in _block_lines(root, context, 0))
