"""What a body asks of the giver, and the giver's answer."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from behoc.direction.assignments.forms import AnswerForm, ExtensionForm, ReasonForm
from behoc.direction.assignments.queries.petitions import get_petition
from behoc.direction.assignments.queries.tasks import get_task
from behoc.direction.assignments.services import petitioning
from behoc.direction.assignments.views.screen import address, show
from behoc.kernel.actions import SignedRequest, action
from behoc.kernel.errors import Refusal
from behoc.kernel.htmx import done
from behoc.kernel.ids import PublicId
from behoc.kernel.speech import say


@require_http_methods(["GET", "POST"])
@action("assignment.report")
def ask_extension(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """Ask for a later day."""
    assigned = get_task(request.actor, public_id, action="assignment.report")
    if request.method == "GET":
        return show(request, public_id, opened="extension")
    form = ExtensionForm(request.POST)
    if not form.is_valid():
        return show(request, public_id, extension_form=form, opened="extension", status=422)
    try:
        petitioning.ask_extension(request.actor, assigned, **form.cleaned_data)
    except Refusal as refusal:
        form.add_error(None, say(refusal))
        return show(
            request, public_id, extension_form=form, opened="extension", status=refusal.status
        )
    return done(
        request, address(public_id), _("Đã gửi nơi giao. Hạn cũ còn giữ tới khi có trả lời.")
    )


@require_http_methods(["GET", "POST"])
@action("assignment.report")
def object_to(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """Say that the task is not one's own to do."""
    assigned = get_task(request.actor, public_id, action="assignment.report")
    if request.method == "GET":
        return show(request, public_id, opened="objection")
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return show(request, public_id, reason_form=form, opened="objection", status=422)
    try:
        petitioning.object_to_task(request.actor, assigned, reason=form.cleaned_data["reason"])
    except Refusal as refusal:
        form.add_error(None, say(refusal))
        return show(request, public_id, reason_form=form, opened="objection", status=refusal.status)
    return done(
        request, address(public_id), _("Đã gửi nơi giao. Nhiệm vụ vẫn giữ tới khi có trả lời.")
    )


@require_POST
@action("assignment.report")
def take_back(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """No longer ask."""
    petition = get_petition(request.actor, public_id, action="assignment.report")
    petitioning.take_back_petition(request.actor, petition)
    return done(request, address(petition.assigned.public_id), _("Đã rút đề xuất."))


@require_POST
@action("assignment.confirm")
def answer(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """Grant or refuse what a body asks."""
    petition = get_petition(request.actor, public_id, action="assignment.confirm")
    share = petition.assigned.public_id
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return show(request, share, answer_form=form, opened=public_id, status=422)
    try:
        _answer(request, petition, form)
    except Refusal as refusal:
        form.add_error(None, say(refusal))
        return show(request, share, answer_form=form, opened=public_id, status=refusal.status)
    return done(request, address(share), _("Đã trả lời. Nơi thực hiện được báo ngay."))


def _answer(request: SignedRequest, petition: object, form: AnswerForm) -> None:
    facts, actor = form.cleaned_data, request.actor
    petitioning.answer_petition(
        actor,
        petition,  # type: ignore[arg-type]  # views pass rows on and never look inside
        granted=facts["verdict"] == "yes",
        due_on=facts["due_on"],
        answer=facts["answer"],
    )
