"""What bound figures say: their values, how they are written, and which sentences changed. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from behoc.measure.reporting.rules.bound_text import (
    Field,
    FieldKind,
    Node,
    Sentence,
    Source,
    Words,
    split_sentences,
)

# A share is written, and compared, with one digit after the comma, as reports write it.
_SHARE_STEP = Decimal("0.1")
MISSING = "…"
_SIGNED = {FieldKind.CHANGE}


@dataclass(frozen=True, slots=True)
class Value:
    """One figure with its two parts; a part that was not reported is None, which is not zero."""

    numerator: Decimal | None
    denominator: Decimal | None = None

    @property
    def share(self) -> Decimal | None:
        """Hundredths of the denominator, as they are written; None where there is none."""
        if self.numerator is None or not self.denominator:
            return None
        share = self.numerator * 100 / self.denominator
        return share.quantize(_SHARE_STEP, rounding=ROUND_HALF_UP)


class RunKind(StrEnum):
    """What a piece of a written sentence is."""

    WORDS = "words"
    FIGURE = "figure"
    SOURCE = "source"


@dataclass(frozen=True, slots=True)
class Run:
    """One piece of a written sentence; `now` is what a changed figure is today."""

    kind: RunKind
    words: str
    node: Node
    now: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """A figure that is no longer what a sentence says."""

    field: Field
    seen: str
    now: str


def values_of(
    rows: Mapping[str, Value], *, report: str = "", before: Mapping[str, Value] | None = None
) -> dict[str, str]:
    """Every value that fields may ask of a report's table, by the key of the field."""
    tail = f"@{report}" if report else ""
    found: dict[str, str] = {}
    for row, value in rows.items():
        found |= _parts(FieldKind.FIGURE, row, value, tail)
        if value.share is not None:
            found[f"{FieldKind.SHARE}:{row}{tail}"] = plain(value.share)
        last = (before or {}).get(row)
        if last is not None:
            found |= _parts(FieldKind.CHANGE, row, _minus(value, last), tail)
    return found


def plain(number: Decimal) -> str:
    """A number as it is kept: a full stop before decimals, no needless zeros."""
    if number == 0:
        return "0"
    words = f"{number:f}"
    return words.rstrip("0").rstrip(".") if "." in words else words


def written(number: str, *, signed: bool = False) -> str:
    """A kept number as Vietnam writes it: 1.234,5; a true minus sign, a plus where asked."""
    whole, _, rest = number.lstrip("-").partition(".")
    grouped = f"{int(whole or 0):,}".replace(",", ".") + (f",{rest}" if rest else "")
    if number.startswith("-"):
        return f"−{grouped}"
    return f"+{grouped}" if signed and number != "0" else grouped


def write_runs(
    nodes: Iterable[Node],
    values: Mapping[str, str],
    names: Mapping[str, str],
    *,
    now: Mapping[str, str] | None = None,
) -> tuple[Run, ...]:
    """A sentence in pieces: words, figures as they are written, sources by the body's name.

    A field that carries what was seen says that; `now` are values of today to compare with.
    """
    return tuple(_run(node, values, names, values if now is None else now) for node in nodes)


def write_plain(nodes: Iterable[Node], values: Mapping[str, str], names: Mapping[str, str]) -> str:
    """A text as bare words, sources left out."""
    runs = write_runs(nodes, values, names)
    return "".join(each.words for each in runs if each.kind != RunKind.SOURCE)


def find_changes(
    sentence: Sentence, values: Mapping[str, str], now: Mapping[str, str]
) -> tuple[Change, ...]:
    """The figures of a sentence that are not today what it says."""
    return tuple(_changes(sentence, values, now))


def list_changed(
    text: str, values: Mapping[str, str], now: Mapping[str, str]
) -> list[tuple[int, tuple[Change, ...]]]:
    """The sentences that hold a changed figure, and no others, by their place in the text."""
    found = (find_changes(each, values, now) for each in split_sentences(text))
    return [(at, changes) for at, changes in enumerate(found) if changes]


def _changes(
    sentence: Sentence, values: Mapping[str, str], now: Mapping[str, str]
) -> Iterator[Change]:
    for node in sentence:
        if not isinstance(node, Field):
            continue
        seen = values.get(node.key, "") if node.seen is None else node.seen
        today = now.get(node.key, "")
        if seen != today:
            yield Change(node, seen, today)


def _run(
    node: Node, values: Mapping[str, str], names: Mapping[str, str], now: Mapping[str, str]
) -> Run:
    if isinstance(node, Words):
        return Run(RunKind.WORDS, node.text, node)
    if isinstance(node, Source):
        return Run(RunKind.SOURCE, names.get(node.report, ""), node)
    said = values.get(node.key, "") if node.seen is None else node.seen
    today = now.get(node.key, "")
    changed = _say(node, today, names) if today != said else ""
    return Run(RunKind.FIGURE, _say(node, said, names), node, changed)


def _say(field: Field, value: str, names: Mapping[str, str]) -> str:
    if not value:
        return MISSING
    if field.kind == FieldKind.NAMES:
        return ", ".join(names.get(each, MISSING) for each in value.split(","))
    try:
        Decimal(value)
    except ArithmeticError:
        return MISSING
    return written(value, signed=field.kind in _SIGNED)


def _parts(kind: FieldKind, row: str, value: Value, tail: str) -> dict[str, str]:
    parts = {"n": value.numerator, "d": value.denominator}
    return {
        f"{kind}:{row}.{name}{tail}": plain(part)
        for name, part in parts.items()
        if part is not None
    }


def _minus(value: Value, last: Value) -> Value:
    return Value(_less(value.numerator, last.numerator), _less(value.denominator, last.denominator))


def _less(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    return None if one is None or other is None else one - other
