"""The reader's vocabulary: words, abbreviations and set phrases kept as data, loaded once."""

from __future__ import annotations

import re
import tomllib
from functools import cache

from behoc.engines.reading.letters import fold
from behoc.kernel import data

FIRST_WORD = re.compile(r"\w+")


class Words:
    """One vocabulary file, with its lists ready for matching on folded text."""

    def __init__(self, table: dict[str, object]) -> None:
        """Take the parsed file."""
        self._table = table
        self._patterns: dict[str, re.Pattern[str]] = {}
        self._indexes: dict[str, dict[str, tuple[str, ...]]] = {}
        self._pairs: dict[str, tuple[tuple[str, str], ...]] = {}

    def list(self, key: str) -> tuple[str, ...]:
        """The entries of one list, as written."""
        entries = self._table.get(key, ())
        return tuple(map(str, entries)) if isinstance(entries, list) else ()

    def cited_kinds(self) -> tuple[str, ...]:
        """The words that stand before a cited instrument's number."""
        table = self._table.get("cited", {})
        kinds = table.get("kinds", []) if isinstance(table, dict) else []
        return tuple(map(str, kinds))

    def pairs(self, key: str) -> tuple[tuple[str, str], ...]:
        """The entries of one table, as written."""
        if key not in self._pairs:
            entries = self._table.get(key, {})
            found = entries.items() if isinstance(entries, dict) else ()
            self._pairs[key] = tuple((str(left), str(right)) for left, right in found)
        return self._pairs[key]

    def map(self, key: str) -> dict[str, str]:
        """The entries of one table, looked up by folded key."""
        return {fold(left): right for left, right in self.pairs(key)}

    def pattern(self, *keys: str) -> re.Pattern[str]:
        """One pattern that matches any entry of these lists as whole words, longest first."""
        name = "|".join(keys)
        if name not in self._patterns:
            entries = {fold(entry) for key in keys for entry in self.list(key)}
            longest_first = sorted(entries, key=lambda entry: (-len(entry), entry))
            choices = "|".join(map(re.escape, longest_first))
            self._patterns[name] = re.compile(rf"(?<!\w)(?:{choices})(?!\w)")
        return self._patterns[name]

    def at(self, key: str, folded: str, position: int) -> int:
        """Where the longest entry that begins at this position ends, or -1 where none does."""
        first = FIRST_WORD.match(folded, position)
        for entry in self._by_first_word(key).get(first.group() if first else "", ()):
            end = position + len(entry)
            if folded.startswith(entry, position) and not folded[end : end + 1].isalnum():
                return end
        return -1

    def _by_first_word(self, key: str) -> dict[str, tuple[str, ...]]:
        if key not in self._indexes:
            index: dict[str, list[str]] = {}
            for entry in sorted(set(map(fold, self.list(key))), key=len, reverse=True):
                first = FIRST_WORD.match(entry)
                index.setdefault(first.group() if first else "", []).append(entry)
            self._indexes[key] = {word: tuple(entries) for word, entries in index.items()}
        return self._indexes[key]

    def starts(self, key: str, folded: str) -> bool:
        """Whether the folded text begins with an entry of the list."""
        return self.pattern(key).match(folded) is not None

    def has(self, key: str, folded: str) -> bool:
        """Whether an entry of the list stands anywhere in the folded text."""
        return self.pattern(key).search(folded) is not None


@cache
def words(name: str) -> Words:
    """One vocabulary file of data/reading, read once."""
    with data.path(f"reading/{name}.toml").open("rb") as file:
        return Words(tomllib.load(file))
