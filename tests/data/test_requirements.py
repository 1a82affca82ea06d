"""The page of requirements has every row once, an honest state, and paths that exist."""

import re
from itertools import chain
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs/requirements.md").read_text(encoding="utf-8")
# How many rows the shared list has under each letter.
COUNTS = {
    "D": 14,
    "T": 9,
    "I": 6,
    "R": 7,
    "L": 12,
    "K": 8,
    "C": 12,
    "Q": 3,
    "E": 8,
    "B": 1,
    "S": 2,
    "H": 1,
    "P": 12,
}
WANTED = [f"{letter}{n}" for letter, count in COUNTS.items() for n in range(1, count + 1)]
ROW = re.compile(r"^\| ([A-Z]\d+) \| (.+?) \| (.+?) \| (.+?) \|$", re.MULTILINE)
ROWS = ROW.findall(PAGE)
FOLDERS = ("src/", "tests/", "docs/", "data/", "tools/", "static/", "templates/", "benchmarks/")


def _paths(place):
    return [path for path in re.findall(r"`([^`]+)`", place) if path.startswith(FOLDERS)]


def test_every_row_stands_once_and_no_other():
    assert [code for code, *_rest in ROWS] == WANTED


def test_every_state_is_one_of_three():
    assert {state for _code, _words, state, _place in ROWS} <= {"xong", "một phần", "chưa"}


def test_every_path_that_is_named_exists():
    named = set(chain.from_iterable(_paths(place) for *_rest, place in ROWS))

    assert named
    assert [path for path in sorted(named) if not (ROOT / path).exists()] == []


def test_what_is_done_names_the_test_that_proves_it():
    done = [(code, _paths(place)) for code, _words, state, place in ROWS if state == "xong"]

    assert done
    assert [code for code, paths in done if not any("test_" in path for path in paths)] == []


def test_what_is_there_in_part_says_where():
    partly = [code for code, _words, state, place in ROWS if state == "một phần" and place == "–"]

    assert partly == []
