"""What a form asks is read from data, and what is wrong in it is said."""

from copy import deepcopy

import pytest

from behoc.kernel import data
from behoc.kernel.actor import system_actor
from behoc.kernel.errors import RuleBroken
from behoc.measure.indicators.rules.catalogue import read_indicators
from behoc.measure.reporting.models import FormEdition
from behoc.measure.reporting.rules.catalogue import read_forms
from behoc.measure.reporting.rules.content import parse_answers, parse_form
from behoc.measure.reporting.services.forms import load_forms
from tests.kits.reports import CONTENT


def changed(**row):
    content = deepcopy(CONTENT)
    content["tables"][0]["rows"][1] |= row
    return content


def test_every_shipped_form_is_a_form_and_names_known_indicators():
    codes = {each.code for each in read_indicators(data.path("indicators"))}
    forms = list(read_forms(data.path("reporting", "forms")))

    assert forms
    for facts in forms:
        rows = parse_form(facts.content).rows
        assert {row.indicator for row in rows if row.indicator} <= codes
    assert len([row for row in parse_form(forms[0].content).rows if row.indicator]) == 24


def test_a_shipped_edition_is_loaded_once(db):
    forms = list(read_forms(data.path("reporting", "forms")))

    assert load_forms(system_actor("thử"), forms) == len(forms)
    assert load_forms(system_actor("thử"), forms) == 0
    editions = FormEdition.objects.everything(reason="a test counts what is kept")
    assert {each.state for each in editions} == {"confirmed"}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ([], "sections"),
        ({"sections": 3}, "sections"),
        ({"sections": [], "tables": []}, "chưa hỏi gì"),
        ({"sections": [{"code": "Có dấu", "heading": "x"}]}, "mã"),
        ({"sections": [{"code": "a"}]}, "chưa có tên"),
        ({"tables": [{"code": "a", "heading": "A", "rows": 3}]}, "tables"),
        (changed(key="families"), "hai lần"),
        (changed(most="khong-co"), "không có trong biểu"),
        (changed(sum_of=["khong-co"]), "không có trong biểu"),
        (changed(jump="nhiều"), "phải là số"),
        (changed(part="mot"), "phải là số"),
    ],
)
def test_what_is_wrong_in_a_form_is_said(content, said):
    with pytest.raises(RuleBroken) as told:
        parse_form(content)
    assert said in told.value.sentence


def test_absent_is_not_zero_and_what_is_not_asked_is_left_out():
    form = parse_form(CONTENT)
    answers = parse_answers(
        form,
        {
            "texts": {"gone": "x"},
            "cells": {"families": {"n": "0"}, "gone": {"n": "1"}, "books": {}},
        },
    )

    assert answers.cell("families").n == 0
    assert answers.cell("families").d is None
    assert answers.cell("poor").is_empty
    assert set(answers.cells) == {"families"}
    assert parse_answers(form, "bad").cells == {}
