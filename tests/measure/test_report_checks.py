"""The rules of a report as the server knows them and as the browser does: one file of cases."""

import json
import re
import shutil
import subprocess
from dataclasses import asdict
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from behoc.measure.reporting.rules.checks import SAID, Spread, find_faults, tell, with_sums
from behoc.measure.reporting.rules.content import parse_answers, parse_form
from behoc.measure.reporting.rules.numbers import canonical, read_number, write_number

ROOT = Path(__file__).resolve().parents[2]
GIVEN = json.loads(Path(__file__).with_name("checks.json").read_text("utf-8"))
CASES = [pytest.param(case, id=case["name"]) for case in GIVEN["cases"]]
IN_THE_BROWSER = """
const checks = require(process.argv[1]);
const given = JSON.parse(require("fs").readFileSync(0, "utf8"));
const answer = {
  means: given.numbers.map((each) => checks.readNumber(each.typed)),
  shown: given.numbers.map((each) => checks.writeNumber(checks.readNumber(each.typed) || "")),
  cases: given.cases.map((each) => {
    const answers = each.answers || {};
    const faults = checks.findFaults(given.form, answers, each.before, each.known, each.peers);
    const says = faults.map((fault) => checks.tell(fault, given.said));
    return { faults, says, filled: checks.withSums(given.form, answers.cells || {}) };
  }),
};
process.stdout.write(JSON.stringify(answer));
"""


def cells_of(form, cells):
    return parse_answers(form, {"cells": cells or {}}).cells


@cache
def by_node():
    node = shutil.which("node")
    if node is None:
        pytest.skip("không có node trên máy này: cài gói nodejs rồi chạy lại")
    command = [node, "-e", IN_THE_BROWSER, str(ROOT / "static" / "js" / "checks.js")]
    given = json.dumps({**GIVEN, "said": dict(SAID)})
    done = subprocess.run(command, input=given, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def plain(fault):
    return {**asdict(fault), "level": fault.level.value, "params": dict(fault.params)}


@pytest.mark.parametrize("number", GIVEN["numbers"], ids=lambda each: repr(each["typed"]))
def test_a_number_is_read_as_people_write_it(number):
    if number["means"] is None:
        with pytest.raises(ValueError, match="^" + re.escape(number["typed"]) + "$"):
            read_number(number["typed"])
        return
    read = read_number(number["typed"])

    assert ("" if read is None else canonical(read)) == number["means"]
    assert write_number(read) == number["shown"]


def test_the_browser_reads_numbers_as_the_server_does():
    answer = by_node()

    assert answer["means"] == [each["means"] for each in GIVEN["numbers"]]
    assert answer["shown"] == [each.get("shown", "") for each in GIVEN["numbers"]]


@pytest.mark.parametrize("case", CASES)
def test_the_server_finds_what_is_wrong(case):
    form = parse_form(GIVEN["form"])
    answers = parse_answers(form, case.get("answers", {}))
    before, known = (cells_of(form, case.get(name)) for name in ("before", "known"))
    peers = {
        key: Spread(Decimal(each["low"]), Decimal(each["high"]))
        for key, each in case.get("peers", {}).items()
    }
    faults = find_faults(form, answers, before, known, peers)

    assert [plain(fault) for fault in faults] == case["faults"]
    if "says" in case:
        assert [str(tell(fault)) for fault in faults] == case["says"]
    filled = with_sums(form, answers).cells
    for key, cell in case.get("filled", {}).items():
        assert filled[key].n == Decimal(cell["n"])


@pytest.mark.parametrize("at", range(len(CASES)), ids=[case["name"] for case in GIVEN["cases"]])
def test_the_browser_finds_the_same(at):
    case, answer = GIVEN["cases"][at], by_node()["cases"][at]

    assert answer["faults"] == case["faults"]
    if "says" in case:
        assert answer["says"] == case["says"]
    for key, cell in case.get("filled", {}).items():
        assert answer["filled"][key]["n"] == cell["n"]


def test_every_fault_of_the_rules_is_in_the_cases():
    shown = {fault["code"] for case in GIVEN["cases"] for fault in case["faults"]}

    assert shown == set(SAID)
