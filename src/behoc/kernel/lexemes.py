"""Charter: text for search as a bare set of lexemes: what is kept, and what is asked.

PostgreSQL keeps the set (a tsvector without positions) under one GIN index. The words are split
here, not by the server's parser, so that “151/KH-UBND” and “học” mean the same in both places.
A lexeme that is not a word begins with a sign, so no beginning of a word can match it.
"""

import re
import unicodedata
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Lookup

from behoc.kernel.text import fold

LONGEST_WORD = 60


def split_words(text: str) -> list[str]:
    """The words of a text in lower case, with their diacritics, in order; “09” is “9”."""
    return [
        (word.lstrip("0") or "0")[:LONGEST_WORD]
        for word in re.findall(r"[^\W_]+", unicodedata.normalize("NFC", text).lower())
    ]


def lexemes_of(text: str) -> set[str]:
    """Every word of a text as it is written and without diacritics."""
    words = set(split_words(text))
    return words | {fold(word) for word in words}


def all_of(lexemes: Iterable[str], *, prefixes: Iterable[str] = ()) -> str:
    """A query: every one of the lexemes, and a beginning of some lexeme for each prefix."""
    asked = [_quoted(each) for each in lexemes] + [f"{_quoted(each)}:*" for each in prefixes]
    return " & ".join(asked)


def any_of(lexemes: Iterable[str]) -> str:
    """A query: at least one of the lexemes."""
    return " | ".join(_quoted(each) for each in lexemes)


def both(*queries: str) -> str:
    """Queries that must all hold; an empty one asks nothing."""
    return " & ".join(f"({query})" for query in queries if query)


def without(query: str, *, other: str) -> str:
    """The first query where the other does not hold."""
    return f"({query}) & !({other})"


if TYPE_CHECKING:
    AnyField = models.Field[Any, Any]
    AnyLookup = Lookup[Any]
else:  # Django's classes take no type arguments when they run
    AnyField, AnyLookup = models.Field, Lookup


class LexemeField(AnyField):
    """A set of lexemes; it is written as a list and asked with `__holds=query`."""

    def db_type(self, connection: Any) -> str:
        """The column's type."""
        return "tsvector"

    def get_placeholder(self, value: Any, compiler: Any, connection: Any) -> str:
        """The list becomes the set as it is: no parser, no dictionary."""
        return "array_to_tsvector(%s::text[])"

    def get_prep_value(self, value: Any) -> list[str]:
        """An empty lexeme is none."""
        return sorted({lexeme for lexeme in value if lexeme})


@LexemeField.register_lookup
class Holds(AnyLookup):
    """True where the set answers the query."""

    lookup_name = "holds"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """`lexemes @@ query`, the query taken literally."""
        left, left_params = self.process_lhs(compiler, connection)
        return f"{left} @@ %s::tsquery", (*left_params, self.rhs)


def _quoted(lexeme: str) -> str:
    escaped = lexeme.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"
