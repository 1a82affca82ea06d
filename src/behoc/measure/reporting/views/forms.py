"""Forms, their local editions, and the duties that use them."""

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
from behoc.measure.reporting.forms import DutyForm, EditionForm
from behoc.measure.reporting.queries import duties, editing, form_screens, screens
from behoc.measure.reporting.queries import forms as forms_queries
from behoc.measure.reporting.rules.content import parse_form
from behoc.measure.reporting.services.duties import DutyFacts, end_duty, set_duty
from behoc.measure.reporting.services.forms import confirm_edition, propose_edition

_READ = ("GET", "HEAD", "POST")


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


@require_http_methods(_READ)
@action("round.manage")
def add_duty(request: SignedRequest) -> HttpResponse:
    """Set a duty, of one's own or as a shipped one has it."""
    code = request.GET.get("mau", "")
    form = DutyForm(
        request.POST if request.method == "POST" else None,
        forms_known=forms_queries.list_forms(request.actor),
        through=form_screens.list_advisers(request.actor),
        initial=form_screens.initial_duty(code),
    )
    if request.method == "POST" and form.is_valid():
        with said_on(form):
            duty = set_duty(request.actor, _facts(request, form.cleaned_data, code))
            address = reverse("reporting:open", args=[duty.public_id])
            return done(request, address, _("Đã đặt chế độ báo cáo. Mở đợt khi sẵn sàng."))
    return page(
        request,
        "reporting/pages/duty.html",
        status=422 if request.method == "POST" else 200,
        form=form,
    )


@require_POST
@action("round.manage")
def end(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """No further rounds of a duty."""
    end_duty(request.actor, duties.get_duty(request.actor, public_id))
    words = _("Đã thôi chế độ này. Các đợt đang mở vẫn tiếp tục.")
    return done(request, reverse("reporting:duties"), words)


@require_safe
@action("round.view")
def show_edition(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """An edition as who fills it in will see it, and what may be done with it."""
    edition = forms_queries.get_edition(request.actor, public_id)
    return page(
        request,
        "reporting/pages/edition.html",
        edition=form_screens.build_edition(edition),
        content=parse_form(edition.content),
        can_confirm=form_screens.may_confirm(request.actor, edition),
        can_propose=request.may("form.propose"),
    )


@require_http_methods(_READ)
@action("form.propose")
def propose(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """Propose an edition of the own body, drawn from another."""
    edition = forms_queries.get_edition(request.actor, public_id)
    sent = request.POST if request.method == "POST" else None
    form = EditionForm(sent)
    if sent is not None and form.is_valid():
        with said_on(form):
            new = propose_edition(
                request.actor,
                edition.form,
                content=editing.read_fields(edition.content, sent),
                source=form.cleaned_data["source"],
            )
            words = _("Đã đề xuất. Một lãnh đạo khác của cơ quan xem và xác nhận.")
            return done(request, reverse("reporting:edition", args=[new.public_id]), words)
    return page(
        request,
        "reporting/pages/propose.html",
        status=422 if request.method == "POST" else 200,
        form=form,
        edition=form_screens.build_edition(edition),
        fields=editing.build_fields(parse_form(edition.content), sent),
    )


@require_POST
@action("form.confirm")
def confirm(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """Confirm what another person of the body proposed."""
    confirm_edition(request.actor, forms_queries.get_edition(request.actor, public_id))
    address = reverse("reporting:edition", args=[public_id])
    return done(request, address, _("Đã xác nhận. Từ nay mở đợt bằng bản này được."))


def _facts(request: SignedRequest, said: dict[str, Any], code: str) -> DutyFacts:
    day, kind = said["last_day"], Kind(said["period_kind"]).name.lower()
    shipped = form_screens.find_shipped(code)
    due: list[Any] = [{"day": day, "kind": kind}] if day else []
    if shipped and (day, kind) == (form_screens.last_day_of(shipped), shipped.period):
        due = list(shipped.due)  # left as the paper has it: several days a year, or one year
    through = said["through"]
    return DutyFacts(
        form=forms_queries.get_form(request.actor, said["form"]),
        name=said["name"],
        whom={"kinds": said["kinds"], "levels": said["levels"], "tree": said["tree"]},
        code=shipped.code if shipped else "",
        due=due,
        due_words=shipped.due_words if shipped else "",
        period_kind=Kind(said["period_kind"]),
        source=said["source"],
        through=form_screens.find_adviser(request.actor, through) if through else None,
    )
