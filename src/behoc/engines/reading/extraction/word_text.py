"""The text of Word paragraphs: runs, breaks, fields, notes, text boxes and old fonts."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from behoc.engines.reading.extraction.legacy_fonts import encoding_of_font, from_font
from behoc.engines.reading.extraction.word_numbering import Numbering, W, as_number
from behoc.engines.reading.extraction.word_styles import Styles

_CHOICE: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Choice"
_MATH_TEXT: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_SKIPPED: Final = frozenset(
    f"{W}{name}"
    for name in ("del", "moveFrom", "instrText", "delText", "pPr", "rPr", "sdtPr", "sectPr")
)
_FIXED: Final = {
    f"{W}tab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
    f"{W}softHyphen": "",
}
_SYMBOL_BULLETS: Final = frozenset("\uf02d\uf0b7\uf0a7\uf0d8\uf0fc\uf076\uf071")


@dataclass(slots=True)
class Context:
    """What is known while a document is walked through: styles, lists, page, notes seen."""

    styles: Styles
    numbering: Numbering
    knows_pages: bool  # Word noted where pages ended when it last showed the file
    page: int = 1
    notes_seen: list[str] = field(default_factory=list)
    legacy: set[str] = field(default_factory=set)
    boxes: list[etree._Element] = field(default_factory=list)


def paragraph_text(paragraph: etree._Element, context: Context) -> str:
    """The text of a paragraph with its list label; soft line breaks stay as line ends."""
    properties = paragraph.find(f"{W}pPr")
    style = context.styles.of_paragraph(properties)
    text = "".join(_pieces(paragraph, style, context)).strip(" \t")
    label = _label(properties, style, context) if text else ""
    return f"{label} {text}" if label else text


def _label(properties: etree._Element | None, style: str, context: Context) -> str:
    number, depth = context.styles.list_of(properties, style)
    return context.numbering.label(number, depth).strip() if number not in ("", "0") else ""


def _pieces(element: etree._Element, style: str, context: Context) -> Iterator[str]:
    for child in element:
        tag = child.tag
        if tag in _SKIPPED:
            continue
        if tag == f"{W}r":
            yield _run_text(child, style, context)
        elif tag == _MATH_TEXT:
            yield child.text or ""
        else:
            yield from _pieces(child, style, context)


def _run_text(run: etree._Element, style: str, context: Context) -> str:
    look = context.styles.look_of(run.find(f"{W}rPr"), style)
    if look.hidden:
        return ""
    text = "".join(_run_pieces(run, style, context))
    if look.font and encoding_of_font(look.font):
        converted = from_font(text, look.font)
        if converted != text:
            context.legacy.add(encoding_of_font(look.font) or "")
        text = converted
    return text.upper() if look.capitals else text


def _run_pieces(run: etree._Element, style: str, context: Context) -> Iterator[str]:
    for child in run:
        tag = child.tag
        if tag == f"{W}t":
            yield child.text or ""
        elif tag == f"{W}br" and child.get(f"{W}type") == "page":
            context.page += 0 if context.knows_pages else 1
        elif tag == f"{W}lastRenderedPageBreak":
            context.page += 1
        elif tag in _FIXED:
            yield _FIXED[tag]
        elif tag == f"{W}sym":
            yield _symbol(child)
        elif tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
            yield _note_mark(child, context)
        elif tag not in _SKIPPED:
            _keep_boxes(child, context)


def _symbol(element: etree._Element) -> str:
    code = element.get(f"{W}char", "")
    try:
        letter = chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""
    if letter in _SYMBOL_BULLETS:
        return "-"
    return "" if "\ue000" <= letter <= "\uf8ff" else letter


def _note_mark(reference: etree._Element, context: Context) -> str:
    kind = "endnote" if reference.tag == f"{W}endnoteReference" else "footnote"
    key = f"{kind}:{as_number(reference.get(f'{W}id'), 0)}"
    context.notes_seen.append(key)
    return f"({len(context.notes_seen)})"


def _keep_boxes(element: etree._Element, context: Context) -> None:
    """Text boxes are stored twice, for new and old Word; only the first form is kept."""
    choice = next(element.iter(_CHOICE), None)
    boxes = list((element if choice is None else choice).iter(f"{W}txbxContent"))
    if choice is not None and not boxes:
        boxes = list(element.iter(f"{W}txbxContent"))
    context.boxes.extend(boxes)
