"""Turns the process environment into typed values; anything unknown or malformed is refused."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, get_type_hints

from django.core.exceptions import ImproperlyConfigured

from behoc.config.settings.env import Environment, variables


def read(environ: Mapping[str, str]) -> Environment:
    """Read the whole environment, or say in one sentence which variable is wrong."""
    _refuse_unknown(environ)
    hints = get_type_hints(Environment)
    given = {row.name: _given(row.metadata, environ) for row in variables()}
    values = {
        row.name: _parse(row.metadata["name"], hints[row.name], text)
        for row in variables()
        if (text := given[row.name]) is not None
    }
    return Environment(**values)


def _refuse_unknown(environ: Mapping[str, str]) -> None:
    known = {row.metadata["name"] for row in variables()}
    files = {f"{row.metadata['name']}_FILE" for row in variables() if row.metadata["secret"]}
    unknown = sorted(n for n in environ if n.startswith("BEHOC_") and n not in known | files)
    if unknown:
        raise ImproperlyConfigured(
            f"Không có biến môi trường nào tên {', '.join(unknown)}: hãy xem các tên đúng trong "
            "docs/operations/settings.md rồi sửa hoặc bỏ."
        )


def _given(row: Mapping[str, Any], environ: Mapping[str, str]) -> str | None:
    name = row["name"]
    path = environ.get(f"{name}_FILE") if row["secret"] else None
    if path is None:
        return environ.get(name)
    if name in environ:
        raise ImproperlyConfigured(f"{name} và {name}_FILE cùng được đặt: hãy bỏ một trong hai.")
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as problem:
        raise ImproperlyConfigured(
            f"{name}_FILE chỉ tới {path} nhưng không đọc được: {problem}."
        ) from problem


def _parse(name: str, kind: object, text: str) -> Any:
    try:
        return PARSERS[kind](text)
    except (ValueError, KeyError) as problem:
        raise ImproperlyConfigured(
            f"{name} đang là “{text}”, không hợp lệ: cần {WANTED[kind]}."
        ) from problem


def _natural(text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise ValueError(text)
    return int(text)


PARSERS: dict[object, Callable[[str], Any]] = {
    bool: {"0": False, "1": True}.__getitem__,
    int: _natural,
    str: str,
    Path: lambda text: Path(text).expanduser().absolute(),
    tuple[str, ...]: lambda text: tuple(part.strip() for part in text.split(",") if part.strip()),
}
WANTED: dict[object, str] = {
    bool: "0 hoặc 1",
    int: "một số nguyên không âm",
    str: "một dòng chữ",
    Path: "đường dẫn tới một thư mục",
    tuple[str, ...]: "danh sách cách nhau bằng dấu phẩy",
}
