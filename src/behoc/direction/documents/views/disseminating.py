"""How a body makes a dispatch known to its own people."""

import secrets
from collections.abc import Callable
from typing import Any

from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from behoc.direction.documents.forms.disseminating import CorrectionForm, RoundForm
from behoc.direction.documents.queries import disseminations
from behoc.direction.documents.queries.dispatches import get_dispatch
from behoc.direction.documents.services import disseminating
from behoc.direction.documents.services.disseminating import Round
from behoc.ground.attachments.services import content_path, store_file
from behoc.kernel.actions import SignedRequest, action
from behoc.kernel.clock import today
from behoc.kernel.htmx import done, page, part, wants_part
from behoc.kernel.ids import PublicId
from behoc.kernel.speech import said_on

CHUNK = 1024 * 1024
_READ = ("GET", "HEAD", "POST")


@require_safe
@action("document.view")
def show_disseminations(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """The rounds of the own body, as a page or as a part of the document's page."""
    dispatch = get_dispatch(request.actor, public_id)
    screen = disseminations.build_disseminations(request.actor, dispatch)
    if wants_part(request):
        return part(request, "documents/parts/disseminations.html", screen=screen)
    return page(request, "documents/pages/disseminations.html", screen=screen)


@require_http_methods(_READ)
@action("document.disseminate")
def add_round(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """One more round."""
    dispatch = get_dispatch(request.actor, public_id, action="document.disseminate")
    known = disseminations.list_told(request.actor, dispatch, [request.actor.body])
    total = known[request.actor.body].total if known else None
    fresh = {"held_on": today(), "total": total, "submission_key": secrets.token_hex(16)}
    form = RoundForm(*_sent(request), initial=fresh)

    def keep(facts: Round, common: dict[str, Any]) -> None:
        disseminating.note_round(request.actor, dispatch, facts, **common)

    if request.method == "POST" and _kept(request, form, keep):
        return done(request, _address(public_id), _("Đã ghi đợt phổ biến."))
    return _page(request, form, dispatch=dispatch)


@require_http_methods(_READ)
@action("document.disseminate")
def correct_round(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """A mistaken round noted anew; the old one is kept."""
    mistaken = disseminations.get_round(request.actor, public_id)
    names = ("held_on", "form", "told", "total", "minutes", "note")
    standing = {name: getattr(mistaken, name) for name in names}
    standing["submission_key"] = secrets.token_hex(16)
    form = CorrectionForm(*_sent(request), initial=standing)

    def keep(facts: Round, common: dict[str, Any]) -> None:
        disseminating.correct_round(request.actor, mistaken, facts, **common)

    if request.method == "POST" and _kept(request, form, keep):
        address = _address(mistaken.dispatch.public_id)
        return done(request, address, _("Đã ghi lại. Số cũ vẫn giữ để đối chiếu."))
    return _page(request, form, dispatch=mistaken.dispatch, mistaken=mistaken)


@require_safe
@action("document.view")
def show_proof(request: SignedRequest, public_id: PublicId) -> HttpResponseBase:
    """One file that proves a round, downloaded."""
    file = disseminations.get_proof(request.actor, public_id).stored_file
    return FileResponse(
        content_path(file).open("rb"),
        as_attachment=True,
        filename=file.name,
        content_type="application/octet-stream",
    )


def _sent(request: SignedRequest) -> tuple[Any, Any]:
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def _kept(
    request: SignedRequest, form: RoundForm, keep: Callable[[Round, dict[str, Any]], None]
) -> bool:
    """True when the round was kept; else the form says why not."""
    if not form.is_valid():
        return False
    facts = dict(form.cleaned_data)
    files = [
        store_file(request.actor, name=f.name, chunks=f.chunks(CHUNK), size=f.size)
        for f in facts.pop("proofs")
        if f
    ]
    common = {"files": files, "submission_key": facts.pop("submission_key")}
    if "reason" in facts:
        common["reason"] = facts.pop("reason")
    with said_on(form):
        keep(Round(**facts), common)
    return not form.errors


def _page(request: SignedRequest, form: RoundForm, **context: Any) -> HttpResponse:
    status = 422 if request.method == "POST" else 200
    return page(request, "documents/pages/dissemination.html", status=status, form=form, **context)


def _address(public_id: str) -> str:
    return reverse("documents:disseminations", args=[public_id])
