"""What is said of one service: see orders.py, where they all stand."""

from dataclasses import dataclass

from tests.kits.belongings import Ask


@dataclass(frozen=True, slots=True)
class Order:
    """One service with the arguments that it is called with, and a role that may call it.

    Without an action only named system work may call it.
    """

    do: Ask
    action: str = ""
    by: str = "clerk"
    starts: bool = False
