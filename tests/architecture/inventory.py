"""What the gates look at: files, apps in their order, templates."""

import ast
import tomllib
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "behoc"
TIERS = ("engines", "ground", "direction", "delivery", "measure", "judgement", "surface")


@cache
def python_files() -> tuple[Path, ...]:
    """Every Python file of ours except migrations."""
    folders = (ROOT / name for name in ("src", "tests", "tools", "benchmarks"))
    found = sorted(path for folder in folders for path in folder.rglob("*.py"))
    return tuple(path for path in found if "migrations" not in path.parts)


@cache
def product_files() -> tuple[Path, ...]:
    """The part of python_files that is shipped."""
    return tuple(
        path
        for path in python_files()
        if path.is_relative_to(PACKAGE) and "tests" not in path.relative_to(PACKAGE).parts
    )


@cache
def tree(path: Path) -> ast.Module:
    """A file as Python sees it."""
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def apps() -> tuple[Path, ...]:
    """The folder of every app, whatever its tier."""
    return tuple(
        path.parent for tier in TIERS for path in sorted((PACKAGE / tier).glob("*/__init__.py"))
    )


def app_of(path: Path) -> str | None:
    """The app a file belongs to, as `ground.audit`; None for kernel and config."""
    tier, *rest = path.relative_to(PACKAGE).parts
    return f"{tier}.{rest[0]}" if tier in TIERS and len(rest) > 1 else None


@cache
def order() -> dict[str, int]:
    """How high each app stands in the contracts of pyproject.toml; the lowest is 0."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    layers = {
        contract["containers"][0]: contract["layers"]
        for contract in contracts["tool"]["importlinter"]["contracts"]
        if contract["id"].endswith("-order") and len(contract["containers"]) == 1
    }
    names = [
        f"{tier}.{name.strip(' ()')}"
        for tier in TIERS
        for layer in reversed(layers[f"behoc.{tier}"])
        for name in layer.split("|")
    ]
    return {name: height for height, name in enumerate(names)}


@cache
def templates() -> tuple[Path, ...]:
    """Every template, shared or of an app."""
    own = PACKAGE.glob("*/*/templates/**/*.html")
    return tuple(sorted([*(ROOT / "templates").rglob("*.html"), *own]))


def name_of(path: Path) -> str:
    """How a message calls a file."""
    return str(path.relative_to(ROOT))
