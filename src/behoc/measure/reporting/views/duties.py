"""Duties to report: the list, a new one, and its end."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from behoc.kernel.actions import SignedRequest, action
from behoc.kernel.htmx import done, page
from behoc.kernel.ids import PublicId
from behoc.kernel.periods import Kind
from behoc.kernel.speech import said_on
from behoc.measure.reporting.forms import DutyForm
from behoc.measure.reporting.queries import duties, form_screens, reporters, screens
from behoc.measure.reporting.queries import forms as forms_queries
from behoc.measure.reporting.services.duties import DutyFacts, end_duty, set_duty

_LONGEST_WORDS = 100


@require_safe
@action("round.manage")
def list_duties(request: SignedRequest) -> HttpResponse:
    """What the own body asks others to report, what it may take up, and its forms."""
    own = duties.list_duties(request.actor)
    return page(
        request,
        "reporting/pages/duties.html",
        duties=[form_screens.build_duty(each) for each in own],
        offered=form_screens.list_offered(own),
        editions=[
            form_screens.build_edition(each) for each in forms_queries.list_editions(request.actor)
        ],
        can_propose=request.may("form.propose"),
        tabs=screens.list_tabs(request.actor, "reporting:duties"),
    )


@require_http_methods(("GET", "HEAD", "POST"))
@action("round.manage")
def add_duty(request: SignedRequest) -> HttpResponse:
    """Set a duty, of one's own or as a shipped one has it."""
    code = request.GET.get("mau", "")
    words = request.POST.get("tim", "")[:_LONGEST_WORDS]
    found = reporters.find_nameable(request.actor, words)
    form = _form(request, form_screens.initial_duty(code), found)
    if form.is_bound and form.is_valid():
        with said_on(form):
            duty = set_duty(request.actor, _facts(request, form.cleaned_data, code))
            address = reverse("reporting:open", args=[duty.public_id])
            return done(request, address, _("Đã đặt chế độ báo cáo. Mở đợt khi sẵn sàng."))
    return page(
        request,
        "reporting/pages/duty.html",
        status=422 if form.is_bound else 200,
        form=form,
        words=words,
        found=found,
    )


@require_POST
@action("round.manage")
def end(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """No further rounds of a duty."""
    end_duty(request.actor, duties.get_duty(request.actor, public_id))
    words = _("Đã thôi chế độ này. Các đợt đang mở vẫn tiếp tục.")
    return done(request, reverse("reporting:duties"), words)


def _form(request: SignedRequest, initial: dict[str, Any], found: list[Any]) -> DutyForm:
    """The form as it was sent; after a search for bodies as it was typed so far, unchecked."""
    sent = request.POST if request.method == "POST" else None
    if sent is not None and "search" in sent:
        initial, sent = DutyForm.typed(sent), None
    chosen = request.POST.getlist("named") if request.method == "POST" else initial.get("named", [])
    bodies = reporters.list_named(request.actor, chosen)
    return DutyForm(
        sent,
        forms_known=forms_queries.list_forms(request.actor),
        through=form_screens.list_advisers(request.actor),
        bodies=bodies + [each for each in found if each not in bodies],
        initial=initial,
    )


def _facts(request: SignedRequest, said: dict[str, Any], code: str) -> DutyFacts:
    day, through = said["last_day"], said["through"]
    shipped = form_screens.find_shipped(code)
    due: list[Any] = [{"day": day, "kind": Kind(said["period_kind"]).name.lower()}] if day else []
    if shipped and day == form_screens.initial_duty(code).get("last_day", ""):
        due = list(shipped.due)  # left as the paper has it: several days a year, or one year
    return DutyFacts(
        form=forms_queries.get_form(request.actor, said["form"]),
        name=said["name"],
        whom={name: said[name] for name in ("kinds", "levels", "tree", "named")},
        code=shipped.code if shipped else "",
        due=due,
        due_words=shipped.due_words if shipped else "",
        period_kind=Kind(said["period_kind"]),
        source=said["source"],
        through=form_screens.find_adviser(request.actor, through) if through else None,
    )
