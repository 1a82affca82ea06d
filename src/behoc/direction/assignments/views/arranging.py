"""How a body arranges its share, and how the giver follows it: one page, each form an act."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from behoc.direction.assignments import forms
from behoc.direction.assignments.queries.arranging import (
    build_arranging,
    get_deadline,
    get_difficulty,
    list_receivers,
)
from behoc.direction.assignments.queries.difficulties import list_difficulties
from behoc.direction.assignments.queries.parts import get_part
from behoc.direction.assignments.queries.tasks import get_task
from behoc.direction.assignments.services import answering, dating, hindering
from behoc.direction.assignments.services.breaking_down import NewPart, break_down, take_back_part
from behoc.direction.assignments.services.reminding import remind as remind_shares
from behoc.kernel.actions import SignedRequest, action
from behoc.kernel.errors import Refusal
from behoc.kernel.htmx import done, page
from behoc.kernel.ids import PublicId
from behoc.kernel.speech import say

if TYPE_CHECKING:
    from django.forms import Form

ARRANGE, FOLLOW = "assignment.arrange", "assignment.follow"


@require_safe
@action("assignment.view")
def show_arranging(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """The page."""
    return _show(request, public_id)


@require_POST
@action(ARRANGE)
def set_day(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """The body's own day."""
    assigned = get_task(request.actor, public_id, action=ARRANGE)
    form = forms.OwnDayForm(request.POST)
    return _keep(
        request,
        public_id,
        {"day_form": form},
        lambda facts: dating.set_own_day(request.actor, assigned, facts["due_on"]),
        _("Đã ghi ngày cơ quan tự đặt."),
    )


