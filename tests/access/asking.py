"""How one query is asked and one service is called; the tables are questions.py and orders.py."""

from dataclasses import dataclass

from tests.kits.belongings import Ask


@dataclass(frozen=True, slots=True)
class Question:
    """One query with the arguments that it is asked with."""

    ask: Ask
    by: str = "clerk"
    picks: bool = False


@dataclass(frozen=True, slots=True)
class Order:
    """One service with the arguments that it is called with, and a role that may call it.

    Without an action only named system work may call it.
    """

    do: Ask
    action: str = ""
    by: str = "clerk"
    starts: bool = False
