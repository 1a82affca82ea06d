"""HTTP for indicators: figures against targets, where they come from, and targets of one's own."""

from django.http import FileResponse, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from behoc.kernel.actions import SignedRequest, action
from behoc.kernel.clock import now, today
from behoc.kernel.htmx import done, page
from behoc.kernel.ids import PublicId
from behoc.kernel.speech import said_on
from behoc.kernel.tables import page_of
from behoc.kernel.workbooks import write_workbook
from behoc.measure.indicators.forms import GoalForm, TargetForm, UrgeForm
from behoc.measure.indicators.queries import aims as aim_queries
from behoc.measure.indicators.queries.board import Board, load_board
from behoc.measure.indicators.queries.brief import build_brief
from behoc.measure.indicators.queries.detail import build_detail
from behoc.measure.indicators.queries.page import build_head, build_rows, list_silent
from behoc.measure.indicators.queries.quality import build_quality
from behoc.measure.indicators.queries.reading import list_read_goals
from behoc.measure.indicators.queries.sheet import build_sheet
from behoc.measure.indicators.queries.sources import build_source
from behoc.measure.indicators.queries.urging import build_plan
from behoc.measure.indicators.queries.values import get_indicator, list_indicators
from behoc.measure.indicators.rules.choices import read_choice
from behoc.measure.indicators.services import targets, urging


@require_safe
@action("indicator.view")
def show_board(request: SignedRequest) -> HttpResponse:
    """Every indicator of a place or body against its target, and one of them opened."""
    board = _board(request)
    return page(
        request,
        "indicators/pages/board.html",
        head=build_head(board),
        rows=build_rows(board),
        silent=list_silent(board),
        detail=build_detail(board),
        may_set=request.may("target.set"),
        may_urge=request.may("indicator.urge"),
    )


@require_safe
@action("indicator.view")
def show_brief(request: SignedRequest) -> HttpResponse:
    """The same for a leader, on one screen of a phone."""
    board = _board(request)
    shown = build_brief(board)
    return page(request, "indicators/pages/brief.html", head=build_head(board), brief=shown)


@require_safe
@action("indicator.view")
def show_source(request: SignedRequest) -> HttpResponse:
    """One figure taken apart, down to the bodies that gave it."""
    board = _board(request)
    shown = build_source(board)
    return page(request, "indicators/pages/source.html", head=build_head(board), source=shown)


@require_safe
@action("indicator.view")
def show_quality(request: SignedRequest) -> HttpResponse:
    """What looks odd in the figures of the places below."""
    board = _board(request)
    shown = build_quality(board, request.GET.get("dau", "")[:20])
    return page(
        request,
        "indicators/pages/quality.html",
        head=build_head(board),
        quality=shown,
        page=page_of(request, shown.rows),
    )


@require_safe
@action("indicator.view")
def show_aims(request: SignedRequest) -> HttpResponse:
    """The targets of the nation, of those above and of the place itself, side by side."""
    board = _board(request)
    return page(
        request,
        "indicators/pages/aims.html",
        head=build_head(board),
        table=aim_queries.build_table(board),
        may_set=request.may("target.set"),
    )


@require_safe
@action("indicator.view")
def download_sheet(request: SignedRequest) -> FileResponse:
    """The board as a workbook, with every place below for the indicator that is opened."""
    cover, columns, rows = build_sheet(_board(request))
    book = write_workbook("Chi tieu", cover, columns, rows)
    return FileResponse(book, as_attachment=True, filename=f"chi-tieu-{now():%Y%m%d}.xlsx")


@require_http_methods(["GET", "POST"])
@action("indicator.urge")
def urge_laggards(request: SignedRequest) -> HttpResponse:
    """Say which bodies lag most behind a target; a POST tells them."""
    board = _board(request)
    plan = build_plan(board)
    back = reverse("indicators:board") + board.choice.address() + "#chi-tiet"
    if plan is None:
        return done(request, back, _("Chưa có số liệu nào để đôn đốc."))
    form = UrgeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with said_on(form):
            told = urging.urge(request.actor, plan, text=form.cleaned_data["text"])
            words = ngettext("Đã đôn đốc %(count)s nơi.", "Đã đôn đốc %(count)s nơi.", told)
            return done(request, back, words % {"count": told})
    return page(
        request,
        "indicators/pages/urge.html",
        status=422 if form.is_bound else 200,
        plan=plan,
        form=form,
        back_url=back,
    )


@require_http_methods(["GET", "POST"])
@action("target.set")
def set_target(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """The body's own target for an indicator."""
    of = get_indicator(public_id)
    back = reverse("indicators:board") + f"?chi-so={of.public_id}#chi-tiet"
    form = TargetForm(request.POST or None, initial={"year": today().year})
    if request.method == "POST" and form.is_valid():
        with said_on(form):
            targets.set_target(request.actor, of, targets.Asked(**form.cleaned_data))
            return done(request, back, _("Đã đặt chỉ tiêu. Máy chủ đã ghi."))
    return page(
        request,
        "indicators/pages/set.html",
        status=422 if request.method == "POST" else 200,
        form=form,
        indicator=of,
        aims=aim_queries.list_beside(request.actor, of),
        back_url=back,
    )


@require_POST
@action("target.set")
def remove_target(request: SignedRequest, public_id: PublicId, target_id: int) -> HttpResponse:
    """Take away a target of one's own body."""
    targets.remove_target(request.actor, target_id)
    back = reverse("indicators:board") + f"?chi-so={public_id}#chi-tiet"
    return done(request, back, _("Đã bỏ chỉ tiêu."))


@require_http_methods(["GET", "POST"])
@action("target.set")
def take_goals(request: SignedRequest) -> HttpResponse:
    """Targets read in papers of the body: a person says which indicator each is about."""
    actor = request.actor
    indicators = list_indicators([actor.body])
    form = GoalForm(request.POST) if request.method == "POST" else GoalForm()
    if form.is_bound and form.is_valid():
        with said_on(form):
            year, value = form.said()
            of = get_indicator(form.cleaned_data["indicator"])
            asked = targets.Asked(year, value, symbol="")
            targets.take_target(actor, request.POST.get("find", ""), of, asked)
            words = _("Đã đưa vào chỉ tiêu “%(name)s”.") % {"name": of.name}
            return done(request, reverse("indicators:goals"), words)
    shown = page_of(request, list_read_goals(actor, indicators))
    return page(
        request,
        "indicators/pages/goals.html",
        status=422 if form.is_bound else 200,
        page=shown,
        form=form,
        sent=request.POST.get("find", ""),
        indicators=indicators,
    )


def _board(request: SignedRequest) -> Board:
    return load_board(request.actor, read_choice(request.GET, today().year))