@require_POST
@action(ARRANGE)
def name_person(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """Who answers for the share."""
    assigned = get_task(request.actor, public_id, action=ARRANGE)
    people = {each.public_id: each for each in list_receivers(assigned)[1]}
    form = forms.AnswerableForm(
        request.POST, people=[(key, each.full_name) for key, each in people.items()]
    )
    return _keep(
        request,
        public_id,
        {"person_form": form},
        lambda facts: answering.name_answerable(
            request.actor, assigned, people.get(facts["person"])
        ),
        _("Đã ghi người chịu trách nhiệm. Người đó được báo ngay."),
    )


@require_POST
@action(ARRANGE)
def divide(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """Give a part out."""
    assigned = get_task(request.actor, public_id, action=ARRANGE)
    below, people = list_receivers(assigned)
    form = forms.PartForm(
        request.POST,
        people=[(each.public_id, each.full_name) for each in people],
        bodies=[(each.public_id, each.name) for each in below],
    )
    named = {each.public_id: each for each in people}
    ids = {each.public_id: each.pk for each in below}
    return _keep(
        request,
        public_id,
        {"part_form": form},
        lambda facts: break_down(
            request.actor,
            assigned,
            NewPart(
                text=facts["text"],
                role=facts["role"],
                bodies=tuple(ids[key] for key in facts["bodies"]),
                person=named.get(facts["person"]),
                due_on=facts["due_on"],
                reason=facts["reason"],
                amounts={ids[key]: amount for key, amount in facts["amounts"].items()},
                unit=facts["unit"],
            ),
            seen=facts["seen"],
        ),
        _("Đã chia việc. Nơi nhận được báo ngay."),
    )


@require_http_methods(["GET", "POST"])
@action(ARRANGE)
def take_back(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """Take a part back, with the reason."""
    part = get_part(request.actor, public_id)
    form = forms.TakeBackForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            take_back_part(request.actor, part, reason=form.cleaned_data["reason"])
        except Refusal as refusal:
            form.add_error(None, say(refusal))
        else:
            return done(request, _above(part), _("Đã rút lại phần việc. Nơi nhận được báo ngay."))
    status = 422 if request.method == "POST" else 200
    shown = {"form": form, "part": part, "back_url": _above(part)}
    return page(request, "assignments/pages/take_back.html", status=status, **shown)


@require_POST
@action("assignment.report")
def tell(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """What hinders the body."""
    assigned = get_task(request.actor, public_id, action="assignment.report")
    form = forms.DifficultyForm(request.POST, auto_id="kho_khan_%s")
    return _keep(
        request,
        public_id,
        {"difficulty_form": form},
        lambda facts: hindering.tell_of_difficulty(request.actor, assigned, **facts),
        _("Đã gửi nơi giao."),
    )


@require_safe
@action(FOLLOW)
def list_hindered(request: SignedRequest) -> HttpResponse:
    """What bodies wait to be answered."""
    rows = list_difficulties(request.actor)
    return page(request, "assignments/pages/difficulties.html", rows=rows)


@require_POST
@action(FOLLOW)
def reply(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """The giver's answer."""
    difficulty = get_difficulty(request.actor, public_id, action=FOLLOW)
    form = forms.ReplyForm(request.POST, auto_id=f"tra_loi_{public_id}_%s")
    return _keep(
        request,
        difficulty.assigned.public_id,
        {"reply_form": form, "replied": public_id},
        lambda facts: hindering.answer_difficulty(request.actor, difficulty, text=facts["text"]),
        _("Đã trả lời. Người nêu được báo ngay."),
    )


@require_POST
@action(FOLLOW)
def state_event(request: SignedRequest, public_id: PublicId, position: int) -> HttpResponse:
    """What a deadline waits for has happened."""
    assigned = get_task(request.actor, public_id, action=FOLLOW)
    deadline = get_deadline(assigned, position)
    return _keep(
        request,
        public_id,
        {"event_form": forms.EventForm(request.POST), "stated": position},
        lambda facts: dating.state_event(request.actor, deadline, **facts),
        _("Đã ghi sự kiện. Các nơi thực hiện được báo ngay."),
    )


@require_POST
@action(FOLLOW)
def set_end(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """After which day the duty comes no more."""
    assigned = get_task(request.actor, public_id, action=FOLLOW)
    return _keep(
        request,
        public_id,
        {"end_form": forms.EndForm(request.POST)},
        lambda facts: dating.set_end(request.actor, assigned.assignment, facts["ends_on"]),
        _("Đã ghi ngày thôi lặp lại."),
    )


@require_POST
@action("assignment.remind")
def remind(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """Remind the body of its share."""
    assigned = get_task(request.actor, public_id, action="assignment.remind")
    return _keep(
        request,
        public_id,
        {"remind_form": forms.RemindForm(request.POST, auto_id="nhac_%s")},
        lambda facts: remind_shares(request.actor, [assigned], facts["text"]),
        _("Đã nhắc. Người của cơ quan đó được báo ngay."),
    )


def _above(part: Any) -> str:
    """The page on which the share that a part was broken off is arranged."""
    return reverse("assignments:arrange", args=[part.assignment.parent.public_id])


def _keep(
    request: SignedRequest,
    public_id: str,
    typed: dict[str, Any],
    act: Callable[[dict[str, Any]], object],
    said: str,
) -> HttpResponse:
    """Do the act of a sent form; refused, the page comes back with what was typed."""
    form: Form = next(iter(typed.values()))
    if not form.is_valid():
        return _show(request, public_id, status=422, **typed)
    try:
        act(form.cleaned_data)
    except Refusal as refusal:
        form.add_error(None, say(refusal))
        return _show(request, public_id, status=refusal.status, **typed)
    return done(request, reverse("assignments:arrange", args=[public_id]), said)


def _show(
    request: SignedRequest, public_id: str, *, status: int = 200, **typed: Any
) -> HttpResponse:
    assigned = get_task(request.actor, public_id)
    arranging = build_arranging(request.actor, assigned)
    found: dict[str, Any] = {}
    if arranging.can_arrange:
        below, people = list_receivers(assigned)
        named = [(each.public_id, each.full_name) for each in people]
        found = {
            "day_form": forms.OwnDayForm(initial={"due_on": assigned.due_on}),
            "person_form": forms.AnswerableForm(
                people=named, initial={"person": arranging.answerable_id}
            ),
            "part_form": forms.PartForm(
                people=named,
                bodies=[(each.public_id, each.name) for each in below],
                initial={"seen": arranging.seen},
            ),
        }
    found |= {
        "difficulty_form": forms.new_difficulty_form(),
        "event_form": forms.EventForm(),
        "end_form": forms.EndForm(),
        "remind_form": forms.RemindForm(auto_id="nhac_%s"),
    }
    return page(
        request,
        "assignments/pages/arrange.html",
        status=status,
        arranging=arranging,
        **{**found, **typed},
    )
