"""Papers on their way into a register: delivered, own, without a file, alike."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from behoc.direction.documents.queries.dispatches import get_dispatch, is_open
from behoc.direction.documents.queries.store import get_document
from behoc.direction.documents.services.facts import MENDED
from behoc.direction.documents.services.versions import join_dispatch
from behoc.direction.registers.forms import MendForm, PaperForm, ReasonForm, new_paper_form
from behoc.direction.registers.queries import alike, book, screens
from behoc.direction.registers.rules.likeness import CameBefore
from behoc.direction.registers.rules.series import known_types
from behoc.direction.registers.services import entering
from behoc.direction.registers.services import papers as paper_services
from behoc.kernel.actions import SignedRequest, action
from behoc.kernel.errors import RuleBroken
from behoc.kernel.htmx import done, page, part, wants_part
from behoc.kernel.ids import PublicId
from behoc.kernel.speech import say

Row = Any  # views pass rows on from queries to services and never look inside


@require_http_methods(["GET", "POST"])
@action("register.enter")
def enter_paper(request: SignedRequest) -> HttpResponse:
    """Write down a paper that has no file."""
    form = PaperForm(request.POST) if request.method == "POST" else new_paper_form()
    found: Row = []
    if request.method == "POST" and form.is_valid():
        try:
            entry = paper_services.enter_paper(request.actor, form.facts(), form.arrival())
        except CameBefore as before:
            found = _list_like(request, form)
            form.ask_reason(say(before))
        else:
            said = _("Đã vào sổ số %(number)s.") % {"number": entry.number}
            return done(request, book.address_of(entry), said)
    return page(
        request,
        "registers/pages/paper.html",
        status=422 if request.method == "POST" else 200,
        form=form,
        types=known_types(),
        alike=found,
    )


@require_safe
@action("document.view")
def of_dispatch(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """The arrival stamp of a dispatch, as a page or as a part of the dispatch's page."""
    dispatch = get_dispatch(request.actor, public_id)
    stamp = screens.build_stamp(request.actor, dispatch)
    if wants_part(request):
        return part(request, "registers/parts/of_dispatch.html", stamp=stamp)
    return page(request, "registers/pages/of_dispatch.html", stamp=stamp, dispatch=dispatch)


@require_http_methods(["GET", "POST"])
@action("document.mend")
def mend(request: SignedRequest, public_id: PublicId, position: int) -> HttpResponse:
    """Fill in what nobody knew of a paper, or mend what was known."""
    document = get_document(request.actor, public_id, position, action="document.mend")
    known = {name: getattr(document, name) for name in MENDED}
    form = MendForm(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        facts, reason = form.facts(), form.cleaned_data["reason"]
        try:
            paper_services.mend_paper(request.actor, document, facts, reason=reason)
        except RuleBroken as broken:
            form.add_error("reason", say(broken))
        else:
            return done(request, _document(public_id), _("Đã ghi thông tin văn bản."))
    status = 422 if request.method == "POST" else 200
    return page(request, "registers/pages/mend.html", status=status, form=form, document=document)


@require_POST
@action("register.enter")
def enter(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """Enter what was delivered; where a paper like it came before, the clerk is asked first."""
    dispatch = get_dispatch(request.actor, public_id, action="register.enter")
    try:
        entry = entering.enter_delivered(request.actor, dispatch, reason=_reason(request))
    except CameBefore:
        return done(request, reverse("registers:alike", args=[public_id]))
    said = _("Đã vào sổ đến số %(number)s.") % {"number": entry.number}
    return done(request, _document(public_id), said)


@require_POST
@action("register.enter")
def give_number(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """Give the next number to an own paper that carries none."""
    dispatch = get_dispatch(request.actor, public_id, action="register.enter")
    paper = screens.paper_to_number(request.actor, dispatch)
    if paper is None:
        return done(request, _document(public_id))
    try:
        entry = entering.register_outgoing(request.actor, paper, reason=_reason(request))
    except CameBefore:
        return done(request, reverse("registers:alike", args=[public_id]))
    said = _("Đã cấp số %(number)s.") % {"number": entry.document.number_symbol}
    return done(request, _document(public_id), said)


@require_safe
@action("document.view")
def show_alike(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """Papers that came before and may be the same; as a part it only warns."""
    dispatch = get_dispatch(request.actor, public_id)
    found = alike.list_alike(request.actor, dispatch)
    if wants_part(request):
        return part(request, "registers/parts/alike.html", alike=found, dispatch=dispatch)
    return _alike(request, dispatch, found)


@require_POST
@action("document.assign")
def join(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """It is the same paper: its files go to the earlier one, and nothing is entered twice."""
    dispatch = get_dispatch(request.actor, public_id, action="document.assign")
    chosen = request.POST.get("to", "")
    if not chosen:
        raise RuleBroken("Chọn văn bản có trước để gộp vào.")
    other = get_dispatch(request.actor, chosen, action="document.assign")
    join_dispatch(request.actor, dispatch, other)
    return done(
        request,
        _document(other.public_id),
        _("Đã gộp vào văn bản có trước. Không vào sổ lần nữa."),
    )


def _list_like(request: SignedRequest, form: PaperForm) -> Row:
    key = form.cleaned_data["submission_key"]
    facts, incoming = form.facts(), form.is_incoming
    return alike.list_like_facts(request.actor, facts, is_incoming=incoming, but=key)


def _reason(request: SignedRequest) -> str:
    return request.POST.get("reason", "")


def _alike(request: SignedRequest, dispatch: Row, found: Row) -> HttpResponse:
    is_under_review = is_open(dispatch)
    enter_url = "assignments:assign" if is_under_review else "registers:enter"
    if not is_under_review and screens.paper_to_number(request.actor, dispatch):
        enter_url = "registers:give"
    return page(
        request,
        "registers/pages/alike.html",
        dispatch=dispatch,
        alike=found,
        form=ReasonForm(),
        enter_url=reverse(enter_url, args=[dispatch.public_id]),
        back_url=reverse(
            "documents:review" if is_under_review else "documents:detail",
            args=[dispatch.public_id],
        ),
        can_enter=request.may("document.assign" if is_under_review else "register.enter"),
        can_join=is_under_review and request.may("document.assign"),
    )


def _document(public_id: str) -> str:
    return reverse("documents:detail", args=[public_id])
