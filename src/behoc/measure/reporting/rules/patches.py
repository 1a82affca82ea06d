"""A patch laid upon the answers of a draft, so that two who write at once lose nothing. Pure.

A patch has the shape of answers and holds only what changed; an empty value takes one away. Beside
the answers a draft keeps for each path (“cells.12.n”) who changed it last, and in which revision.
"""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from behoc.measure.reporting.rules.content import SUMMED, FormContent, is_number

NUMBERS = ("n", "d")
FIELDS = (*NUMBERS, "why", "from")
SOURCES = ("", "below", "known", "other")
LONGEST_TEXT = 60_000  # what one section of a long yearly report needs several times over
LONGEST_WHY = 1000  # a few sentences, as columns for reasons hold

Touched = dict[str, list[int]]


@dataclass(frozen=True, slots=True)
class Clash:
    """A value that was not kept: `theirs` stands, `mine` is handed back to who sent it.

    kind: "changed" by another person since; "gone", the form does not ask for it; "wrong", it
    is no number or too long. `person` is the id of who wrote what stands.
    """

    path: str
    kind: str
    mine: str
    theirs: str = ""
    person: int = 0


@dataclass(frozen=True, slots=True)
class Merged:
    """The answers after a patch, who touched what, what was not kept, and whether all is as was."""

    answers: dict[str, Any]
    touched: Touched
    clashes: tuple[Clash, ...]
    changed: bool


def lay(
    form: FormContent,
    answers: Mapping[str, Any],
    touched: Mapping[str, list[int]],
    patch: Any,
    *,
    since: int,
    revision: int,
    person: int,
) -> Merged:
    """The answers with the patch laid on; the writer had seen revision `since`."""
    new: dict[str, Any] = deepcopy({"texts": {}, "cells": {}, **answers})
    marks, clashes, changed = dict(touched), list[Clash](), False
    for path, mine in _paths(patch):
        theirs = _get(new, path)
        if mine == theirs:
            continue
        kind = _refuse(form, path, mine)
        last, who = marks.get(path, [0, 0])
        if not kind and last > since and who != person:
            kind = "changed"
        if kind:
            clashes.append(Clash(path, kind, mine, theirs, who if kind == "changed" else 0))
            continue
        _set(new, path, mine)
        marks[path], changed = [revision, person], True
    return Merged(new, marks, tuple(clashes), changed)


def _paths(patch: Any) -> Iterator[tuple[str, str]]:
    """Every value of a patch with its path; what has another shape is no answer."""
    kept = patch if isinstance(patch, dict) else {}
    texts, cells = kept.get("texts"), kept.get("cells")
    for code, words in (texts if isinstance(texts, dict) else {}).items():
        yield f"texts.{code}", _plain(words)
    for key, cell in (cells if isinstance(cells, dict) else {}).items():
        # A cell without anything takes away all that stands in it.
        said = cell if isinstance(cell, dict) else dict.fromkeys(FIELDS)
        for name in FIELDS:
            if name in said:
                yield f"cells.{key}.{name}", _plain(said[name])


def _refuse(form: FormContent, path: str, mine: str) -> str:
    """Why a value cannot be kept: "gone", "wrong", or nothing."""
    kind, key, name = _split(path)
    if kind == "texts":
        if form.section(key) is None:
            return "gone"
        return "wrong" if len(mine) > LONGEST_TEXT else ""
    row = form.row(key)
    if row is None or (name == "d" and mine and not row.has_denominator):
        return "gone"
    if name in NUMBERS:
        return "" if not mine or is_number(mine) else "wrong"
    if name == "from":
        return "" if mine in SOURCES else "wrong"
    return "wrong" if len(mine) > LONGEST_WHY else ""


def _get(answers: Mapping[str, Any], path: str) -> str:
    kind, key, name = _split(path)
    found = answers[kind].get(key)
    if name:
        found = (found or {}).get(name)
    return found or ""


def _set(answers: dict[str, Any], path: str, value: str) -> None:
    kind, key, name = _split(path)
    if name:
        cell = {**answers[kind].get(key, {}), name: value}
        if name in NUMBERS and cell.get("from") == SUMMED:
            del cell["from"]  # a typed number is no sum; who sums says so after it
        answers[kind][key] = {each: cell[each] for each in FIELDS if cell.get(each)}
    else:
        answers[kind][key] = value
    if not answers[kind][key]:
        del answers[kind][key]


def _split(path: str) -> tuple[str, str, str]:
    """The kind, the code and, of a cell, the field: codes may hold points."""
    kind, _point, rest = path.partition(".")
    if kind == "texts":
        return kind, rest, ""
    key, _point, name = rest.rpartition(".")
    return kind, key, name


def _plain(value: Any) -> str:
    return "" if value is None else str(value)
