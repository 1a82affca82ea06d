"""Write docs/operations/settings.md and .env.example from the table in settings/env.py."""

from dataclasses import Field
from pathlib import Path
from typing import Any, get_type_hints

from behoc.config.settings.env import ROOT, Environment, variables

PAGE = ROOT / "docs" / "operations" / "settings.md"
EXAMPLE = ROOT / ".env.example"
HEAD = """# Các biến môi trường

Trang này được viết ra từ bảng trong `src/behoc/config/settings/env.py` bằng `make settings-docs`.
Biến lạ có tên bắt đầu bằng `BEHOC_`, hay giá trị sai dạng, bị từ chối ngay khi khởi động.

| Tên | Dạng | Mặc định | Ý nghĩa |
|---|---|---|---|
"""
KINDS = {"bool": "0 hoặc 1", "int": "số", "str": "chữ", "Path": "thư mục", "tuple": "danh sách"}


def page() -> str:
    """The page for operators: one row per variable."""
    return HEAD + "".join(
        f"| `{name(row)}` | {_kind(row)} | {_default(row)} | {_doc(row)} |\n" for row in variables()
    )


def example() -> str:
    """A file to copy: every variable, commented out, with its default."""
    parts = [f"# {row.metadata['doc']}\n#{name(row)}={_plain(row)}\n" for row in variables()]
    return "\n".join(parts)


def name(row: Field[Any]) -> str:
    """The variable's name in the environment."""
    return str(row.metadata["name"])


def _doc(row: Field[Any]) -> str:
    more = f" Có thể đặt trong tệp qua `{name(row)}_FILE`." if row.metadata["secret"] else ""
    return row.metadata["doc"] + more


def _kind(row: Field[Any]) -> str:
    hint = get_type_hints(Environment)[row.name]
    return KINDS[getattr(hint, "__origin__", hint).__name__]


def _plain(row: Field[Any]) -> str:
    if isinstance(row.default, Path):
        return str(row.default.relative_to(ROOT))
    if isinstance(row.default, tuple):
        return ",".join(row.default)
    return str(int(row.default)) if isinstance(row.default, bool) else str(row.default)


def _default(row: Field[Any]) -> str:
    return f"`{_plain(row)}`" if _plain(row) else "–"


if __name__ == "__main__":
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(page(), encoding="utf-8")
    EXAMPLE.write_text(example(), encoding="utf-8")
