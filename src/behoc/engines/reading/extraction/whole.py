"""A file extracted and read: all its parts as one run of lines with what was found in them."""

from pathlib import Path
from typing import Any

from behoc.engines.reading import read_lines
from behoc.engines.reading.extraction.files import extract
from behoc.engines.reading.extraction.limits import Limits

Json = dict[str, Any]  # Any: the reading's own JSON, whose shape its package owns

_LINE_KEYS = frozenset({"line", "line_end"})


def read_whole(path: Path, *, name: str, limits: Limits) -> Json:
    """The reading of a file as JSON; line and page numbers run on from part to part."""
    result: Json = {"documents": [], "lines": [], "page_of_line": [], "notes": [], "parts": []}
    pages = 0
    for part in extract(path, limits=limits, name=name).parts:
        before = len(result["lines"])
        reading = read_lines(part.lines, scanned=part.ocr).as_json()
        for key, found in reading.items():
            if isinstance(found, list):
                result.setdefault(key, []).extend(_moved(found, before))
        result["lines"] += part.lines
        result["page_of_line"] += [page + pages for page in part.page_of_line]
        result["notes"] += [note for note in part.notes if note not in result["notes"]]
        result["parts"].append(
            {
                "name": part.name,
                "kind": part.kind,
                "pages": part.pages,
                "first_line": before + 1,
                "last_line": before + len(part.lines),
                "ocr": part.ocr,
            }
        )
        pages += part.pages
    return result


def _moved(value: Any, by: int) -> Any:
    """The same value with every line number moved on."""
    if isinstance(value, list):
        return [_moved(inner, by) for inner in value]
    if isinstance(value, dict):
        return {
            key: inner + by if key in _LINE_KEYS and isinstance(inner, int) else _moved(inner, by)
            for key, inner in value.items()
        }
    return value
