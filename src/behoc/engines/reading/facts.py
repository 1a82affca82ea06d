"""Header facts in the making: what letterhead, title and signature are found to say."""

from __future__ import annotations

from behoc.engines.reading.finds import HeaderFact, Trace
from behoc.engines.reading.letters import squeeze


class Facts:
    """Header facts in the making: the first find of a name stays."""

    def __init__(self) -> None:
        """Begin without facts: nothing is assumed."""
        self.found: dict[str, HeaderFact] = {}

    def add(
        self, name: str, value: str | None, line: int, rule: str, why: str, confidence: float = 0.9
    ) -> None:
        """Keep a printed fact unless a better one is already there."""
        value = squeeze(value or "").strip(" ;,*")
        if value and name not in self.found:
            trace = Trace(line, line, (), "", confidence, rule, why)
            self.found[name] = HeaderFact(name, value, trace)

    def value(self, name: str) -> str | None:
        """The value found so far."""
        return self.found[name].value if name in self.found else None
