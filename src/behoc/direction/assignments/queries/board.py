"""The board of a body's tasks by state or by person, and any list of tasks as rows of a sheet."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from behoc.direction.assignments.models import AssignedBody
from behoc.direction.assignments.queries.periods import period_words
from behoc.direction.assignments.queries.screens import build_row
from behoc.direction.assignments.queries.tasks import list_tasks, whole
from behoc.direction.assignments.rules import OPEN, WorkState
from behoc.ground.access.queries import scope_for
from behoc.kernel.actor import Actor
from behoc.kernel.clock import now, today
from behoc.kernel.workbooks import Column

SHOWN = 300
CHUNK = 500
BY_STATE, BY_PERSON = "tinh-trang", "nguoi"
_GROUPS = (
    (gettext_noop("Trả lại, làm lại"), (WorkState.RETURNED,)),
    (gettext_noop("Chưa nhận"), (WorkState.NEW,)),
    (gettext_noop("Đang làm"), (WorkState.ACCEPTED, WorkState.IN_PROGRESS)),
    (gettext_noop("Chờ nơi giao xác nhận"), (WorkState.DONE,)),
)
_COLUMNS = (
    (gettext_noop("STT"), 6),
    (gettext_noop("Nhiệm vụ"), 60),
    (gettext_noop("Văn bản, điều khoản"), 36),
    (gettext_noop("Nơi giao"), 24),
    (gettext_noop("Nơi thực hiện"), 24),
    (gettext_noop("Vai trò"), 14),
    (gettext_noop("Người chịu trách nhiệm"), 22),
    (gettext_noop("Kỳ"), 16),
    (gettext_noop("Hạn"), 12),
    (gettext_noop("Tình trạng"), 20),
)


@dataclass(frozen=True, slots=True)
class BoardGroup:
    """The tasks of one state, or of one person, the latest first."""

    title: str
    rows: tuple[dict[str, Any], ...]
    late: int


@dataclass(frozen=True, slots=True)
class Board:
    """Everything templates/assignments/pages/board.html shows."""

    body: str
    by: str
    groups: tuple[BoardGroup, ...]
    situation_words: str
    more_words: str


def build_board(actor: Actor, by: str) -> Board:
    """What the actor's body has on its hands, late first, by state or by who answers for it."""
    rows = AssignedBody.objects.within(scope_for(actor, "assignment.view"))
    mine = rows.filter(organisation_id=actor.body_id, state__in=(*OPEN, WorkState.DONE))
    total = mine.count()
    shares = list(whole(mine).order_by(F("due_on").asc(nulls_last=True), "pk")[:SHOWN])
    grouped = _by_person(actor, shares) if by == BY_PERSON else _by_state(actor, shares)
    groups = tuple(grouped)
    late = sum(group.late for group in groups)
    return Board(
        body=actor.body_name,
        by=by if by == BY_PERSON else BY_STATE,
        groups=groups,
        situation_words=_situation(total, late),
        more_words=_("Hiện %(shown)s việc gần hạn nhất trong %(total)s; tệp Excel có đủ.")
        % {"shown": SHOWN, "total": total}
        if total > SHOWN
        else "",
    )


def list_sheet(
    actor: Actor, *, whose: str, state: str, words: str
) -> tuple[list[str], list[Column], Iterator[list[str]]]:
    """The same list as on the page as a sheet: lines above, columns, rows."""
    columns = [Column(_(name), width) for name, width in _COLUMNS]
    rows = list_tasks(actor, whose=whose, state=state, words=words)
    made = _("Lập ngày %(day)s") % {"day": f"{today():%d/%m/%Y}"}
    cover = [actor.body_name, _("Danh sách nhiệm vụ"), made, ""]
    return cover, columns, _sheet_rows(actor, rows)


def sheet_name() -> str:
    """The name of the file, with the day."""
    return f"nhiem-vu-{now():%Y%m%d}.xlsx"


def _sheet_rows(actor: Actor, rows: Any) -> Iterator[list[str]]:
    for number, share in enumerate(rows.iterator(chunk_size=CHUNK), start=1):
        row = build_row(actor, share)
        person = share.person_answerable
        own = share.organisation_id == actor.body_id
        yield [
            str(number),
            share.assignment.text,
            row["source_words"],
            share.assignment.organisation.name,
            share.organisation.name,
            row["role_words"],
            person.full_name if person and own else "",
            period_words(share.period),
            row["due_words"],
            row["state_words"],
        ]


def _by_state(actor: Actor, shares: list[AssignedBody]) -> Iterator[BoardGroup]:
    for title, states in _GROUPS:
        found = [each for each in shares if each.state in states]
        if found:
            yield _group(actor, _(title), found)


def _by_person(actor: Actor, shares: list[AssignedBody]) -> Iterator[BoardGroup]:
    """Whose name stands beside nothing comes first: somebody has to be named."""
    named: dict[int | None, list[AssignedBody]] = {}
    for share in shares:
        named.setdefault(share.person_answerable_id, []).append(share)
    if nobody := named.pop(None, None):
        yield _group(actor, _("Chưa cử ai"), nobody)
    groups = [(found[0].person_answerable, found) for found in named.values()]
    ordered = sorted(groups, key=lambda pair: pair[0].sort_name if pair[0] else "")
    for person, found in ordered:
        yield _group(actor, person.full_name if person else "", found)


def _group(actor: Actor, title: str, shares: list[AssignedBody]) -> BoardGroup:
    rows = tuple(_row(actor, each) for each in shares)
    return BoardGroup(title, rows, sum(row["tone"] == "late" for row in rows))


def _row(actor: Actor, share: AssignedBody) -> dict[str, Any]:
    person = share.person_answerable
    return {
        **build_row(actor, share),
        "person": person.full_name if person else "",
        "period_words": period_words(share.period),
    }


def _situation(total: int, late: int) -> str:
    if not total:
        return _("Không có việc nào đang làm.")
    words = ngettext("%(count)s việc đang làm", "%(count)s việc đang làm", total)
    told = words % {"count": total}
    return told + (_(", %(late)s quá hạn hoặc bị trả lại.") % {"late": late} if late else ".")
