"""A report as paper: what stands on it, before any file format. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from behoc.measure.reporting.rules.bound_text import Source
from behoc.measure.reporting.rules.bound_values import Run, RunKind


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a paragraph; `note` is the number of the source that they end with."""

    words: str
    note: int = 0


Paragraph = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class PaperSection:
    """A heading and its paragraphs."""

    heading: str
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class PaperTable:
    """A table of the appendix: the first column is words, figures stand right."""

    heading: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Words:
    """The fixed words of the paper, said by whoever shows it."""

    country: str
    motto: str
    appendix: str
    sources: str
    receivers: str
    signer: str


@dataclass(frozen=True, slots=True)
class Paper:
    """The whole report, ready to be set as Word or PDF."""

    superior: str
    body: str
    number: str
    place_and_day: str
    title: str
    subtitle: str
    sections: tuple[PaperSection, ...]
    tables: tuple[PaperTable, ...]
    sources: tuple[str, ...]
    receivers: tuple[str, ...]
    remarks: tuple[str, ...]
    words: Words


class Notes:
    """Numbers the sources of a paper in the order in which they are first cited."""

    def __init__(self, names: Mapping[tuple[str, str], str]) -> None:
        self._names = names
        self._numbers: dict[tuple[tuple[str, str], ...], int] = {}

    def number(self, sources: Iterable[Source]) -> int:
        """The number of what a sentence is quoted from; the same bodies together keep theirs."""
        cited = tuple((each.report, each.section) for each in sources)
        return self._numbers.setdefault(cited, len(self._numbers) + 1)

    def listed(self) -> tuple[str, ...]:
        """What was cited, in the order of the numbers."""
        return tuple(
            "; ".join(self._names.get(each, "") for each in cited) for cited in self._numbers
        )


def paragraphs_of(lines: Iterable[Iterable[Run]], notes: Notes) -> tuple[Paragraph, ...]:
    """Lines of runs as paragraphs: figures are words, neighbouring sources one number."""
    found = (tuple(_pieces(line, notes)) for line in lines)
    return tuple(each for each in found if any(piece.words.strip() for piece in each))


def _pieces(line: Iterable[Run], notes: Notes) -> Iterator[Piece]:
    for is_source, runs in groupby(line, key=lambda run: run.kind == RunKind.SOURCE):
        if is_source:
            nodes = [run.node for run in runs]
            yield Piece("", notes.number(node for node in nodes if isinstance(node, Source)))
        else:
            yield from (Piece(run.words) for run in runs)
