"""The days on which reminders come, and a body's own."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from behoc.direction.assignments.forms import StepForm
from behoc.direction.assignments.queries.steps import list_steps
from behoc.direction.assignments.services.setting_steps import OwnDays, clear_step, set_step
from behoc.kernel.actions import SignedRequest, action
from behoc.kernel.clock import today
from behoc.kernel.errors import RuleBroken
from behoc.kernel.htmx import done, page
from behoc.kernel.speech import say


@require_safe
@action("assignment.view")
def show_steps(request: SignedRequest) -> HttpResponse:
    """Every step with its day, and the form of one that the address names."""
    code = request.GET.get("buoc", "") if request.may("assignment.set_steps") else ""
    return _show(request, code)


@require_POST
@action("assignment.set_steps")
def set_own(request: SignedRequest, code: str) -> HttpResponse:
    """A day of the body's own for one step, or the day set above again."""
    if request.POST.get("verdict") == "clear":
        clear_step(request.actor, code)
        return done(request, reverse("assignments:steps"), _("Đã bỏ ngày riêng của bước này."))
    form = StepForm(request.POST)
    if not form.is_valid():
        return _show(request, code, form, status=422)
    try:
        set_step(request.actor, code, OwnDays(**form.cleaned_data))
    except RuleBroken as refusal:
        form.add_error(None, say(refusal))
        return _show(request, code, form, status=refusal.status)
    return done(request, reverse("assignments:steps"), _("Đã ghi ngày riêng cho bước này."))


def _show(
    request: SignedRequest, code: str, form: StepForm | None = None, *, status: int = 200
) -> HttpResponse:
    steps = list_steps(request.actor)
    chosen = next((step for step in steps if step["code"] == code), None)
    if chosen and form is None:
        since = chosen["own_since"] or today()
        typed = {"days": chosen["days"], "source": chosen["own_source"], "effective_on": since}
        form = StepForm(initial=typed)
    template = "assignments/pages/steps.html"
    return page(request, template, status=status, steps=steps, chosen=chosen, form=form)
