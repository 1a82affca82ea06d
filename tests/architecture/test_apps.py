import ast

from django.apps import apps as registry

from tests.architecture.inventory import PACKAGE, app_of, apps, name_of, order, tree


def test_every_app_stands_in_the_order():
    found = [name_of(app) for app in apps() if app_of(app / "x") not in order()]

    assert not found, f"Add the app to its tier's contract in pyproject.toml: {found}"


def test_every_app_has_a_charter_and_a_readme():
    mute = [name_of(app) for app in apps() if not ast.get_docstring(tree(app / "__init__.py"))]
    bare = [name_of(app) for app in apps() if not (app / "README.md").exists()]

    assert not mute, f"Open __init__.py with one sentence: what the app owns: {mute}"
    assert not bare, f"Write README.md: what it owns, states, invariants, sources, terms: {bare}"


def test_every_app_with_tables_is_registered_under_a_vietnamese_name():
    configured = [app for app in apps() if not app.is_relative_to(PACKAGE / "engines")]
    missing = [name_of(app) for app in configured if not (app / "apps.py").exists()]
    english = [
        config.name
        for config in registry.get_app_configs()
        if config.name.startswith("behoc.")
        and config.name != "behoc.config"
        and (config.verbose_name.isascii() or config.verbose_name == config.label.title())
    ]

    assert not missing, f"Add apps.py with an AppConfig: {missing}"
    assert not english, f"Set verbose_name to the official Vietnamese term: {english}"
