"""The side of who was named: what the leader gave me, and my answer."""

from typing import Any

from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from behoc.direction.handling.forms import AnswerForm, new_key
from behoc.direction.handling.queries import screens, submissions
from behoc.direction.handling.services import answering
from behoc.ground.attachments.rules import PICTURES
from behoc.ground.attachments.services import content_path, store_file
from behoc.kernel.actions import SignedRequest, action
from behoc.kernel.errors import Conflict
from behoc.kernel.htmx import done, page
from behoc.kernel.ids import PublicId
from behoc.kernel.speech import say

CHUNK = 1024 * 1024


@require_safe
@action("handling.answer")
def list_parts(request: SignedRequest) -> HttpResponse:
    """What leaders gave me: open first, then what was taken back, then done."""
    rows = [
        screens.build_part_row(each) for each in submissions.list_parts_of_person(request.actor)
    ]
    return page(request, "handling/pages/parts.html", rows=rows)


@require_safe
@action("handling.view")
def show_part(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """One receiver of an instruction."""
    part = submissions.get_part(request.actor, public_id)
    answering.open_part(request.actor, part)
    return _page(request, part)


@require_http_methods(["GET", "POST"])
@action("handling.answer")
def answer(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """Answer the leader; what was typed stays on the page when the word was taken back."""
    part = submissions.get_part(request.actor, public_id, action="handling.answer")
    if request.method == "GET":
        return _page(request, part)
    form = AnswerForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, part, form=form, status=422)
    facts = form.cleaned_data
    try:
        answering.answer_part(
            request.actor,
            part,
            kind=facts["kind"],
            text=facts["text"],
            files=[
                store_file(request.actor, name=f.name, chunks=f.chunks(CHUNK), size=f.size)
                for f in facts["evidence"]
            ],
            submission_key=facts["submission_key"],
        )
    except Conflict as refused:
        form.add_error(None, say(refused))
        fresh = submissions.get_part(request.actor, public_id)
        return _page(request, fresh, form=form, status=refused.status)
    address = reverse("handling:part", args=[public_id])
    return done(request, address, _("Đã gửi. Lãnh đạo thấy câu trả lời này."))


@require_safe
@action("handling.view")
def show_answer_file(request: SignedRequest, public_id: PublicId) -> HttpResponseBase:
    """One file of an answer; pictures open in the browser, everything else is downloaded."""
    file = submissions.get_answer_file(request.actor, public_id).stored_file
    is_picture = file.media_type in PICTURES
    return FileResponse(
        content_path(file).open("rb"),
        as_attachment=not is_picture,
        filename=file.name,
        content_type=file.media_type if is_picture else "application/octet-stream",
    )


def _page(
    request: SignedRequest,
    part: Any,
    *,
    form: AnswerForm | None = None,
    status: int = 200,
) -> HttpResponse:
    return page(
        request,
        "handling/pages/part.html",
        status=status,
        part=screens.build_part(request.actor, part),
        can_draft=request.may("draft.write"),
        form=form or AnswerForm(initial={"submission_key": new_key()}),
    )
