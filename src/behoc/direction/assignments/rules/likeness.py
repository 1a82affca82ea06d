"""When two tasks ask the same: how much of the wording of the shorter stands in the other. Pure."""

import re
from functools import lru_cache

from behoc.kernel.text import fold

WORD = re.compile(r"[a-z0-9]+")
# Three words in a row: pairs are shared by any two official sentences, four miss a changed word.
RUN = 3
# Shorter tasks share a set phrase by chance; below that only wording that is the same counts.
FEWEST_RUNS = 5
# Measured on 3579 pairs of tasks from different documents (fifteen given texts and the sample): six
# pairs reach one half, four of them one duty sent down twice and two next neighbours of it; below,
# pairs share only a set phrase such as “phối hợp với Sở…”.
ALIKE = 0.5
# Of one programme, with the same last day, for the same body: twenty-three pairs by wording alone,
# of which these two conditions leave the yearly reports.
ALIKE_TOGETHER = 0.3


@lru_cache(maxsize=4096)
def runs_of(text: str) -> frozenset[tuple[str, ...]]:
    """Every run of three words of a text, without marks and capitals."""
    words = WORD.findall(fold(text))
    return frozenset(tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1))


def likeness(one: str, other: str) -> float:
    """From 0 to 1: how much of the shorter text's runs the other one has too."""
    first, second = runs_of(one), runs_of(other)
    shorter = min(len(first), len(second))
    if shorter < FEWEST_RUNS:
        return 1.0 if fold(one).strip(" .;") == fold(other).strip(" .;") else 0.0
    return len(first & second) / shorter


def asks_the_same(one: str, other: str, *, together: bool) -> bool:
    """Whether a person should look at two tasks of one body from different documents.

    `together`: they are of one programme and end on the same day, so that less likeness is enough.
    """
    return likeness(one, other) >= (ALIKE_TOGETHER if together else ALIKE)
