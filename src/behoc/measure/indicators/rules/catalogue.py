"""Indicators and targets as the shipped files give them. Pure."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from behoc.kernel.periods import Kind
from behoc.measure.indicators.rules import Aggregation, Direction


@dataclass(frozen=True, slots=True)
class TargetFacts:
    """What one act asks for by one year; `value` is in hundredths of the denominator."""

    symbol: str
    issued_on: date
    issuer: str
    year: int
    value: Decimal
    seen: str


@dataclass(frozen=True, slots=True)
class IndicatorFacts:
    """One indicator of a file with its targets; `within` is the code of another."""

    code: str
    name: str
    unit: str
    numerator: str
    denominator: str | None
    within: str | None
    aggregation: Aggregation
    direction: Direction
    period: Kind
    line: str
    source: str
    targets: tuple[TargetFacts, ...]


@dataclass(frozen=True, slots=True)
class PlacedTarget:
    """What one act asks of an indicator at one place; `note` says why it judges nothing today."""

    indicator: str
    place: str
    target: TargetFacts
    note: str


def read_placed_targets(folder: Path) -> Iterator[PlacedTarget]:
    """The targets that acts of provinces set, from shipped files; KeyError for an unknown act."""
    for path in sorted(folder.glob("*.toml")):
        found = tomllib.loads(path.read_text(encoding="utf-8"))
        acts = {act["code"]: act for act in found["act"]}
        for row in found["target"]:
            act = acts[row["act"]]
            facts = _target({"seen": "text", **row}, act)
            yield PlacedTarget(row["indicator"], act["place"], facts, act.get("note", ""))


def read_indicators(folder: Path) -> Iterator[IndicatorFacts]:
    """The indicators of the shipped files, in the order of the files' names and lines.

    KeyError where a row names an act or an indicator that its file does not have.
    """
    for path in sorted(folder.glob("*.toml")):
        found = tomllib.loads(path.read_text(encoding="utf-8"))
        acts = {act["code"]: act for act in found["act"]}
        codes: set[str] = set()
        for row in found["indicator"]:
            if row.get("within") and row["within"] not in codes:
                raise KeyError(row["within"])
            codes.add(row["code"])
            yield _facts(row, acts)


def _facts(row: dict[str, Any], acts: dict[str, dict[str, Any]]) -> IndicatorFacts:
    return IndicatorFacts(
        code=row["code"],
        name=row["name"],
        unit=row["unit"],
        numerator=row["numerator"],
        denominator=row.get("denominator"),
        within=row.get("within"),
        aggregation=Aggregation(row["aggregation"]),
        direction=Direction(row["direction"]),
        period=Kind[row["period"].upper()],
        line=row.get("line", ""),
        source=row["source"],
        targets=tuple(_target(each, acts[each["act"]]) for each in row.get("targets", [])),
    )


def _target(row: dict[str, Any], act: dict[str, Any]) -> TargetFacts:
    return TargetFacts(
        symbol=act["symbol"],
        issued_on=act["issued_on"],
        issuer=act["issuer"],
        year=row["year"],
        value=Decimal(str(row["percent"])),
        seen=row["seen"],
    )
