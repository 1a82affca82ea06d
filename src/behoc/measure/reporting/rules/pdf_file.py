"""A paper as a PDF file for keeping (PDF/A). Pure."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Final

import typst

from behoc.measure.reporting.rules.paper import Paper

_PAGES = Path(__file__).with_name("report.typ").read_bytes()
# The kind of PDF that archives keep: everything inside the file, nothing fetched, tagged.
_KEPT: Final = "a-2b"


def write_pdf(paper: Paper) -> bytes:
    """The PDF file; the words of the paper reach the page as data, never as commands."""
    inputs = {"paper": json.dumps(asdict(paper), ensure_ascii=False)}
    return bytes(typst.compile(_PAGES, sys_inputs=inputs, pdf_standards=[_KEPT]))
