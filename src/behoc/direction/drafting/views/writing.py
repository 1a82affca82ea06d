"""A specialist writes a draft, its next versions, and asks for opinions; colleagues answer."""

import secrets
from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from behoc.direction.assignments.queries.tasks import get_task
from behoc.direction.documents.queries.dispatches import get_dispatch
from behoc.direction.drafting.forms import AskForm, OpinionForm, StartForm, VersionForm
from behoc.direction.drafting.queries import drafts, screens
from behoc.direction.drafting.services import writing
from behoc.ground.attachments.services import store_file
from behoc.kernel.actions import SignedRequest, action
from behoc.kernel.clock import today
from behoc.kernel.htmx import done, page
from behoc.kernel.ids import PublicId
from behoc.kernel.speech import said_on

CHUNK = 1024 * 1024
DAYS_TO_ANSWER = 3
_READ = ("GET", "HEAD", "POST")


@require_http_methods(_READ)
@action("draft.write")
def start(request: SignedRequest) -> HttpResponse:
    """A new draft, of a paper or a task that the address names, or of neither."""
    asked_dispatch, asked_task = request.GET.get("van-ban", ""), request.GET.get("nhiem-vu", "")
    share = get_task(request.actor, asked_task) if asked_task else None
    dispatch = get_dispatch(request.actor, asked_dispatch) if asked_dispatch else None
    fresh = {"submission_key": secrets.token_hex(16), "title": _title(dispatch)}
    form = StartForm(*_sent(request), initial=fresh)
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data
        beginning = writing.Beginning(
            facts["title"], facts["kind"], facts["text"], dispatch=dispatch, share=share
        )
        key = facts["submission_key"]
        with said_on(form):
            draft = writing.start_draft(
                request.actor, beginning, files=_store(request, form), submission_key=key
            )
            return done(request, _address(draft.public_id), _("Đã lưu bản 1."))
    return _page(request, "start", form, dispatch=dispatch, share=share)


@require_http_methods(_READ)
@action("draft.write")
def add_version(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """The next version."""
    draft = drafts.get_draft(request.actor, public_id, action="draft.write")
    latest = drafts.list_versions(draft)[0]
    fresh = {"text": latest.text, "based_on": latest.number}
    form = VersionForm(*_sent(request), initial=fresh)
    if request.method == "POST" and form.is_valid():
        facts = {name: form.cleaned_data[name] for name in ("text", "note", "based_on")}
        with said_on(form):
            writing.add_version(request.actor, draft, files=_store(request, form), **facts)
            return done(request, _address(public_id), _("Đã lưu. Bản trước vẫn giữ."))
    return _page(request, "version", form, draft=screens.build_draft(request.actor, draft))


@require_http_methods(_READ)
@action("draft.write")
def ask(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """Ask colleagues for their opinion."""
    draft = drafts.get_draft(request.actor, public_id, action="draft.write")
    people = drafts.list_colleagues(request.actor, "draft.comment")
    fresh = {"due_on": today() + timedelta(days=DAYS_TO_ANSWER)}
    form = AskForm(people, request.POST if request.method == "POST" else None, initial=fresh)
    if request.method == "POST" and form.is_valid():
        chosen = set(form.cleaned_data["people"])
        ids = [one.pk for one in people if one.public_id in chosen]
        with said_on(form):
            writing.ask_opinions(request.actor, draft, ids, due_on=form.cleaned_data["due_on"])
            return done(request, _address(public_id), _("Đã xin góp ý. Người được hỏi thấy ngay."))
    return _page(
        request,
        "ask",
        form,
        draft=screens.build_draft(request.actor, draft),
        has_people=bool(people),
    )


@require_http_methods(_READ)
@action("draft.comment")
def give_opinion(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """The colleague who was asked reads the version and answers."""
    opinion = drafts.get_opinion(request.actor, public_id)
    fresh = {"verdict": opinion.verdict, "text": opinion.text}
    form = OpinionForm(request.POST if request.method == "POST" else None, initial=fresh)
    if request.method == "POST" and form.is_valid():
        with said_on(form):
            writing.give_opinion(request.actor, opinion, **form.cleaned_data)
            address = _address(opinion.version.draft.public_id)
            return done(request, address, _("Đã gửi góp ý. Người soạn thấy ngay."))
    return _page(
        request,
        "opinion",
        form,
        opinion=opinion,
        lines=opinion.version.text.splitlines(),
        draft=screens.build_draft(request.actor, opinion.version.draft),
    )


def _sent(request: SignedRequest) -> tuple[Any, Any]:
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def _store(request: SignedRequest, form: Any) -> list[Any]:
    return [
        store_file(request.actor, name=f.name, chunks=f.chunks(CHUNK), size=f.size)
        for f in form.cleaned_data["papers"]
        if f
    ]


def _title(dispatch: Any) -> str:
    return _("V/v trả lời %(title)s") % {"title": dispatch.title[:250]} if dispatch else ""


def _page(request: SignedRequest, name: str, form: Any, **context: Any) -> HttpResponse:
    status = 422 if request.method == "POST" else 200
    return page(request, f"drafting/pages/{name}.html", status=status, form=form, **context)


def _address(public_id: str) -> str:
    return reverse("drafting:detail", args=[public_id])
