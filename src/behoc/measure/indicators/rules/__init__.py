"""How indicators are counted and added up. Pure."""

from enum import IntEnum, StrEnum, auto


class Aggregation(StrEnum):
    """How the figures of several bodies make one."""

    SUM = "sum"  # numerators are added
    RATIO = "ratio"  # numerators and denominators are added apart, never ratios averaged
    SHARE = "share"  # how many of the bodies meet a condition: each counts 1 or 0 of 1
    LAST = "last"  # added over bodies as a sum or ratio is, but over time the latest stands
    DISTINCT = "distinct"  # counted anew from records at each level, never added


class Direction(StrEnum):
    """Which way is better."""

    MORE = "more"
    LESS = "less"


class Tree(IntEnum):
    """The tree that a total stands in: superiors of a line, or places."""

    LINE = auto()
    PLACE = auto()


ADDED = frozenset({Aggregation.SUM, Aggregation.RATIO, Aggregation.SHARE, Aggregation.LAST})
LATEST = frozenset({Aggregation.SHARE, Aggregation.LAST})
"""Kinds of which a longer period is what its latest part is: states, not things that happened."""


class View(StrEnum):
    """Which figures a total counts."""

    SENT = auto()
    APPROVED = auto()
