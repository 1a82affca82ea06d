"""Writes a calendar as other programs read it (RFC 5545). Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

# RFC 5545, 3.1: a line is no longer than this many bytes without its end.
LINE = 75
A_DAY = timedelta(days=1)
# Nine in the morning of the day before, counted from the beginning of the day itself.
ALARM = "-PT15H"


@dataclass(frozen=True, slots=True)
class Event:
    """One day to keep in mind, the same under the same uid for as long as it lives."""

    uid: str
    day: date
    title: str
    text: str
    url: str
    changed_at: datetime


def write_calendar(name: str, events: Iterable[Event]) -> bytes:
    """The calendar of that name: whole days, each with an alarm on the day before."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Be Hoc//Lich viec//VI",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"NAME:{_escaped(name)}",
        f"X-WR-CALNAME:{_escaped(name)}",
        "X-WR-TIMEZONE:Asia/Ho_Chi_Minh",
        "REFRESH-INTERVAL;VALUE=DURATION:PT6H",
        "X-PUBLISHED-TTL:PT6H",
        *(line for event in events for line in _event(event)),
        "END:VCALENDAR",
    ]
    return b"".join(_folded(line) for line in lines)


def _event(event: Event) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{event.uid}"
    yield f"DTSTAMP:{event.changed_at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}"
    if event.day < date.max:  # without an end an event of a whole day is that day (RFC 5545, 3.6.1)
        yield f"DTEND;VALUE=DATE:{event.day + A_DAY:%Y%m%d}"
    yield f"SUMMARY:{_escaped(event.title)}"
    yield f"DESCRIPTION:{_escaped(event.text)}"
    yield f"URL:{event.url}"
    yield "TRANSP:TRANSPARENT"
    yield from ("BEGIN:VALARM", "ACTION:DISPLAY", f"TRIGGER:{ALARM}")
    yield f"DESCRIPTION:{_escaped(event.title)}"
    yield from ("END:VALARM", "END:VEVENT")


def _escaped(text: str) -> str:
    plain = "".join(sign for sign in text if sign >= " " or sign == "\n")
    return plain.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _folded(line: str) -> bytes:
    """A long line in pieces, never cut inside a letter; every piece after the first is indented."""
    pieces, piece, room = [], b"", LINE
    for sign in line:
        encoded = sign.encode()
        if len(piece) + len(encoded) > room:
            pieces.append(piece)
            piece, room = b"", LINE - 1
        piece += encoded
    return b"\r\n ".join([*pieces, piece]) + b"\r\n"
