"""The leader's side: what waits, one paper on a phone, the word on it, what came of it."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from behoc.direction.documents.queries.dispatches import get_dispatch
from behoc.direction.handling.forms import TERMS, InstructForm, ReasonForm
from behoc.direction.handling.queries import (
    instructed,
    openings,
    people,
    screens,
    submissions,
)
from behoc.direction.handling.services import instructing, submitting
from behoc.direction.handling.views.submitting import address
from behoc.kernel.actions import SignedRequest, action
from behoc.kernel.errors import RuleBroken
from behoc.kernel.htmx import done, page
from behoc.kernel.ids import PublicId
from behoc.kernel.speech import said_on
from behoc.kernel.tables import page_of


@require_safe
@action("handling.instruct")
def list_waiting(request: SignedRequest) -> HttpResponse:
    """What waits for the leader's word, the oldest first."""
    rows = submissions.list_waiting_submissions(request.actor)
    return page(
        request,
        "handling/pages/waiting.html",
        rows=[screens.build_row(each, waits_for_me=True) for each in rows],
    )


@require_safe
@action("handling.instruct")
def list_instructed(request: SignedRequest) -> HttpResponse:
    """What the leader instructed, and what came of it."""
    chosen = {
        "outcome": request.GET.get(instructed.STATE, ""),
        "who": request.GET.get(instructed.WHO, ""),
    }
    shown = page_of(request, instructed.narrow_instructed(request.actor, **chosen))
    shown.object_list = instructed.build_rows(list(shown.object_list))
    return page(
        request,
        "handling/pages/instructed.html",
        page=shown,
        filters=instructed.build_filters(request.actor, **chosen),
        is_narrowed=any(chosen.values()),
    )


@require_safe
@action("handling.view")
def show_submission(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """One paper before a leader: to read, to instruct on, and what was said."""
    submission = submissions.get_submission(request.actor, public_id)
    submitting.open_submission(request.actor, submission)
    return _page(request, submission)


@require_POST
@action("handling.instruct")
def take_up(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """Take a paper up that nobody has submitted."""
    dispatch = get_dispatch(request.actor, public_id, action="handling.instruct")
    return done(request, address(submitting.take_up(request.actor, dispatch).public_id))


@require_http_methods(["GET", "POST"])
@action("handling.instruct")
def instruct(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """Give the word."""
    submission = submissions.get_submission(request.actor, public_id, action="handling.instruct")
    form = _form(request, submission)
    if request.method == "POST" and form.is_valid():
        key = form.cleaned_data["submission_key"]
        with said_on(form, (RuleBroken,)):
            instructing.instruct(request.actor, submission, _word(form), submission_key=key)
            said = _("Đã giao việc. Người được giao thấy ngay trên bàn làm việc.")
            return done(request, address(public_id), said)
    return _page(request, submission, form=form, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@action("handling.instruct")
def amend(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """Put another word in the place of one that stands."""
    found = submissions.get_instruction(request.actor, public_id, action="handling.instruct")
    submission = submissions.get_submission(request.actor, found.submission.public_id)
    opening = openings.of_amendment(request.actor, found)
    form = _form(request, submission, opening=opening)
    if request.method == "POST" and form.is_valid():
        with said_on(form):
            instructing.amend(
                request.actor,
                found,
                _word(form),
                reason=form.cleaned_data["reason"],
                submission_key=form.cleaned_data["submission_key"],
            )
            said = _("Đã sửa ý kiến. Bản cũ được giữ bên dưới.")
            return done(request, address(submission.public_id), said)
    return page(
        request,
        "handling/pages/amend.html",
        status=422 if form.is_bound else 200,
        form=form,
        instruction=screens.build_instruction(found),
        instruction_id=public_id,
        submission=screens.build_row(submission),
    )


@require_http_methods(["GET", "POST"])
@action("handling.instruct")
def withdraw(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """Take a word back, with a reason."""
    found = submissions.get_instruction(request.actor, public_id, action="handling.instruct")
    submission = submissions.get_submission(request.actor, found.submission.public_id)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with said_on(form):
            instructing.withdraw(request.actor, found, reason=form.cleaned_data["reason"])
            said = _("Đã thu hồi ý kiến. Những gì đã báo vẫn được giữ.")
            return done(request, address(submission.public_id), said)
    return page(
        request,
        "handling/pages/withdraw.html",
        status=422 if form.is_bound else 200,
        form=form,
        instruction=screens.build_instruction(found),
        submission=screens.build_row(submission),
    )


@require_http_methods(["GET", "POST"])
@action("handling.instruct")
def return_paper(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """Give the paper back to who submitted it, with a reason."""
    submission = submissions.get_submission(request.actor, public_id, action="handling.instruct")
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with said_on(form):
            instructing.return_submission(
                request.actor, submission, reason=form.cleaned_data["reason"]
            )
            return done(request, address(public_id), _("Đã trả lại người trình."))
    return page(
        request,
        "handling/pages/return.html",
        status=422 if form.is_bound else 200,
        form=form,
        submission=screens.build_row(submission),
    )


def _form(
    request: SignedRequest, submission: Any, *, opening: dict[str, Any] | None = None
) -> InstructForm:
    rows = screens.list_sentences(request.actor)
    receivers = people.list_receivers(request.actor.body)
    return InstructForm(
        request.POST if request.method == "POST" else None,
        receivers=receivers,
        sentence_rows=rows,
        initial=opening or openings.of_submission(submission, receivers, rows),
    )


def _word(form: InstructForm) -> instructing.Word:
    lead, coordinators = form.receivers_named()
    if lead is None:
        raise AssertionError  # the form requires one
    facts = form.cleaned_data
    return instructing.Word(
        lead=lead,
        coordinators=coordinators,
        due_on=facts["due_on"],
        sentence=facts["sentence"],
        text=facts["text"],
    )


def _page(
    request: SignedRequest,
    submission: Any,
    *,
    form: InstructForm | None = None,
    status: int = 200,
) -> HttpResponse:
    shown = screens.build_submission(request.actor, submission)
    if form is None and shown.can_instruct:
        form = _form(request, submission)
    return page(
        request,
        "handling/pages/submission.html",
        status=status,
        submission=shown,
        form=form if shown.can_instruct else None,
        terms=TERMS,
    )
