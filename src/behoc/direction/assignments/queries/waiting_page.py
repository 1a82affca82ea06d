"""The content of the giver's list of what waits: results to confirm and petitions to answer."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from behoc.direction.assignments.models import AssignedBody
from behoc.direction.assignments.queries.judging import doubts_of, list_to_confirm
from behoc.direction.assignments.queries.petitions import list_to_answer
from behoc.direction.assignments.queries.screens import build_row, short
from behoc.direction.assignments.queries.task_page import build_petition
from behoc.kernel.actor import Actor
from behoc.kernel.clock import day_in_words

SHOWN = 200


@dataclass(frozen=True, slots=True)
class Waiting:
    """Everything templates/assignments/pages/waiting.html shows.

    `clear` are results in which nothing is in doubt, grouped by task; `doubtful` are to be looked
    at one by one, with what speaks against each.
    """

    situation_words: str
    clear: list[dict[str, Any]]
    clear_total: int
    doubtful: list[dict[str, Any]]
    petitions: list[dict[str, Any]]
    left_out: int


def build_waiting(actor: Actor) -> Waiting:
    """What waits for the actor's body, who reported first comes first."""
    rows = list_to_confirm(actor)
    shares = list(rows[:SHOWN])
    doubts = doubts_of(shares)
    clear = [share for share in shares if not doubts[share.pk]]
    petitions = list_to_answer(actor)
    total = rows.count()
    return Waiting(
        situation_words=_situation(total, len(petitions)),
        clear=_by_task(actor, clear),
        clear_total=len(clear),
        doubtful=[
            _row(actor, share) | {"doubts": [_(each) for each in doubts[share.pk]]}
            for share in shares
            if doubts[share.pk]
        ],
        petitions=[
            build_petition(actor, each)
            | {
                "title": short(each.assigned.assignment.text),
                "body": each.assigned.organisation.short_name,
                "share": each.assigned.public_id,
            }
            for each in petitions
        ],
        left_out=max(0, total - SHOWN),
    )


def _by_task(actor: Actor, shares: list[AssignedBody]) -> list[dict[str, Any]]:
    groups: dict[int, dict[str, Any]] = {}
    for share in shares:
        group = groups.setdefault(
            share.assignment_id, {"title": short(share.assignment.text), "rows": []}
        )
        group["rows"].append(_row(actor, share))
    return list(groups.values())


def _row(actor: Actor, share: AssignedBody) -> dict[str, Any]:
    done_words = day_in_words(share.done_at) if share.done_at else ""
    return build_row(actor, share) | {"done_words": done_words}


def _situation(results: int, petitions: int) -> str:
    if not results and not petitions:
        return _("Không có kết quả hay đề xuất nào chờ cơ quan mình.")
    return _("%(results)s kết quả chờ xác nhận, %(petitions)s đề xuất chờ trả lời.") % {
        "results": results,
        "petitions": petitions,
    }
