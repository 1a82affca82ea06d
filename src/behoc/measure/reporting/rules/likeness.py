"""Sentences of many reports that say much the same, put together. Pure."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from behoc.kernel.text import fold

# Two sentences count as one saying when they share this much of their pairs of words.
_ALIKE = 0.5
# A pair of words that stands in more sentences than this tells nothing about likeness.
_TOO_MANY = 60


def group_alike(texts: Sequence[str]) -> list[list[int]]:
    """The places of texts that say much the same, in the order of the first of each group.

    Compared are pairs of neighbouring words without marks and numbers; a text joins the first
    group whose first text is like it, so that a chain of small differences never runs away.
    """
    pairs = [_pairs(each) for each in texts]
    groups: list[list[int]] = []
    heads: dict[tuple[str, str], list[int]] = defaultdict(list)
    for at, own in enumerate(pairs):
        found = next((g for g in _candidates(own, heads) if _alike(own, pairs[groups[g][0]])), None)
        if found is not None:
            groups[found].append(at)
            continue
        for pair in own:
            heads[pair].append(len(groups))
        groups.append([at])
    return groups


def _pairs(text: str) -> frozenset[tuple[str, str]]:
    words = [word for word in _words(text) if not any(letter.isdigit() for letter in word)]
    return frozenset(pairwise(words)) or frozenset((word, "") for word in words)


def _words(text: str) -> list[str]:
    bare = "".join(letter if letter.isalnum() else " " for letter in fold(text))
    return bare.split()


def _candidates(
    own: frozenset[tuple[str, str]], heads: dict[tuple[str, str], list[int]]
) -> list[int]:
    found = {group for pair in own if len(heads[pair]) <= _TOO_MANY for group in heads[pair]}
    return sorted(found)


def _alike(one: frozenset[tuple[str, str]], other: frozenset[tuple[str, str]]) -> bool:
    return len(one & other) >= _ALIKE * len(one | other) and bool(one)
