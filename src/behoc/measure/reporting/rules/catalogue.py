"""Forms as the shipped files give them. Pure."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from behoc.measure.reporting.rules.content import parse_form


@dataclass(frozen=True, slots=True)
class FormFacts:
    """One shipped form with the edition that is in its file."""

    code: str
    name: str
    version: int
    source: str
    content: dict[str, Any]


def read_forms(folder: Path) -> Iterator[FormFacts]:
    """The shipped forms, by the names of their files; RuleBroken where one is not a form."""
    for path in sorted(folder.glob("*.toml")):
        found = tomllib.loads(path.read_text(encoding="utf-8"))
        content = {
            "sections": found.get("section", []),
            "tables": found.get("table", []),
            "limits": found.get("limits", {}),
        }
        parse_form(content)
        yield FormFacts(found["code"], found["name"], found["version"], found["source"], content)
