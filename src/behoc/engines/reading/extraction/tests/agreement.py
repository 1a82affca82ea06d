"""How far the reading of a scan agrees with the reading of the same text as typed."""

import difflib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from behoc.engines.reading.letters import fold, squeeze

FACTS: Final = (
    "doc_type",
    "number_symbol",
    "issued_on",
    "place",
    "issuer",
    "subject",
    "signer_name",
    "signer_title",
    "signing_authority",
)
_ALIKE: Final = 0.9

Json = dict[str, Any]  # Any: the reading's own JSON, whose shape its package owns


@dataclass(slots=True)
class Tally:
    """What was found in both readings, only when typed, and only when scanned."""

    both: int = 0
    missed: int = 0
    extra: int = 0
    misses: list[str] = field(default_factory=list)

    @property
    def f1(self) -> float:
        """1 where both readings found the same, or nothing."""
        wrong = self.missed + self.extra
        return 2 * self.both / (2 * self.both + wrong) if self.both + wrong else 1.0

    def add(self, other: "Tally") -> None:
        """Count another document's finds too."""
        self.both += other.both
        self.missed += other.missed
        self.extra += other.extra
        self.misses += other.misses


Scores = dict[str, Tally]


def agreement(typed: Json, scanned: Json) -> Scores:
    """The tallies of lines, header facts and each list of finds over all documents of a file."""
    scores = {"lines": _paired(typed["lines"], scanned["lines"], _same_line)}
    pairs = list(zip(typed["documents"], scanned["documents"], strict=False))
    for name in typed["documents"][len(pairs) :]:
        pairs.append((name, {}))
    for one, two in pairs:
        found = {"header": _facts(one, two)}
        for name, same in _LISTS.items():
            found[name] = _paired(one.get(name, []), two.get(name, []), same)
        merge(scores, found)
    return scores


def merge(scores: Scores, more: Scores) -> None:
    """Add these tallies to those."""
    for name, tally in more.items():
        scores.setdefault(name, Tally()).add(tally)


def _facts(typed: Json, scanned: Json) -> Tally:
    tally = Tally()
    for name in FACTS:
        one, two = plain(typed.get(name) or ""), plain(scanned.get(name) or "")
        if one == two:
            tally.both += bool(one)
        elif one:
            tally.missed += 1
            tally.misses.append(f"{name}: {one} ≠ {two}")
        else:
            tally.extra += 1
            tally.misses.append(f"{name}: nothing ≠ {two}")
    return tally


def _paired(
    typed: Iterable[Any], scanned: Sequence[Any], same: Callable[[Any, Any], bool]
) -> Tally:
    tally, left = Tally(), [one for one in scanned if one != ""]
    for one in typed:
        if one == "":
            continue
        found = next((at for at, two in enumerate(left) if same(one, two)), None)
        if found is None:
            tally.missed += 1
            tally.misses.append(f"missed {_shown(one)}")
        else:
            del left[found]
            tally.both += 1
    tally.extra = len(left)
    tally.misses += [f"extra {_shown(one)}" for one in left]
    return tally


def plain(text: str) -> str:
    """The text as it is compared: small letters, one spelling of tones, single blanks."""
    return squeeze(fold(text.replace("–", "-").replace("|", " ")))


def _shown(found: Any) -> str:
    if isinstance(found, str):
        return found
    return " · ".join(str(found.get(key)) for key in ("actor", "when", "value", "text", "symbol"))


def _same_line(one: str, two: str) -> bool:
    return plain(one) == plain(two)


def _alike(one: str, two: str) -> bool:
    one, two = plain(one), plain(two)
    return one == two or difflib.SequenceMatcher(None, one, two, autojunk=False).ratio() >= _ALIKE


def _same_name(one: str, two: str) -> bool:
    return plain(one) == plain(two)


def _same_assignment(one: Json, two: Json) -> bool:
    keys = ("role", "force", "coordinators")
    return (
        all(one[key] == two[key] for key in keys)
        and _same_name(one["actor"] or "", two["actor"] or "")
        and _alike(one["text"], two["text"])
    )


def _same_deadline(one: Json, two: Json) -> bool:
    return bool(one["when"] == two["when"] and _alike(one["text"], two["text"]))


def _same_target(one: Json, two: Json) -> bool:
    return all(one[key] == two[key] for key in ("value", "unit", "by_year"))


def _same_basis(one: Json, two: Json) -> bool:
    return bool(one["symbol"] == two["symbol"] and one["date"] == two["date"])


_LISTS: Final[dict[str, Callable[[Any, Any], bool]]] = {
    "addressees": _same_name,
    "recipients": _same_name,
    "assignments": _same_assignment,
    "deadlines": _same_deadline,
    "targets": _same_target,
    "legal_bases": _same_basis,
}
