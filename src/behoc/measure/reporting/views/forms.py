"""Forms: what an edition asks, a proposal of the own body, and its confirmation."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from behoc.kernel.actions import SignedRequest, action
from behoc.kernel.htmx import done, page
from behoc.kernel.ids import PublicId
from behoc.kernel.speech import said_on
from behoc.measure.reporting.forms import EditionForm, OwnForm
from behoc.measure.reporting.queries import editing, form_screens
from behoc.measure.reporting.queries import forms as forms_queries
from behoc.measure.reporting.rules.content import parse_form
from behoc.measure.reporting.services.forms import (
    confirm_edition,
    propose_edition,
    propose_form,
)

_READ = ("GET", "HEAD", "POST")


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
def add_form(request: SignedRequest) -> HttpResponse:
    """Propose a form of the own body, from the shipped headings and the catalogue."""
    sent = request.POST if request.method == "POST" else None
    form = OwnForm(sent)
    if sent is not None and form.is_valid():
        with said_on(form):
            new = propose_form(request.actor, content=editing.read_blank(sent), **form.cleaned_data)
            words = _("Đã đề xuất. Một lãnh đạo khác của cơ quan xem và xác nhận.")
            return done(request, reverse("reporting:edition", args=[new.public_id]), words)
    content = parse_form(editing.blank_content())
    return page(
        request,
        "reporting/pages/propose.html",
        status=422 if sent is not None else 200,
        form=form,
        fields=editing.build_fields(content, sent, asks_rows=False),
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
