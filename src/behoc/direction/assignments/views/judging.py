"""The giver looks at results: one beside its clause, or many at once."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from behoc.direction.assignments.forms import ReasonForm
from behoc.direction.assignments.queries import judging as waiting
from behoc.direction.assignments.queries import waiting_page
from behoc.direction.assignments.queries.tasks import get_task
from behoc.direction.assignments.services import judging
from behoc.direction.assignments.views.screen import address, show
from behoc.kernel.actions import SignedRequest, action
from behoc.kernel.errors import Refusal, RuleBroken
from behoc.kernel.htmx import done, page
from behoc.kernel.ids import PublicId
from behoc.kernel.speech import say

ACTION = "assignment.confirm"


@require_POST
@action("assignment.confirm")
def confirm(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """Take what was reported as done."""
    assigned = get_task(request.actor, public_id, action=ACTION)
    judging.confirm_result(request.actor, assigned, seen=request.POST.get("seen", "")[:40])
    return done(request, _next(request), _("Đã xác nhận. Nơi thực hiện được báo ngay."))


@require_http_methods(["GET", "POST"])
@action("assignment.confirm")
def send_back(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """Return the result with a reason."""
    assigned = get_task(request.actor, public_id, action=ACTION)
    form = ReasonForm(request.POST or None)
    if request.method == "GET":
        return show(request, public_id, opened="return")
    if not form.is_valid():
        return show(request, public_id, reason_form=form, opened="return", status=422)
    try:
        judging.return_result(
            request.actor,
            assigned,
            reason=form.cleaned_data["reason"],
            seen=form.cleaned_data["seen"],
        )
    except Refusal as refusal:
        return _refused(request, public_id, form, refusal)
    return done(request, _next(request), _("Đã trả lại kèm lý do. Nơi thực hiện được báo ngay."))


@require_http_methods(["GET", "POST"])
@action("assignment.confirm")
def reopen(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """Take a confirmation back."""
    assigned = get_task(request.actor, public_id, action=ACTION)
    form = ReasonForm(request.POST or None)
    if request.method == "GET":
        return show(request, public_id, opened="reopen")
    if not form.is_valid():
        return show(request, public_id, reason_form=form, opened="reopen", status=422)
    try:
        judging.reopen_result(request.actor, assigned, reason=form.cleaned_data["reason"])
    except Refusal as refusal:
        return _refused(request, public_id, form, refusal, opened="reopen")
    return done(request, address(public_id), _("Đã mở lại. Nơi thực hiện được báo ngay."))


@require_http_methods(["GET", "POST"])
@action("assignment.confirm")
def list_waiting(request: SignedRequest) -> HttpResponse:
    """Everything that waits for the giver; ticked results are confirmed together."""
    fault = ""
    if request.method == "POST":
        rows = waiting.list_to_confirm(request.actor)
        chosen = list(rows.filter(public_id__in=request.POST.getlist("chon")))
        try:
            count = _confirm(request, chosen)
        except RuleBroken as refusal:
            fault = say(refusal)
        else:
            said = ngettext(
                "Đã xác nhận %(count)s kết quả.", "Đã xác nhận %(count)s kết quả.", count
            )
            return done(request, reverse("assignments:waiting"), said % {"count": count})
    return page(
        request,
        "assignments/pages/waiting.html",
        status=422 if fault else 200,
        fault=fault,
        waiting=waiting_page.build_waiting(request.actor),
    )


def _confirm(request: SignedRequest, chosen: list[object]) -> int:
    if not chosen:
        raise RuleBroken("Chưa chọn kết quả nào. Đánh dấu ít nhất một nơi.")
    return judging.confirm_many(request.actor, chosen)  # type: ignore[arg-type]  # rows pass through


def _refused(
    request: SignedRequest,
    public_id: str,
    form: ReasonForm,
    refusal: Refusal,
    *,
    opened: str = "return",
) -> HttpResponse:
    form.add_error(None, say(refusal))
    return show(request, public_id, reason_form=form, opened=opened, status=refusal.status)


def _next(request: SignedRequest) -> str:
    """The list of what waits while there is more, else the desk's own list of given tasks."""
    if waiting.count_to_confirm(request.actor):
        return reverse("assignments:waiting")
    return reverse("assignments:list") + "?cua=da-giao"
