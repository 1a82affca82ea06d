"""How far a dispatch has come: the state of each body, what a reader narrows to, in what order.

Pure: everything here works on plain values, so thousands of bodies are sorted without a query.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from behoc.kernel.text import fold

SEGMENT = 25  # so many rows come at once
MOST_COLUMNS = 12  # more do not fit beside each other on any screen
MOST_DIGITS = 5  # of a number in an address
SHARED_COLUMNS = 8  # up to so many tasks stand as columns whoever does them
SILENT_DAYS = (7, 14, 30, 60)  # what the filter of silence offers; a reader may write another


class Progress(StrEnum):
    """How far a body is; each body is counted under exactly one."""

    DONE = "done"
    RUNNING = "run"
    LATE = "late"
    UNOPENED = "none"


class Step(StrEnum):
    """What a body has reached; a body stands at several."""

    RECEIVED = "nhan"
    OPENED = "mo"
    INSTRUCTED = "chi-dao"
    PLANNED = "ke-hoach"
    FOLDED = "long-ghep"
    FINISHED = "xong"


class Order(StrEnum):
    """In what order the bodies stand."""

    SLOWEST = "cham"
    NAME = "ten"
    PLACE = "dia-ban"


@dataclass(frozen=True, slots=True)
class Response:
    """The body's own document that carries the dispatch out, or the plan that took it in."""

    words: str
    folded: bool = False
    proposed: bool = False
    document_id: int = 0


@dataclass(frozen=True, slots=True)
class Body:
    """One receiving body and all that is known of its progress."""

    id: int
    public_id: str
    name: str
    short_name: str
    name_folded: str
    level: str
    line: str
    line_path: str
    place_path: str
    tasks: int = 0
    done: int = 0
    begun: int = 0
    late: int = 0
    due: int = 0
    late_since: date | None = None
    delivered_at: datetime | None = None
    received_at: datetime | None = None
    opened_at: datetime | None = None
    active_at: datetime | None = None
    response: Response | None = None
    instructed: bool = False
    reminders: int = 0
    reminded_at: datetime | None = None
    progress: Progress = field(init=False)
    last_sign: datetime | None = field(init=False)
    steps: frozenset[Step] = field(init=False)

    def __post_init__(self) -> None:
        # Thousands of bodies are asked for them again and again.
        object.__setattr__(self, "progress", self._progress())
        object.__setattr__(self, "last_sign", self._last_sign())
        object.__setattr__(self, "steps", frozenset(self._steps()))

    @property
    def group(self) -> str:
        """Level and line, by which bodies stand together."""
        return f"{self.level}.{self.line}"

    def _last_sign(self) -> datetime | None:
        """When anything was last heard of the body; when it was sent the dispatch, if nothing."""
        return max((at for at in (self.active_at, self.opened_at) if at), default=self.delivered_at)

    def _steps(self) -> Iterator[Step]:
        """Who has opened has received, whatever the receipt says."""
        is_open = self.progress is not Progress.UNOPENED
        if is_open:
            yield Step.OPENED
        if is_open or self.received_at:
            yield Step.RECEIVED
        if self.instructed:
            yield Step.INSTRUCTED
        if self.response:
            yield Step.FOLDED if self.response.folded else Step.PLANNED
        if 0 < self.tasks == self.done:
            yield Step.FINISHED

    def _progress(self) -> Progress:
        """Not opened comes before late: who has not read cannot know."""
        if self.opened_at is None and not self.done and not self.begun:
            return Progress.UNOPENED
        if self.late:
            return Progress.LATE
        if self.tasks and (self.done == self.tasks or self.due):
            return Progress.DONE
        return Progress.RUNNING

    def silent_days(self, now: datetime) -> int:
        """For how many days nothing was heard while something is left to do."""
        if self.last_sign is None or (self.tasks and self.done == self.tasks):
            return 0
        return max(0, (now - self.last_sign).days)

    def late_days(self, today: date) -> int:
        """By how many days the oldest late task is late."""
        return (today - self.late_since).days if self.late_since else 0


@dataclass(frozen=True, slots=True)
class Choice:
    """What the reader narrowed the list to, as the address says it."""

    line: str = ""
    level: str = ""
    late: bool = False
    unopened: bool = False
    planless: bool = False
    step: Step | None = None
    silent: int = 0
    words: str = ""
    order: Order = Order.SLOWEST
    group: str = ""
    start: int = 0
    parts: bool = False
    printed: bool = False
    bodies: tuple[str, ...] = ()
    columns: tuple[int, ...] = ()
    has_rest: bool = False

    @property
    def narrows(self) -> bool:
        """True when some bodies may be left out."""
        return bool(
            self.line
            or self.level
            or self.late
            or self.unopened
            or self.planless
            or self.step
            or self.silent
            or self.words
        )


@dataclass(frozen=True, slots=True)
class Tally:
    """A set of bodies in figures."""

    bodies: int = 0
    tasks: int = 0
    done: int = 0
    with_late: int = 0
    silent: int = 0
    by_progress: Counter[Progress] = field(default_factory=Counter)
    by_step: Counter[Step] = field(default_factory=Counter)

    @property
    def opened(self) -> int:
        """How many have opened the dispatch, or have shown that they know of it."""
        return self.by_step[Step.OPENED]

    @property
    def planned(self) -> int:
        """How many have an own document for it or took it into a plan."""
        return self.by_step[Step.PLANNED] + self.by_step[Step.FOLDED]


