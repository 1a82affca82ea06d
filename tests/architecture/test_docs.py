"""What people read about the product names what the product has, and points at what exists."""

import re
import subprocess
import tomllib

import pytest
from django.apps import apps as registry
from django.core.management import load_command_class
from django.urls import URLResolver, get_resolver
from procrastinate.contrib.django import app
from tools import access_docs

from behoc.config.settings.env import variables
from behoc.ground.access.rules import roles
from tests.architecture.inventory import ROOT

LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)
COMMANDS = "behoc.config"


def _pages():
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "*.md"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True)
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).exists()]


def _handwritten():
    """Pages that a person wrote; what is generated names everything by itself."""
    generated = {
        ROOT / "docs/map.md",
        ROOT / "docs/access.md",
        ROOT / "docs/operations/settings.md",
    }
    return [page for page in _pages() if page not in generated]


def _all_text(pages):
    return "\n".join(page.read_text("utf-8") for page in pages)


def _links(page):
    text = CODE.sub("", page.read_text("utf-8"))
    return [link.partition("#")[0] for link in LINK.findall(text) if not link.startswith("#")]


def _tables(text):
    """Every table of a page, as rows of cells."""
    found = re.findall(r"(?:^\|.*\|$\n?)+", text, re.MULTILINE)
    return [
        [[cell.strip() for cell in row.strip("|").split("|")] for row in table.splitlines()]
        for table in found
    ]


def _namespaces(resolver):
    nested = [each for each in resolver.url_patterns if isinstance(each, URLResolver)]
    inner = set().union(*(_namespaces(each) for each in nested)) if nested else set()
    return inner | {each.namespace for each in nested if each.namespace}


def _commands():
    folder = ROOT / "src/behoc/config/management/commands"
    return sorted(path.stem for path in folder.glob("[!_]*.py"))


@pytest.mark.parametrize("page", _pages(), ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page):
    ours = [link for link in _links(page) if "://" not in link and not link.startswith("mailto:")]
    dead = [link for link in ours if not (page.parent / link).exists()]

    assert not dead, f"Mend the link or write the page: {dead}"


def test_no_page_holds_the_marks_of_an_unfinished_merge():
    torn = [page.name for page in _pages() if "\n<<<<<<< " in page.read_text("utf-8")]

    assert not torn, f"Settle the merge: {torn}"


def test_every_role_action_and_reach_stands_on_the_page_of_access():
    assert access_docs.PAGE.read_text("utf-8") == access_docs.page(), "Run make access-docs."


def test_every_setting_is_told_to_operators():
    text = _all_text(_pages())
    missing = [row.metadata["name"] for row in variables() if row.metadata["name"] not in text]

    assert not missing, f"Run make settings-docs: {missing}"


def test_every_command_is_told_and_says_what_it_does():
    text = _all_text(_handwritten())
    missing = [name for name in [*_commands(), "behoc read"] if f"`{name}" not in text]
    mute = [name for name in _commands() if not load_command_class(COMMANDS, name).help]

    assert not missing, f"Add the command to docs/operations/running.md: {missing}"
    assert not mute, f"Give the command a help sentence: {mute}"


def test_every_job_is_told_in_the_architecture():
    told = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
    own = [one for one in registry.get_app_configs() if one.name.startswith("behoc.")]
    ours = [name for name in app.tasks if name.startswith(tuple(f"{one.label}." for one in own))]
    missing = [name for name in ours if name not in told]

    assert ours
    assert not missing, f"Add the job to the journey in ARCHITECTURE.md: {missing}"


def test_every_word_of_the_makefile_is_told():
    text = _all_text(_handwritten())
    words = re.findall(r"^([a-z-]+):.*## ", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    missing = [word for word in words if f"make {word}" not in text]

    assert not missing, f"Add to CONTRIBUTING.md or docs/operations/running.md: {missing}"


def test_every_action_is_told_with_its_roles():
    held = {action for role in roles().values() for action in role.actions}
    text = access_docs.PAGE.read_text("utf-8")
    missing = [action for action in held if f"(`{action}`)" not in text]

    assert held
    assert not missing, f"Run make access-docs: {missing}"


def test_every_namespace_of_addresses_is_told_in_the_architecture():
    told = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
    missing = [name for name in sorted(_namespaces(get_resolver())) if f"`{name}:" not in told]

    assert not missing, f"Add the addresses to the table in ARCHITECTURE.md: {missing}"


def test_every_app_is_told_in_the_architecture():
    told = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
    own = [one.label for one in registry.get_app_configs() if one.name.startswith("behoc.")]
    missing = [label for label in own if label not in told]

    assert not missing, f"Add the app to the map in ARCHITECTURE.md: {missing}"


@pytest.mark.parametrize("page", _pages(), ids=lambda page: str(page.relative_to(ROOT)))
def test_a_table_of_roles_uses_the_official_names(page):
    named = {role.name for role in roles().values()}
    tables = [table for table in _tables(page.read_text("utf-8")) if table[0][0] == "Vai trò"]
    strange = [row[0] for table in tables for row in table[2:] if row[0] not in named]

    assert not strange, f"Use the names of data/access/roles.toml: {strange}"


def test_the_handbook_has_a_page_for_every_role():
    index = (ROOT / "docs/handbook/README.md").read_text("utf-8")
    table = next(table for table in _tables(index) if table[0][0] == "Vai trò")

    assert {row[0] for row in table[2:]} == {role.name for role in roles().values()}


def test_every_term_that_an_app_page_lists_is_in_the_glossary():
    glossary = tomllib.loads((ROOT / "data/glossary.toml").read_text("utf-8"))
    known = {term["code"] for term in glossary["term"]}
    listed = {
        page: re.search(r"## Terms\n\n(.+)\.\n", page.read_text("utf-8"))
        for page in (ROOT / "src/behoc").glob("*/*/README.md")
    }
    silent = [str(page.relative_to(ROOT)) for page, found in listed.items() if not found]
    strange = {term for found in listed.values() if found for term in found[1].split(", ")} - known

    assert not silent, f"End the page with `## Terms`, codes of data/glossary.toml: {silent}"
    assert not strange, f"Add to data/glossary.toml or use its code: {strange}"
