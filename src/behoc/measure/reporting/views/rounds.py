"""Rounds: the list, one round with its bodies, opened, reminded, closed."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from behoc.kernel.actions import SignedRequest, action
from behoc.kernel.clock import today
from behoc.kernel.htmx import done, page, part, wants_part
from behoc.kernel.ids import PublicId
from behoc.kernel.speech import said_on
from behoc.kernel.tables import page_of
from behoc.kernel.text import fold
from behoc.measure.indicators.queries.nodes import get_node
from behoc.measure.indicators.rules.choices import read_choice
from behoc.measure.reporting.forms import OpenForm, RemindForm, ReopenForm
from behoc.measure.reporting.queries import (
    duties,
    from_tasks,
    late,
    opening,
    overlaps,
    reviews,
    round_screens,
    rounds,
    screens,
)
from behoc.measure.reporting.queries import forms as forms_queries
from behoc.measure.reporting.services.renewing import renew_form
from behoc.measure.reporting.services.rounds import (
    close_round,
    open_round,
    remind_silent,
    reopen_round,
)

_READ = ("GET", "HEAD", "POST")


@require_safe
@action("round.view")
def list_rounds(request: SignedRequest) -> HttpResponse:
    """The rounds that the own body opened or that pass through it."""
    shown = page_of(request, rounds.list_rounds(request.actor))
    counted = rounds.count_progress([turn.pk for turn in shown.object_list])
    rows = [
        round_screens.build_round(turn, counted[turn.pk])
        for turn in shown.object_list
        if turn.pk in counted
    ]
    return page(
        request,
        "reporting/pages/rounds.html",
        page=shown,
        rows=rows,
        can_open=request.may("round.manage"),
        tabs=screens.list_tabs(request.actor, "reporting:rounds"),
    )


@require_safe
@action("round.view")
def show_round(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """One round: how far it has come, and every body in it."""
    turn = rounds.get_round(request.actor, public_id)
    progress = rounds.get_progress(request.actor, turn)
    state, words = request.GET.get("tinh-trang", ""), request.GET.get("tim", "")
    found = rounds.list_reports_of(turn, state=state, words=fold(words))
    shown = page_of(request, found)
    return page(
        request,
        "reporting/pages/round.html",
        turn=round_screens.build_round(turn, progress),
        page=shown,
        rows=round_screens.build_bodies(request.actor, turn, list(shown.object_list)),
        same=overlaps.list_same_of_round(turn) if turn.closed_at is None else [],
        is_review=bool(turn.duty.review),
        review_url=reviews.find_review_url(request.actor, turn, turn.organisation_id),
        filters=round_screens.list_filters(progress, state),
        state=state,
        words=words,
        remind=RemindForm(),
        reopen=ReopenForm(),
        is_open=turn.closed_at is None,
        can_manage=request.may("round.manage"),
        newer=round_screens.find_newer(request.actor, turn),
        task_url=from_tasks.find_task_url(request.actor, turn.duty),
    )


@require_safe
@action("round.view")
def show_late(request: SignedRequest) -> HttpResponse:
    """Reports that came late at a node of the figures, as a part of their board of quality."""
    choice = read_choice(request.GET.dict(), today().year)
    node = get_node(request.actor, choice.tree, choice.code)
    found = late.list_late(request.actor, node, choice.year)
    if wants_part(request):
        return part(request, "reporting/parts/late.html", rounds=found)
    return done(request, reverse("reporting:rounds"))


@require_http_methods(_READ)
@action("round.manage")
def open_turn(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """Open the next round of a duty; what it would ask twice is said first."""
    duty = duties.get_duty(request.actor, public_id)
    choices = opening.list_choices(request.actor, duty, today())
    form = OpenForm(
        request.POST if request.method == "POST" else None,
        periods=choices.periods,
        editions=choices.editions,
        initial=choices.initial,
    )
    if request.method == "POST" and form.is_valid():
        said: dict[str, Any] = form.cleaned_data
        with said_on(form):
            turn = open_round(
                request.actor,
                duty,
                period=said["period"],
                due_on=said["due_on"],
                edition=forms_queries.get_edition(request.actor, said["edition"]),
                due_is_set=choices.law.get(said["period"].name) != said["due_on"],
            )
            words = _("Đã mở đợt báo cáo. Các nơi phải nộp đã được báo.")
            return done(request, reverse("reporting:round", args=[turn.public_id]), words)
    return page(
        request,
        "reporting/pages/open.html",
        status=422 if request.method == "POST" else 200,
        form=form,
        duty=duty,
        bodies=choices.bodies,
        same=choices.same,
    )


@require_POST
@action("round.manage")
def remind(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """Remind every body that has not sent."""
    turn = rounds.get_round(request.actor, public_id, action="round.manage")
    told = remind_silent(request.actor, turn, text=request.POST.get("text", ""))
    words = ngettext("Đã nhắc %(count)s nơi chưa nộp.", "Đã nhắc %(count)s nơi chưa nộp.", told) % {
        "count": told
    }
    return done(request, _address(public_id), words if told else _("Không còn nơi nào chưa nộp."))


@require_POST
@action("round.manage")
def renew(request: SignedRequest, public_id: PublicId, edition_id: PublicId) -> HttpResponse:
    """Let who has not sent go on by a newer edition of the form."""
    turn = rounds.get_round(request.actor, public_id, action="round.manage")
    edition = forms_queries.get_edition(request.actor, edition_id)
    renewed = renew_form(request.actor, turn, edition)
    words = ngettext(
        "Đã đổi biểu mẫu cho %(count)s nơi chưa nộp. Phần đã nhập vẫn giữ.",
        "Đã đổi biểu mẫu cho %(count)s nơi chưa nộp. Phần đã nhập vẫn giữ.",
        renewed,
    )
    return done(request, _address(public_id), words % {"count": renewed})


@require_POST
@action("round.manage")
def close(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """Close a round."""
    turn = rounds.get_round(request.actor, public_id, action="round.manage")
    close_round(request.actor, turn)
    return done(request, _address(public_id), _("Đã đóng đợt. Bản đang nhập của các nơi vẫn giữ."))


@require_POST
@action("round.manage")
def reopen(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """Open a closed round again until a day."""
    turn = rounds.get_round(request.actor, public_id, action="round.manage")
    form = ReopenForm(request.POST)
    if not form.is_valid():
        return done(request, _address(public_id), _("Chưa chọn ngày nhận đến. Chọn rồi mở lại."))
    reopen_round(request.actor, turn, due_on=form.cleaned_data["due_on"])
    return done(request, _address(public_id), _("Đã mở lại đợt."))


def _address(public_id: str) -> str:
    return reverse("reporting:round", args=[public_id])