@dataclass(frozen=True, slots=True)
class Group:
    """Bodies of one level and line."""

    key: str
    level: str
    line: str
    bodies: tuple[Body, ...]
    tally: Tally


def read_choice(asked: Mapping[str, str]) -> Choice:
    """The choice in an address; what makes no sense there is left out."""
    order, step = asked.get("sap", ""), asked.get("da", "")
    return Choice(
        line=asked.get("khoi", "")[:40],
        level=asked.get("cap", "")[:40],
        late=asked.get("qua-han") == "1",
        unopened=asked.get("chua-mo") == "1",
        planless=asked.get("chua-ke-hoach") == "1",
        step=Step(step) if step in set(Step) else None,
        silent=min(_whole(asked.get("im-lang", "")), 9999),
        words=asked.get("q", "")[:200],
        order=Order(order) if order in set(Order) else Order.SLOWEST,
        group=asked.get("nhom", "")[:80],
        start=_whole(asked.get("tu", "")),
        parts=asked.get("cap-duoi") == "1",
        printed=asked.get("in") == "1",
        bodies=_named(asked.get("cac-noi", "")),
        columns=tuple(
            _whole(each) for each in asked.get("cot", "").split(".")[:MOST_COLUMNS] if each
        ),
        has_rest=asked.get("rieng") == "1",
    )


def narrow(bodies: Iterable[Body], choice: Choice, now: datetime) -> list[Body]:
    """The bodies that the choice leaves, in the order it asks for."""
    words = fold(choice.words).split()
    found = [
        body
        for body in bodies
        if (not choice.line or body.line == choice.line)
        and (not choice.level or body.level == choice.level)
        and (not choice.late or body.late)
        and (not choice.unopened or body.progress is Progress.UNOPENED)
        and (not choice.planless or (body.response is None and body.tasks))
        and (choice.step is None or choice.step in body.steps)
        and (not choice.silent or body.silent_days(now) > choice.silent)
        and all(word in body.name_folded for word in words)
    ]
    return arrange(found, choice.order)


def arrange(bodies: Iterable[Body], order: Order) -> list[Body]:
    """The bodies in that order; equals stand by name."""
    if order is Order.NAME:
        return sorted(bodies, key=lambda body: body.name_folded)
    if order is Order.PLACE:
        return sorted(bodies, key=lambda body: (_path(body.place_path), body.name_folded))
    return sorted(bodies, key=_slowness)


def tally(bodies: Sequence[Body], *, now: datetime, silent: int = SILENT_DAYS[1]) -> Tally:
    """The figures of those bodies; silent for more than that many days."""
    by_progress = Counter(body.progress for body in bodies)
    by_step = Counter(step for body in bodies for step in body.steps)
    return Tally(
        bodies=len(bodies),
        tasks=sum(body.tasks for body in bodies),
        done=sum(body.done for body in bodies),
        with_late=sum(body.late > 0 for body in bodies),
        silent=sum(body.silent_days(now) > silent for body in bodies),
        by_progress=by_progress,
        by_step=by_step,
    )


def group(
    bodies: Iterable[Body], *, levels: Sequence[str], lines: Sequence[str], now: datetime
) -> list[Group]:
    """The bodies by level from the top, by line inside; each keeps the order it came in."""
    found: dict[str, list[Body]] = {}
    for body in bodies:
        found.setdefault(body.group, []).append(body)
    ranked = sorted(
        found.items(),
        key=lambda item: (_rank(levels, item[1][0].level), _rank(lines, item[1][0].line)),
    )
    return [
        Group(key, held[0].level, held[0].line, tuple(held), tally(held, now=now))
        for key, held in ranked
    ]


def pick_columns(tasks: Sequence[tuple[int, int]]) -> list[int]:
    """Which tasks (id, how many bodies) stand as columns, in the order given.

    Few tasks all do. Of many those that several bodies share do, the most shared first when there
    are too many; the others are summed up in one column.
    """
    if len(tasks) <= SHARED_COLUMNS:
        return [task for task, _bodies in tasks]
    shared = [pair for pair in tasks if pair[1] > 1]
    kept = sorted(shared, key=lambda pair: -pair[1])[:MOST_COLUMNS]
    chosen = {task for task, _bodies in kept}
    return [task for task, _bodies in tasks if task in chosen]


def worst_first(groups: Iterable[Group]) -> list[Group]:
    """The groups by the share of bodies that are late or have not opened, the worst first."""
    return sorted(groups, key=lambda one: (-_trouble(one.tally), -one.tally.bodies, one.key))


def _trouble(figures: Tally) -> float:
    bad = figures.by_progress[Progress.LATE] + figures.by_progress[Progress.UNOPENED]
    return bad / figures.bodies if figures.bodies else 0


def _slowness(body: Body) -> tuple[bool, date, bool, int, str]:
    """Late first, the longest late first; then unopened; then the least done."""
    return (
        not body.late,
        body.late_since or date.max,
        body.progress is not Progress.UNOPENED,
        body.done - body.tasks,
        body.name_folded,
    )


def _path(path: str) -> tuple[int, ...]:
    return tuple(int(part) for part in path.split("/") if part)


def _rank(known: Sequence[str], code: str) -> int:
    return known.index(code) if code in known else len(known)


def _named(text: str) -> tuple[str, ...]:
    """Public ids of bodies with points between; no more than a segment ever has."""
    return tuple(each for each in text.split(".", SEGMENT)[:SEGMENT] if each)


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS else 0
