"""Duties to report: the list, a new one, and its end."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from behoc.kernel.actions import SignedRequest, action
from behoc.kernel.htmx import done, page, part, wants_part
from behoc.kernel.ids import PublicId
from behoc.kernel.periods import Kind
from behoc.kernel.speech import said_on
from behoc.measure.reporting.forms import DutyForm
from behoc.measure.reporting.queries import duties, form_screens, from_tasks, reporters, screens
from behoc.measure.reporting.queries import forms as forms_queries
from behoc.measure.reporting.queries.from_tasks import FromTask
from behoc.measure.reporting.rules.reviews import Review
from behoc.measure.reporting.services.duties import DutyFacts, end_duty, set_duty

_LONGEST_WORDS = 100


@require_safe
@action("round.manage")
def list_duties(request: SignedRequest) -> HttpResponse:
    """What the own body asks others to report, what it may take up, and its forms."""
    own = duties.list_duties(request.actor)
    task_urls = from_tasks.list_task_urls(own)
    return page(
        request,
        "reporting/pages/duties.html",
        duties=[form_screens.build_duty(each, task_urls.get(each.pk, "")) for each in own],
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
    """Set a duty: of one's own, as a shipped one has it, or as a task of the own dispatch asks."""
    code = request.GET.get("mau", "")
    task = _task(request)
    words = request.POST.get("tim", "")[:_LONGEST_WORDS]
    found = reporters.find_nameable(request.actor, words)
    form = _form(request, task.initial if task else form_screens.initial_duty(code), found)
    if form.is_bound and form.is_valid():
        with said_on(form):
            duty = set_duty(request.actor, _facts(request, form.cleaned_data, code, task))
            address = reverse("reporting:open", args=[duty.public_id])
            return done(request, address, _("Đã đặt chế độ báo cáo. Mở đợt khi sẵn sàng."))
    return page(
        request,
        "reporting/pages/duty.html",
        status=422 if form.is_bound else 200,
        form=form,
        task=task,
        words=words,
        found=found,
    )


@require_safe
@action("assignment.view")
def of_task(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """The step on the page of a task that asks for reports, as a part of it."""
    offer = from_tasks.find_offer(request.actor, public_id)
    if wants_part(request):
        return part(request, "reporting/parts/of_task.html", offer=offer)
    if offer is None:
        words = _("Nhiệm vụ này không hỏi báo cáo, nên không có kỳ báo cáo để đặt.")
        return done(request, reverse("assignments:detail", args=[public_id]), words)
    return done(request, offer.url)


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


def _task(request: SignedRequest) -> FromTask | None:
    share_id = request.GET.get("nhiem-vu", "")
    return from_tasks.get_from_task(request.actor, share_id) if share_id else None


def _facts(
    request: SignedRequest, said: dict[str, Any], code: str, task: FromTask | None
) -> DutyFacts:
    day, through = said["last_day"], said["through"]
    shipped = form_screens.find_shipped(code)
    kind = Kind(said["period_kind"]).name.lower()
    due: list[Any] = [{"day": day, "kind": kind}] if day else []
    if shipped and (day, kind) == (form_screens.last_day_of(shipped), shipped.period):
        due = list(shipped.due)  # left as the paper has it: several days a year, or one year
    if task and day == task.initial["last_day"] and said["period_kind"] == task.asked.kind:
        due = list(task.asked.due)
    return DutyFacts(
        form=forms_queries.get_form(request.actor, said["form"]),
        name=said["name"],
        whom={name: said[name] for name in ("kinds", "levels", "tree", "named")},
        code=shipped.code if shipped and not task else "",
        due=due,
        due_words=task.due_words if task else shipped.due_words if shipped else "",
        period_kind=Kind(said["period_kind"]),
        review=Review(said["review"]),
        source=said["source"],
        through=form_screens.find_adviser(request.actor, through) if through else None,
        document=task.assignment.document if task else None,
        assignment=task.assignment if task else None,
    )
