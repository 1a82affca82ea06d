"""What is written about the code agrees with the code."""

import json
import re

from tools import draw_map, settings_docs

from tests.architecture.inventory import ROOT


def test_the_page_of_settings_is_the_table_of_settings():
    assert settings_docs.PAGE.read_text("utf-8") == settings_docs.page(), "Run make settings-docs."
    assert settings_docs.EXAMPLE.read_text("utf-8") == settings_docs.example(), (
        "Run make settings-docs."
    )


def test_the_map_shows_the_house_as_it_is():
    assert draw_map.PAGE.read_text("utf-8") == draw_map.page(), "Run make map."


def test_every_dependency_has_its_reason():
    note = (ROOT / "docs/decisions/0001-dependencies.md").read_text("utf-8")
    lines = [
        line.split("#")[0].strip()
        for name in ("run.in", "test.in", "bench.in")
        for line in (ROOT / "requirements" / name).read_text("utf-8").splitlines()
    ]
    wanted = [re.split(r"[\[=<>~!]", line)[0] for line in lines if line and line[0] != "-"]
    wanted += json.loads((ROOT / "package.json").read_text("utf-8"))["dependencies"]
    missing = [name for name in wanted if f"| {name} |" not in note]

    assert not missing, f"Add a line to docs/decisions/0001-dependencies.md: {missing}"


def test_lock_files_carry_no_address():
    names = ["package-lock.json", "requirements/run.txt"]
    names += ["requirements/test.txt", "requirements/bench.txt"]
    found = [name for name in names if "://" in (ROOT / name).read_text("utf-8")]

    assert not found, f"Pin by version and hash only, without where it was fetched: {found}"


def test_decisions_have_numbers_of_their_own_and_a_status():
    notes = sorted((ROOT / "docs/decisions").glob("*.md"))
    numbers = [path.name[:4] for path in notes]
    unclear = [path.name for path in notes if "\nStatus: " not in path.read_text("utf-8")]

    assert len(set(numbers)) == len(numbers), f"Two decisions share a number: {numbers}"
    assert not unclear, f"Say `Status: accepted` (or by what superseded): {unclear}"
