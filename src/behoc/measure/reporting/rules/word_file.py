"""A paper as a Word file that anyone can go on editing. Pure."""

import io
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from behoc.measure.reporting.rules.paper import Paper, PaperTable, Paragraph

_FACE = "Times New Roman"
# Sizes of letters in points: running text, head and tables, notes.
_TEXT, _HEAD, _TABLE, _NOTE = 14, 13, 11, 10
# Margins of a page of A4 in millimetres: top and bottom, left, right.
_EDGE, _LEFT, _RIGHT = 20, 30, 15
# A sheet of A4 in millimetres, across and down.
_A4 = (210, 297)
_INDENT = Mm(10)
# Widths of the two halves of the head of a page, in millimetres.
_HALVES = (65, 100)
# The first column of a table takes this share of its width; figures share the rest.
_FIRST = 0.4


def write_word(paper: Paper) -> bytes:
    """The Word file: head, title, sections, sources, receivers, then the appendix lying down."""
    document = docx.Document()
    _set_up(document)
    _head(document, paper)
    _line(document, paper.title, bold=True, size=_TEXT, centred=True)
    _line(document, paper.subtitle, bold=True, size=_TEXT, centred=True, after=12)
    for section in paper.sections:
        heading = document.add_heading(section.heading, level=1)
        heading.paragraph_format.space_before = Pt(8)
        for paragraph in section.paragraphs:
            _paragraph(document, paragraph)
    _end(document, paper)
    if paper.tables:
        _appendix(document, paper)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def _set_up(document: Any) -> None:
    for name in ("Normal", "Heading 1", "Heading 2"):
        style = document.styles[name]
        style.font.name, style.font.size = _FACE, Pt(_TEXT)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for each in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
            fonts.set(qn(each), _FACE)
        for each in ("w:asciiTheme", "w:hAnsiTheme", "w:cstheme", "w:eastAsiaTheme"):
            fonts.attrib.pop(qn(each), None)
        style.font.bold = name != "Normal"
        style.font.color.rgb = docx.shared.RGBColor(0, 0, 0)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "vi-VN")
    document.styles["Normal"].element.get_or_add_rPr().append(language)
    _page(document.sections[0])


def _page(section: Any) -> None:
    section.page_width, section.page_height = Mm(_A4[0]), Mm(_A4[1])
    section.top_margin = section.bottom_margin = Mm(_EDGE)
    section.left_margin, section.right_margin = Mm(_LEFT), Mm(_RIGHT)


def _head(document: Any, paper: Paper) -> None:
    table = document.add_table(rows=1, cols=2)
    _set_widths(table, [Mm(each) for each in _HALVES])
    left, right = table.rows[0].cells
    for cell, lines in (
        (left, ((paper.superior, False), (paper.body, True), (paper.number, False))),
        (right, ((paper.words.country, True), (paper.words.motto, True))),
    ):
        _fill(cell, [(words, bold) for words, bold in lines if words])
    day = right.add_paragraph()
    day.alignment = WD_ALIGN_PARAGRAPH.CENTER
    day.add_run(paper.place_and_day).italic = True
    document.add_paragraph()


def _fill(cell: Any, lines: list[tuple[str, bool]]) -> None:
    for at, (words, bold) in enumerate(lines):
        paragraph = cell.paragraphs[0] if at == 0 else cell.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.space_after = Pt(0)
        run = paragraph.add_run(words)
        run.bold, run.font.size = bold, Pt(_HEAD)


def _line(
    document: Any,
    words: str,
    *,
    bold: bool = False,
    size: int = _TEXT,
    centred: bool = False,
    after: int = 0,
) -> None:
    if not words:
        return
    paragraph = document.add_paragraph()
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.space_after = Pt(after)
    run = paragraph.add_run(words)
    run.bold, run.font.size = bold, Pt(size)


def _paragraph(document: Any, pieces: Paragraph) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    paragraph.paragraph_format.first_line_indent = _INDENT
    paragraph.paragraph_format.space_after = Pt(6)
    noted = False
    for piece in pieces:
        if piece.note:
            paragraph.add_run(f"{', ' * noted}{piece.note}").font.superscript = True
        else:
            paragraph.add_run(piece.words)
        noted = bool(piece.note)


def _end(document: Any, paper: Paper) -> None:
    _line(document, "")
    table = document.add_table(rows=1, cols=2)
    left, right = table.rows[0].cells
    _fill(right, [(paper.words.signer, True)])
    if paper.receivers:
        left.paragraphs[0].add_run(paper.words.receivers).bold = True
        for each in paper.receivers:
            line = left.add_paragraph()
            line.paragraph_format.space_after = Pt(0)
            line.add_run(f"- {each};").font.size = Pt(_TABLE)
    for words in paper.remarks:
        _line(document, words, size=_NOTE)
    if paper.sources:
        document.add_heading(paper.words.sources, level=2)
        for number, words in enumerate(paper.sources, start=1):
            _line(document, f"{number}. {words}", size=_NOTE)


def _appendix(document: Any, paper: Paper) -> None:
    section = document.add_section()
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(_A4[1]), Mm(_A4[0])
    document.add_heading(paper.words.appendix, level=1).alignment = WD_ALIGN_PARAGRAPH.CENTER
    for table in paper.tables:
        document.add_heading(table.heading, level=2)
        _table(document, table, section.page_width - section.left_margin - section.right_margin)


def _table(document: Any, facts: PaperTable, width: int) -> None:
    table = document.add_table(rows=1, cols=len(facts.columns), style="Table Grid")
    rest = int(width * (1 - _FIRST) / max(len(facts.columns) - 1, 1))
    widths = [int(width * _FIRST), *[rest] * (len(facts.columns) - 1)]
    _set_widths(table, widths)
    _row(table.rows[0], facts.columns, bold=True)
    repeat = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(repeat)
    for values in facts.rows:
        _row(table.add_row(), values)


def _set_widths(table: Any, widths: list[int]) -> None:
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
        for cell in column.cells:
            cell.width = width


def _row(row: Any, values: tuple[str, ...], *, bold: bool = False) -> None:
    whole = OxmlElement("w:cantSplit")
    row._tr.get_or_add_trPr().append(whole)
    for at, (cell, words) in enumerate(zip(row.cells, values, strict=True)):
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_after = Pt(0)
        paragraph.alignment = (
            WD_ALIGN_PARAGRAPH.CENTER
            if bold
            else WD_ALIGN_PARAGRAPH.RIGHT
            if at
            else WD_ALIGN_PARAGRAPH.LEFT
        )
        run = paragraph.add_run(words)
        run.bold, run.font.size = bold, Pt(_TABLE)
