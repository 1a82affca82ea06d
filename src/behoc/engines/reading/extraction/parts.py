"""What comes out of a file: parts, each with its lines and the page every line stands on."""

from dataclasses import dataclass

from behoc.engines.reading.extraction.limits import Limits
from behoc.engines.reading.extraction.refusals import Refused, refusal


@dataclass(frozen=True, slots=True)
class Source:
    """The bytes to be read, the name to call them by and the limits they must keep."""

    name: str
    data: bytes
    limits: Limits

    def refusal(self, code: str, **facts: object) -> Refused:
        """The refusal of this file for the reason that the code stands for."""
        return refusal(code, self.name, **facts)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text and the page it stands on, counted from 1."""

    text: str
    page: int


@dataclass(frozen=True, slots=True)
class Content:
    """What an extractor found, before it is cleaned and checked."""

    lines: list[Line]
    pages: int
    notes: tuple[str, ...] = ()
    ocr: bool = False
    margin_lines: tuple[str, ...] = ()  # page headers: not text, but a secrecy mark may stand there


@dataclass(frozen=True, slots=True)
class Part:
    """One file, or one file of an archive, as lines of text."""

    name: str
    kind: str
    lines: tuple[str, ...]
    page_of_line: tuple[int, ...]
    pages: int
    notes: tuple[str, ...] = ()
    ocr: bool = False


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything a file holds, in reading order."""

    parts: tuple[Part, ...]
