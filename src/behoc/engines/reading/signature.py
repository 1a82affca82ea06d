"""The closing of a document: recipients on the left, signature on the right."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from behoc.engines.reading import marks
from behoc.engines.reading.addressees import read_entry
from behoc.engines.reading.columns import Printed, read_columns
from behoc.engines.reading.letters import fold, is_capitals, starts_small
from behoc.engines.reading.names import person_name, write_out
from behoc.engines.reading.vocabulary import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from behoc.engines.reading.facts import Facts
    from behoc.engines.reading.finds import Addressee
    from behoc.engines.reading.repair import Line

SIGNED = re.compile(r"\((?:đã ký|ký tên[^)]*|đã ký[^)]*|ký số[^)]*)\)", re.IGNORECASE)
OPENER = re.compile(r"^-?\s*(?:nơi nhận|đồng kính gửi)\s*:?\s*", re.IGNORECASE)


def read_closing(lines: Sequence[Line], facts: Facts) -> tuple[Addressee, ...]:
    """Add the signature's facts and return the recipients."""
    recipients: list[Printed] = []
    signature: list[Printed] = []
    target: list[Printed] | None = None
    for text, line in read_columns(lines, to_end=True):
        if marks.opens_recipients(text):
            target = recipients
            rest = text[OPENER.match(text).end() :] if OPENER.match(text) else ""  # type: ignore[union-attr] # matched just above
            if rest:
                recipients.append((f"- {rest.lstrip('- ')}", line))
            continue
        if (
            marks.is_authority(text)
            or marks.is_title(text)
            or (target is None and is_capitals(text))
        ):
            target = signature
        if target is not None:
            target.append((text, line))
    _read_signature(signature, facts)
    return tuple(one for text, line in _join_entries(recipients) if (one := read_entry(text, line)))


def _join_entries(texts: Sequence[Printed]) -> list[Printed]:
    entries: list[Printed] = []
    has_bullets = any(text.startswith("-") for text, _ in texts)
    for text, line in texts:
        ended = bool(entries) and entries[-1][0].endswith((";", "),"))
        goes_on = starts_small(text) or (has_bullets and not ended and not text.startswith("-"))
        if entries and goes_on:
            entries[-1] = (f"{entries[-1][0]} {text}", entries[-1][1])
        else:
            entries.append((text, line))
    return entries


def _read_signature(texts: Sequence[Printed], facts: Facts) -> None:
    authority: list[str] = []
    title: str | None = None
    first = texts[0][1] if texts else 0
    title_line = first
    for text, line in texts:
        text = SIGNED.sub(" ", text).strip()  # noqa: PLW2901
        head = _capital_run(text)
        rest = text[len(head) :].strip() if head and head != text else text
        if marks.is_authority(text):
            authority.append(head or text)
            text = rest if head and head != text else ""  # noqa: PLW2901
        elif marks.is_title(head):
            title, title_line = head, line
            text = rest if head != text else ""  # noqa: PLW2901
        below_office = bool(authority or title)
        known = text and not _is_body(text)
        name = person_name(text, any_surname=below_office) if known else None
        if name:
            facts.add("signer_name", name, line, "signature.name", "tên người ký cuối văn bản")
            break
    why = "khối chữ ký"
    facts.add("signing_authority", " / ".join(authority), first, "signature.authority", why)
    facts.add("signer_title", title, title_line, "signature.title", why)
    if authority:
        body = marks.AUTHORITY.match(authority[0])
        name = write_out(body.group("rest")) if body else ""
        if words("bodies").starts("heads", fold(name)):
            facts.add("issuer", name, first, "signature.issuer", "cơ quan nêu ở khối chữ ký", 0.6)


def _is_body(text: str) -> bool:
    folded = fold(text)
    return marks.is_title(text) or (
        words("bodies").starts("heads", folded) and person_name(text) is None
    )


def _capital_run(text: str) -> str:
    """The words in capitals at the start; a name in small letters may follow on the same line."""
    run = []
    for word in text.split():
        if any(one.islower() for one in word):
            break
        run.append(word)
    return " ".join(run)
