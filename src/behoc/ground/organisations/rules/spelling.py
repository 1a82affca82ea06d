"""Names of bodies as clerks write them, brought to one spelling before they are compared."""

import re
import tomllib
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from re import Pattern
from typing import Any

from behoc.kernel import data
from behoc.kernel.text import clean, fold

# Names kept in memory: more than a province has bodies, some tens of megabytes at most.
REMEMBERED = 50_000
TONES = "\u0300\u0301\u0303\u0309\u0323"


@lru_cache(maxsize=REMEMBERED)
def canonical(text: str) -> str:
    """Lower case without marks, short forms written out, one name for what has several."""
    bare = _plain(fold(text))
    pattern, meanings = _short_forms()
    if _holds_any(bare, meanings):
        bare = pattern.sub(lambda found: meanings[found[0]], bare)
    for pattern, called, name in _same():
        if _holds_any(bare, called):
            bare = pattern.sub(name, bare)
    return _plain(bare)


@lru_cache(maxsize=REMEMBERED)
def exact(text: str) -> str:
    """Lower case with marks, the tone after its syllable: hoà is hòa, Lang is not Lăng."""
    return " ".join(_syllable(word) for word in re.split(r"[^\w]+", clean(text).lower()) if word)


def _syllable(word: str) -> str:
    spread = unicodedata.normalize("NFD", word)
    tone = "".join(letter for letter in spread if letter in TONES)
    return "".join(letter for letter in spread if letter not in TONES) + tone


def _plain(text: str) -> str:
    text = re.sub(r"[“”\"'’‘`*_]", "", text)
    text = re.sub(r"[–—−]", "-", text)  # the dashes that papers use
    text = re.sub(r"(?<=[a-z])\.(?=\s|[a-z]|$)", " ", text)
    text = re.sub(r"(?<=\s)&(?=\s)", "va", text)
    text = re.sub(r"\s+([,;:])", r"\1", text)
    text = re.sub(r"([,;:])(?=[^\s])", r"\1 ", text)
    return re.sub(r"\s+", " ", text).strip()


@cache
def _short_forms() -> tuple[Pattern[str], dict[str, str]]:
    listed = _file()["abbreviation"]
    meanings = {_plain(fold(short)): fold(name) for short, name in listed.items()}
    return _whole_words(list(meanings)), meanings


@cache
def _same() -> list[tuple[Pattern[str], list[str], str]]:
    rows = _file()["same"]
    return [(_whole_words(row["called"]), row["called"], fold(row["name"])) for row in rows]


def _holds_any(text: str, words: Iterable[str]) -> bool:
    """A plain search costs a hundredth of the pattern, and most names hold no short form."""
    return any(word in text for word in words)


def _file() -> dict[str, Any]:  # Any: a file of TOML
    return tomllib.loads(data.path("organisations", "abbreviations.toml").read_text("utf-8"))


def _whole_words(words: list[str]) -> Pattern[str]:
    longest_first = sorted(words, key=len, reverse=True)
    choices = "|".join(re.escape(word) for word in longest_first)
    return re.compile(rf"(?<![\w&-])(?:{choices})(?![\w&-])")
