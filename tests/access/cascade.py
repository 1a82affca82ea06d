"""How the queries of a dispatch's progress are asked, for the kits of reach."""

from typing import Any

from behoc.direction.assignments.queries import cascade as task_counts
from behoc.direction.documents.queries import reach
from behoc.kernel.actor import Actor
from behoc.surface.dashboards.queries import (
    cascade,
    cascade_list,
    cascade_matrix,
    cascade_page,
    cascade_remind,
    cascade_sheet,
    cascade_tabs,
)
from behoc.surface.dashboards.rules import Choice
from tests.access.asking import Question
from tests.kits.belongings import Belongings


def _narrowed(actor: Actor, own: Belongings) -> tuple[Any, ...]:
    """What the matrix of somebody's dispatch is built from."""
    seen = cascade.load_cascade(actor, own.dispatch.public_id)
    return actor, seen, Choice(), task_counts.count_by_task(actor, seen.dispatch)


def _tab(actor: Actor, own: Belongings) -> tuple[Any, ...]:
    return _narrowed(actor, own)[:2]


def _shares_to_remind(actor: Actor, own: Belongings) -> Any:
    seen = cascade.load_cascade(actor, own.dispatch.public_id)
    plan = cascade_remind.build_plan(actor, seen, Choice())
    return cascade_remind.list_shares_to_remind(actor, seen, plan)


def _named(actor: Actor, own: Belongings) -> tuple[Any, ...]:
    """One segment with somebody's body named in its address."""
    choice = Choice(bodies=(own.desk.body.public_id,), columns=(1,))
    return actor, cascade.load_cascade(actor, own.dispatch.public_id, choice.bodies), choice


def _sheet(actor: Actor, own: Belongings) -> list[Any]:
    """All that the workbook holds."""
    cover, columns, rows = cascade_sheet.build_sheet(*_narrowed(actor, own)[:3])
    return [*cover, *columns, *rows]


TABS = (
    cascade_tabs.build_brief,
    cascade_tabs.build_levels,
    cascade_tabs.build_tasks,
    cascade_tabs.build_log,
)

QUESTIONS = {
    "documents.list_receivers": Question(
        lambda actor, own: reach.list_receivers(actor, own.dispatch)
    ),
    "documents.list_entered": Question(lambda actor, own: reach.list_entered(actor)),
    "assignments.count_by_body": Question(
        lambda actor, own: task_counts.count_by_body(actor, own.dispatch)
    ),
    "assignments.count_by_task": Question(
        lambda actor, own: task_counts.count_by_task(actor, own.dispatch)
    ),
    "assignments.list_task_ids": Question(
        lambda actor, own: task_counts.list_task_ids(actor, own.dispatch)
    ),
    "assignments.list_shares": Question(
        lambda actor, own: task_counts.list_shares(actor, own.dispatch)
    ),
    "assignments.list_last_reports": Question(
        lambda actor, own: task_counts.list_last_reports(actor, own.dispatch, limit=9)
    ),
    "assignments.list_last_acceptances": Question(
        lambda actor, own: task_counts.list_last_acceptances(actor, own.dispatch, limit=9)
    ),
    "assignments.count_reminders": Question(
        lambda actor, own: task_counts.count_reminders(actor, own.dispatch)
    ),
    "assignments.list_longest_waiting": Question(
        lambda actor, own: task_counts.list_longest_waiting(actor, own.dispatch, [own.desk.body.pk])
    ),
    "dashboards.build_rows": Question(
        lambda actor, own: cascade_list.build_rows(actor, list(reach.list_entered(actor)))
    ),
    "dashboards.may_remind": Question(
        lambda actor, own: cascade_remind.may_remind(*_narrowed(actor, own)[:2]), picks=True
    ),
    "dashboards.build_plan": Question(
        lambda actor, own: cascade_remind.build_plan(*_narrowed(actor, own)[:3]), picks=True
    ),
    "dashboards.list_shares_to_remind": Question(_shares_to_remind, picks=True),
    "dashboards.build_head": Question(
        lambda actor, own: cascade_page.build_head(*_narrowed(actor, own)[:2], ""), picks=True
    ),
    "dashboards.build_filters": Question(
        lambda actor, own: cascade_page.build_filters(*_narrowed(actor, own)[:3]), picks=True
    ),
    **{
        f"dashboards.{build.__name__}": Question(
            lambda actor, own, build=build: build(*_tab(actor, own)), picks=True
        )
        for build in TABS
    },
    "dashboards.load_cascade": Question(
        lambda actor, own: cascade.load_cascade(actor, own.dispatch.public_id), picks=True
    ),
    "dashboards.build_matrix": Question(
        lambda actor, own: cascade_matrix.build_matrix(*_narrowed(actor, own)), picks=True
    ),
    "dashboards.build_sheet": Question(_sheet, picks=True),
    "dashboards.build_segment": Question(
        lambda actor, own: cascade_matrix.build_segment(*_named(actor, own)), picks=True
    ),
}
