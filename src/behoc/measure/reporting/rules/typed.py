"""Answers as the filling page sends them: as fields of a form, or as one patch. Pure."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from behoc.kernel.errors import RuleBroken
from behoc.measure.reporting.rules.numbers import canonical, read_number

NUMBERS = ("n", "d")
# A NUL that is written out, which no column holds; two backslashes before it are words.
_NUL = re.compile(r"(?<!\\)(?:\\\\)*\\u0000")
_LONGEST_COUNT = 9  # digits; a report is not saved a thousand million times


@dataclass(frozen=True, slots=True)
class Typed:
    """What a plain form sent: a patch, and by field name what could not be read as a number."""

    revision: int
    patch: dict[str, Any]
    unread: Mapping[str, str]


def read_answers(fields: Mapping[str, str]) -> Typed:
    """The answers among the fields of a form."""
    patch: dict[str, Any] = {"texts": {}, "cells": {}}
    unread: dict[str, str] = {}
    for name, value in fields.items():
        kind, _point, rest = name.partition(".")
        if kind == "texts":
            patch["texts"][rest] = value.replace("\r\n", "\n").strip()
        elif kind == "cells":
            _cell(patch["cells"], unread, name, value)
    return Typed(read_whole(fields.get("revision", "")), patch, unread)


def read_patch(text: str) -> Any:
    """The patch that the scripts of the page send; RuleBroken when it is none."""
    try:
        patch = json.loads(text)
        # Half a letter cannot be encoded: a ValueError too.
        is_whole = json.dumps(patch, ensure_ascii=False).encode() and not _NUL.search(text)
    except (ValueError, RecursionError):
        is_whole = False
    if not is_whole:
        raise RuleBroken(
            "Nội dung gửi lên không đọc được. Tải lại trang rồi nhập tiếp; số đã giữ vẫn còn."
        )
    return patch


def read_whole(text: str) -> int:
    """A count as forms carry it; 0 for anything else."""
    return int(text) if text.isdecimal() and len(text) <= _LONGEST_COUNT else 0


def _cell(cells: dict[str, Any], unread: dict[str, str], name: str, value: str) -> None:
    key, _point, at = name.removeprefix("cells.").rpartition(".")
    if at not in NUMBERS:
        cells.setdefault(key, {})[at] = value.strip()
        return
    try:
        number = read_number(value)
    except ValueError:
        unread[name] = value
        return
    cells.setdefault(key, {})[at] = "" if number is None else canonical(number)
