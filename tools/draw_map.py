"""Write docs/map.md: every app in its order, what it is for, and the rooms and tables it has."""

import ast
import os

from tests.architecture.inventory import PACKAGE, ROOT, TIERS, app_of, apps, order, tree

PAGE = ROOT / "docs" / "map.md"
NOT_ROOMS = {"__init__", "tests", "migrations", "templates", "static", "__pycache__"}


def page() -> str:
    """The whole page; the highest app comes first, as it may use all those below."""
    lines = [
        "# Map of the house",
        "",
        "Drawn by `make map` from the contracts in `pyproject.toml` and the code itself.",
        "An app may use what stands below it, never what stands above.",
        "",
    ]
    for tier in reversed(TIERS):
        held = [app for app in apps() if app.parent.name == tier]
        if held:
            lines += [f"## {tier}", "", _charter(PACKAGE / tier), "", *_table(held), ""]
    return "\n".join([*lines, "## kernel", "", _charter(PACKAGE / "kernel"), "", *_kernel(), ""])


def _table(held: list) -> list[str]:
    ranked = sorted(held, key=lambda app: order().get(app_of(app / "x"), -1), reverse=True)
    rows = [
        f"| [{app.name}](../{app.relative_to(ROOT)}/) | {_charter(app)} "
        f"| {_words(_rooms(app))} | {_words(_tables(app))} |"
        for app in ranked
    ]
    return ["| app | what it is for | rooms | tables |", "|---|---|---|---|", *rows]


def _kernel() -> list[str]:
    modules = sorted((PACKAGE / "kernel").glob("[!_]*.py"))
    rows = [f"| {path.stem} | {_first_line(path).removeprefix('Charter: ')} |" for path in modules]
    return ["| module | charter |", "|---|---|", *rows]


def _charter(package) -> str:
    return _first_line(package / "__init__.py")


def _first_line(path) -> str:
    return (ast.get_docstring(tree(path)) or "–").splitlines()[0]


def _rooms(app) -> list[str]:
    names = {path.stem for path in app.iterdir() if path.is_dir() or path.suffix == ".py"}
    return sorted(names - NOT_ROOMS)


def _tables(app) -> list[str]:
    from django.apps import apps as registry  # noqa: PLC0415 (after Django has been set up)

    models = [model for model in registry.get_models() if model.__module__.startswith("behoc.")]
    here = f"behoc.{app_of(app / 'x')}."
    return sorted(model.__name__ for model in models if model.__module__.startswith(here))


def _words(names: list[str]) -> str:
    return ", ".join(names) or "–"


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    import django

    django.setup()
    PAGE.write_text(page(), encoding="utf-8")
