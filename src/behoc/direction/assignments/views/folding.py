"""The page on which a body names the plan that takes a duty in."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from behoc.direction.assignments.forms import FoldForm
from behoc.direction.assignments.queries.folding import chosen_plan, list_plans
from behoc.direction.assignments.queries.screens import short
from behoc.direction.assignments.queries.tasks import get_task
from behoc.direction.assignments.services.folding import fold_into
from behoc.direction.relations.queries.picking import get_own_paper
from behoc.kernel.actions import SignedRequest, action
from behoc.kernel.errors import Refusal
from behoc.kernel.htmx import done, page
from behoc.kernel.ids import PublicId
from behoc.kernel.speech import say


@require_http_methods(["GET", "POST"])
@action("assignment.arrange")
def fold(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """Choose one of the body's own documents, or name a plan that is not here."""
    assigned = get_task(request.actor, public_id, action="assignment.arrange")
    back = reverse("assignments:arrange", args=[public_id])
    if request.POST.get("verdict") == "none":
        fold_into(request.actor, assigned, None)
        return done(request, back, _("Đã bỏ lồng ghép. Việc được làm riêng."))
    words = request.GET.get("q", "")[:100]
    plans = list_plans(request.actor, assigned, words)
    form = FoldForm(request.POST or None, papers=plans, initial=chosen_plan(assigned))
    if request.method == "POST" and form.is_valid():
        try:
            fold_into(request.actor, assigned, _plan(request, form))
        except Refusal as refusal:
            form.add_error(None, say(refusal))
        else:
            return done(request, back, _("Đã ghi lồng ghép. Nơi giao thấy ở trang lan tỏa."))
    return page(
        request,
        "assignments/pages/fold.html",
        status=422 if request.method == "POST" else 200,
        form=form,
        plans=plans,
        q=words,
        title=short(assigned.assignment.text),
        task=assigned,
    )


def _plan(request: SignedRequest, form: FoldForm) -> Any:
    chosen = form.cleaned_data["paper"]
    return get_own_paper(request.actor, chosen) if chosen else form.facts()
