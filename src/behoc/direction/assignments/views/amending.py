"""The giver changes a task; a body notes the change; a directive is withdrawn."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from behoc.direction.assignments.forms import AmendForm, WithdrawForm
from behoc.direction.assignments.queries import amendments
from behoc.direction.assignments.queries.amend_page import build_amend
from behoc.direction.assignments.queries.tasks import get_task
from behoc.direction.assignments.services import amending
from behoc.direction.assignments.services.withdrawing import withdraw_directive
from behoc.direction.assignments.views.screen import address
from behoc.direction.documents.queries.dispatches import get_dispatch
from behoc.direction.relations.queries.picking import get_own_paper, list_own_papers
from behoc.kernel.actions import SignedRequest, action
from behoc.kernel.clock import today
from behoc.kernel.errors import Refusal
from behoc.kernel.htmx import done, page
from behoc.kernel.ids import PublicId
from behoc.kernel.speech import say


@require_http_methods(["GET", "POST"])
@action("assignment.amend")
def amend(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """Change the words, the day or the bodies of the task that a share belongs to."""
    assigned = get_task(request.actor, public_id, action="assignment.amend")
    assignment = assigned.assignment
    screen = build_amend(assigned, request.POST.get("tim", "")[:100])
    if request.method == "GET":
        form = AmendForm(initial=screen.initial | {"effective_on": today()})
        return _amend_page(request, form, screen)
    form = AmendForm(request.POST)
    if "search" in request.POST:
        return _amend_page(request, form, screen)
    if not form.is_valid():
        return _amend_page(request, form, screen, status=422)
    facts = form.cleaned_data
    try:
        amending.amend_task(
            request.actor,
            assignment,
            amending.Change(
                text=facts["text"],
                due_on=facts["due_on"],
                added=screen.ids_of(request.POST.getlist("them")),
                removed=screen.removed_ids(request.POST.getlist("giu")),
            ),
            amending.Ground(facts["reason"], facts["effective_on"], facts["basis"]),
            seen=facts["seen"],
        )
    except Refusal as refusal:
        form.add_error(None, say(refusal))
        return _amend_page(request, form, screen, status=refusal.status)
    return done(request, address(public_id), _("Đã sửa. Các nơi liên quan được báo ngay."))


@require_POST
@action("assignment.report")
def note(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """The body has seen what changed."""
    notice = amendments.get_notice(request.actor, public_id)
    amending.note_amendment(request.actor, notice)
    return done(request, address(notice.assigned.public_id), _("Đã ghi nhận bản sửa."))


@require_http_methods(["GET", "POST"])
@action("document.revoke")
def withdraw(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """Withdraw a directive with everything that hangs on it."""
    dispatch = get_dispatch(request.actor, public_id, action="document.revoke")
    papers = list_own_papers(request.actor, dispatch)
    form = WithdrawForm(request.POST or None, initial={"on": today()}, papers=papers)
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data
        try:
            count = withdraw_directive(
                request.actor,
                dispatch,
                reason=facts["reason"],
                on=facts["on"],
                replaced_by=_replacement(request, facts["replaced_by"]),
            )
        except Refusal as refusal:
            form.add_error(None, say(refusal))
            return _withdraw_page(request, form, dispatch, status=refusal.status)
        said = _("Đã thu hồi. %(count)s nơi không phải làm tiếp; những gì đã báo vẫn được giữ.")
        where = reverse("documents:detail", args=[public_id])
        return done(request, where, said % {"count": count})
    status = 422 if request.method == "POST" else 200
    return _withdraw_page(request, form, dispatch, status=status)


def _replacement(request: SignedRequest, public_id: str) -> Any:
    return get_own_paper(request.actor, public_id).dispatch if public_id else None


def _amend_page(
    request: SignedRequest, form: AmendForm, screen: Any, *, status: int = 200
) -> HttpResponse:
    ticked = request.POST.getlist("them")
    kept = request.POST.getlist("giu") if request.method == "POST" else screen.kept
    return page(
        request,
        "assignments/pages/amend.html",
        status=status,
        form=form,
        screen=screen,
        ticked=ticked,
        kept=kept,
    )


def _withdraw_page(
    request: SignedRequest, form: WithdrawForm, dispatch: Any, *, status: int = 200
) -> HttpResponse:
    return page(
        request, "assignments/pages/withdraw.html", status=status, form=form, dispatch=dispatch
    )
