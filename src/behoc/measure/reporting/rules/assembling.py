"""An upper report put together from lower ones: sums, told figures, gathered words. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from behoc.kernel.words import gettext_noop
from behoc.measure.reporting.rules.bound_text import (
    FieldKind,
    Sentence,
    Words,
    bare_words,
    print_text,
)
from behoc.measure.reporting.rules.bound_values import Value, plain, values_of
from behoc.measure.reporting.rules.content import Answers, FormContent, Row
from behoc.measure.reporting.rules.likeness import group_alike
from behoc.measure.reporting.rules.quoting import (
    Fact,
    Quote,
    Spoken,
    place_sources,
    quote_section,
)

# Fewer bodies than this make no highest and lowest.
_FEWEST_TO_COMPARE = 3
# What a report says is written in Vietnamese whoever reads it: these stand untranslated in it.
_ALL_CAME = gettext_noop("Cả [[noi:ca=]] nơi phải báo cáo đều đã gửi.")
_SOME_CAME = gettext_noop("Đã có [[noi:gui=]]/[[noi:ca=]] nơi gửi báo cáo; chưa có: [[ten:im=]].")
_RATIO = gettext_noop("%(label)s: [[so:%(key)s.n]]/[[so:%(key)s.d]] %(of)s, đạt [[tyle:%(key)s]]%%")
_SUM = gettext_noop("%(label)s: [[so:%(key)s.n]] %(unit)s")
_CHANGED = gettext_noop(", so với kỳ trước [[tang:%(key)s.n]]")
_ENDS = gettext_noop(
    "; cao nhất [[ten:%(key)s.max=]] ([[tyle:%(key)s.max=]]%%), "
    "thấp nhất [[ten:%(key)s.min=]] ([[tyle:%(key)s.min=]]%%)"
)


@dataclass(frozen=True, slots=True)
class Lower:
    """One lower report as it stands: whose, what its form asks, what it says."""

    report: str
    body: str
    form: FormContent
    answers: Answers


@dataclass(frozen=True, slots=True)
class Sum:
    """A row added up: the value, how many bodies said something, how many left out a part."""

    value: Value
    bodies: int
    uneven: int


@dataclass(frozen=True, slots=True)
class Group:
    """Sentences of several bodies that say much the same; the first stands for all."""

    quotes: tuple[Quote, ...]

    @property
    def text(self) -> str:
        """The sentence as it stands in the upper report, tied to everyone who said it."""
        sources = tuple(dict.fromkeys(each.source for each in self.quotes))
        return print_text(place_sources(_stopped(self.quotes[0].nodes), sources))


def match_rows(upper: FormContent, lower: FormContent) -> dict[str, str]:
    """Which row of a lower form answers each row of the upper one.

    The row of the same key and indicator; else the one row of the same indicator and part.
    """
    keys = {row.key: row for row in lower.rows}
    by_figure: dict[tuple[str, int], list[str]] = {}
    for row in lower.rows:
        by_figure.setdefault((row.indicator, row.part), []).append(row.key)
    found: dict[str, str] = {}
    for row in upper.rows:
        same = keys.get(row.key)
        if same and (same.indicator, same.part) == (row.indicator, row.part):
            found[row.key] = row.key
        elif row.indicator and len(by_figure.get((row.indicator, row.part), ())) == 1:
            found[row.key] = by_figure[row.indicator, row.part][0]
    return found


def sum_rows(
    form: FormContent, lowers: Iterable[Lower], apart: frozenset[str] = frozenset()
) -> dict[str, Sum]:
    """The rows of the upper form added up from what the lower reports say.

    Parts are added apart and shares made anew; `apart` are indicators that are never added.
    """
    said: dict[str, list[Value]] = {}
    for lower in lowers:
        for key, own in match_rows(form, lower.form).items():
            cell = lower.answers.cell(own)
            if not cell.is_empty:
                said.setdefault(key, []).append(Value(cell.n, cell.d))
    rows = [row for row in form.rows if row.indicator not in apart and row.key in said]
    return {row.key: _add(said[row.key], has_denominator=row.has_denominator) for row in rows}


def values_now(
    form: FormContent, lowers: Sequence[Lower], silent: Sequence[str], sums: Mapping[str, Sum]
) -> dict[str, str]:
    """Every value that fields of the upper report may ask, its own table left aside.

    `silent` are the reports that have not come.
    """
    found: dict[str, str] = {}
    ends: dict[str, list[tuple[Decimal, str]]] = {}
    for lower in lowers:
        values = cell_values(lower.answers)
        found |= values_of(values, report=lower.report)
        for key, own in match_rows(form, lower.form).items():
            share = values[own].share if own in values else None
            if share is not None:
                ends.setdefault(key, []).append((share, lower.report))
    for key, shares in ends.items():
        found |= _end(key, "max", min(shares, key=lambda each: (-each[0], each[1])))
        found |= _end(key, "min", min(shares))
    found |= {f"{FieldKind.COUNT}:{key}": str(each.bodies) for key, each in sums.items()}
    found |= {
        f"{FieldKind.COUNT}:gui": str(len(lowers)),
        f"{FieldKind.COUNT}:im": str(len(silent)),
        f"{FieldKind.COUNT}:ca": str(len(lowers) + len(silent)),
        f"{FieldKind.NAMES}:im": ",".join(silent),
    }
    return found


def cell_values(answers: Answers) -> dict[str, Value]:
    """The figures of a report's table."""
    return {key: Value(cell.n, cell.d) for key, cell in answers.cells.items()}


