"""The page of one share with whatever form is being filled in: every view of a share ends here."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from behoc.direction.assignments.forms import (
    AnswerForm,
    ExtensionForm,
    ReasonForm,
    ReportForm,
    new_report_form,
)
from behoc.direction.assignments.queries.arranging import build_card
from behoc.direction.assignments.queries.drawing import list_part_reports
from behoc.direction.assignments.queries.task_page import build_task
from behoc.direction.assignments.queries.tasks import get_task
from behoc.kernel.actions import SignedRequest
from behoc.kernel.htmx import page


def show(
    request: SignedRequest,
    public_id: str,
    *,
    report_form: ReportForm | None = None,
    reason_form: ReasonForm | None = None,
    extension_form: ExtensionForm | None = None,
    answer_form: AnswerForm | None = None,
    opened: str = "",
    status: int = 200,
) -> HttpResponse:
    """The page; `opened` names the folded form that was sent or asked for."""
    assigned = get_task(request.actor, public_id)
    task = build_task(request.actor, assigned)
    forms: dict[str, Any] = {
        "card": build_card(request.actor, assigned),
        "part_reports": list_part_reports(request.actor, assigned) if task.step == "report" else [],
        "report_form": report_form or new_report_form(),
        "reason_form": reason_form or ReasonForm(initial={"seen": task.seen}),
        "extension_form": extension_form or ExtensionForm(),
        "answer_form": answer_form or AnswerForm(),
    }
    template = "assignments/pages/detail.html"
    if task.step == "judge":
        template = "assignments/pages/judge.html"
    return page(request, template, status=status, task=task, opened=opened, **forms)


def address(public_id: str) -> str:
    """Where the page of a share is."""
    return reverse("assignments:detail", args=[public_id])
