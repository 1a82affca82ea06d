"""The glossary is whole, and every name of an app or a model comes from it."""

import re
import tomllib
import unicodedata
from collections import Counter

import pytest
from django.apps import apps

from behoc.kernel import data

GLOSSARY = tomllib.loads(data.path("glossary.toml").read_text(encoding="utf-8"))
TERMS = {term["code"]: term for term in GLOSSARY["term"]}
OWN_APPS = [one for one in apps.get_app_configs() if one.name.startswith("behoc.")]
OWN_MODELS = [model for one in OWN_APPS for model in one.get_models()]


def snake(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


def test_every_term_has_its_code_its_word_and_a_definition_that_is_a_sentence():
    assert [t["code"] for t in TERMS.values() if not re.fullmatch(r"[a-z][a-z_]*", t["code"])] == []
    assert [t["code"] for t in TERMS.values() if not t["definition"].endswith(".")] == []
    assert [t["code"] for t in TERMS.values() if not t["not"]] == []


def test_a_code_and_a_word_mean_one_thing():
    codes = Counter(term["code"] for term in GLOSSARY["term"])
    words = Counter(term["vi"] for term in GLOSSARY["term"])

    assert [code for code, times in codes.items() if times > 1] == []
    assert [word for word, times in words.items() if times > 1] == []


def test_no_word_is_official_and_forbidden_at_once_for_the_same_thing():
    assert [code for code, term in TERMS.items() if term["vi"] in term["not"]] == []


def test_the_file_is_composed_text():
    text = data.path("glossary.toml").read_text(encoding="utf-8")

    assert text == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize("model", OWN_MODELS, ids=lambda model: model.__name__)
def test_a_model_is_called_as_the_glossary_says(model):
    term = TERMS.get(snake(model.__name__))

    assert term is not None, f"Add the term {snake(model.__name__)} to data/glossary.toml."
    assert model._meta.verbose_name == term["vi"], "Use the glossary's word as verbose_name."


@pytest.mark.parametrize(
    "config", [one for one in OWN_APPS if one.name.count(".") > 1], ids=lambda one: one.label
)
def test_an_app_is_called_as_the_glossary_says(config):
    names = {app["code"]: app["vi"] for app in GLOSSARY["app"]}

    assert names.get(config.label) == config.verbose_name