def gather_section(section: str, lowers: Iterable[Lower], names: Mapping[str, str]) -> list[Group]:
    """The sentences of one section of all lower reports, those alike together, most said first.

    A sentence with a figure speaks of its own body only, so it stands alone.
    """
    quotes: list[Quote] = []
    for lower in lowers:
        own = cell_values(lower.answers)
        values = values_of(own, report=lower.report)
        spoken = Spoken(lower.report, values, _facts(lower.form, own), names)
        quotes += quote_section(lower.answers.texts.get(section, ""), section, spoken)
    words = [bare_words(each.nodes) for each in quotes]
    alone = [Group((quote,)) for quote, said in zip(quotes, words, strict=True) if _counts(said)]
    plain_at = [at for at, said in enumerate(words) if not _counts(said)]
    groups = group_alike([words[at] for at in plain_at])
    found = [Group(tuple(quotes[plain_at[at]] for at in group)) for group in groups] + alone
    return sorted(found, key=lambda group: -len({each.report for each in group.quotes}))


def draft_gathered(groups: Iterable[Group]) -> str:
    """The first draft of a gathered section: a line for each saying, with all who said it."""
    return "\n".join(f"- {group.text}" for group in groups)


def draft_coverage(silent: Sequence[str]) -> str:
    """Who has reported; who has not is named."""
    return _SOME_CAME if silent else _ALL_CAME


def draft_figures(
    form: FormContent, sums: Mapping[str, Sum], before: Mapping[str, Value]
) -> Iterator[str]:
    """A heading for each table, a line for each row that has a sum; every figure is a field."""
    for table in form.tables:
        told = [_tell(row, sums[row.key], before) for row in table.rows if row.key in sums]
        if told:
            yield f"{table.heading}:"
            yield from (f"- {each}." for each in told)


def _counts(words: str) -> bool:
    return "#" in words or any(letter.isdigit() for letter in words)


def _tell(row: Row, found: Sum, before: Mapping[str, Value]) -> str:
    facts = {"label": row.label, "key": row.key, "unit": row.unit, "of": row.of or row.unit}
    shared = found.value.share is not None
    said = (_RATIO if shared else _SUM) % facts
    last = before.get(row.key)
    if last and last.numerator is not None:
        said += _CHANGED % facts
    if shared and found.bodies >= _FEWEST_TO_COMPARE:
        said += _ENDS % facts
    return said.rstrip()


def _add(values: Sequence[Value], *, has_denominator: bool) -> Sum:
    tops = [each.numerator for each in values if each.numerator is not None]
    bottoms = [each.denominator for each in values if each.denominator is not None]
    uneven = sum(1 for each in values if (each.numerator is None) != (each.denominator is None))
    whole = Value(
        sum(tops, Decimal(0)) if tops else None, sum(bottoms, Decimal(0)) if bottoms else None
    )
    return Sum(whole, len(values), uneven if has_denominator else 0)


def _end(key: str, which: str, found: tuple[Decimal, str]) -> dict[str, str]:
    share, report = found
    return {
        f"{FieldKind.SHARE}:{key}.{which}": plain(share),
        f"{FieldKind.NAMES}:{key}.{which}": report,
    }


def _facts(form: FormContent, own: Mapping[str, Value]) -> list[Fact]:
    values = values_of(own)
    found: list[Fact] = []
    for row in form.rows:
        units = {f"so:{row.key}.n": row.unit, f"so:{row.key}.d": row.of, f"tyle:{row.key}": "%"}
        found += [
            Fact(field, values[field], unit)
            for field, unit in units.items()
            if unit and field in values
        ]
    return found


def _stopped(nodes: Sentence) -> Sentence:
    """A sentence ends with a full stop, also where who wrote it left it out."""
    last = nodes[-1]
    if not isinstance(last, Words):
        return (*nodes, Words("."))
    words = last.text.rstrip(" ;,:")
    ended = words if words.endswith((".", "!", "?", "…", "”")) else f"{words}."
    return (*nodes[:-1], replace(last, text=ended))
