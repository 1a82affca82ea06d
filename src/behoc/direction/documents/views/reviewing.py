"""A person checks what was read."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from behoc.direction.documents.forms.reviewing import AddForm, find_form
from behoc.direction.documents.queries import dispatches, review_page
from behoc.direction.documents.services import addressing, reviewing
from behoc.ground.organisations.queries import list_bodies_by_public_id, search_bodies
from behoc.kernel.actions import SignedRequest, action
from behoc.kernel.errors import RuleBroken
from behoc.kernel.htmx import done, page, part, wants_part
from behoc.kernel.ids import PublicId

Row = Any  # views pass rows on from queries to services and never look inside

_DECISIONS = {
    "yes": reviewing.accept_find,
    "no": reviewing.reject_find,
    "open": reviewing.reopen_find,
}


@require_safe
@action("document.review")
def review(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """The review screen."""
    dispatch = dispatches.get_dispatch(request.actor, public_id, action="document.review")
    if not dispatches.is_open(dispatch):
        return done(request, reverse("documents:detail", args=[public_id]))
    return _screen(request, dispatch)


@require_POST
@action("document.review")
def decide(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """Accept a find, reject it, or take the decision back."""
    find = dispatches.get_find(request.actor, public_id)
    decision = _DECISIONS.get(request.POST.get("verdict", ""))
    if decision is None:
        raise RuleBroken(_("Chọn Nhận, Bỏ hoặc Lấy lại."))
    return _answer(request, decision(request.actor, find))


@require_safe
@action("document.review")
def show_find(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """One find as it stands (leaving the mending form)."""
    return _answer(request, dispatches.get_find(request.actor, public_id), changed=False)


@require_http_methods(["GET", "POST"])
@action("document.review")
def edit(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """Mend a find; saving accepts the mended words."""
    find = dispatches.get_find(request.actor, public_id)
    form = find_form(find, request.POST or None)
    if request.method == "POST" and form.is_valid():
        text = form.cleaned_data.get("text")
        find = reviewing.amend_find(request.actor, find, text=text, value=form.find_value())
        return _answer(request, find)
    status = 422 if request.method == "POST" else 200
    if wants_part(request):
        view = review_page.build_find(find) | {"editing": True, "form": form}
        return part(request, review_page.template_of(find), status=status, find=view)
    return _screen(request, find.document.dispatch, editing=(find, form), status=status)


@require_POST
@action("document.review")
def accept_group(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """Accept what is still open in one group."""
    dispatch = dispatches.get_dispatch(request.actor, public_id, action="document.review")
    group = request.POST.get("group", "")
    reviewing.accept_all(request.actor, dispatch, review_page.list_open_ids(dispatch, group))
    return done(request, _review_address(public_id, request.POST.get("xem", "left")))


@require_POST
@action("document.review")
def add(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """Add what the reader missed, by line numbers."""
    dispatch = dispatches.get_dispatch(request.actor, public_id, action="document.review")
    form = AddForm(request.POST)
    if not form.is_valid():
        return _screen(request, dispatch, add_form=form, status=422)
    facts = form.cleaned_data
    find = reviewing.add_find(
        request.actor,
        dispatch,
        kind=facts["kind"],
        lines=(facts["first_line"], facts["last_line"]),
        text=facts["text"],
        actor_name=facts["actor"],
    )
    return done(request, reverse("documents:find_edit", args=[find.public_id]))


@require_http_methods(["GET", "POST"])
@action("document.review")
def settle(request: SignedRequest, public_id: PublicId, resolution_id: int) -> HttpResponse:
    """Say which bodies a phrase means."""
    resolution = dispatches.get_resolution(request.actor, public_id, resolution_id)
    dispatch = resolution.find.document.dispatch
    if request.method == "POST":
        chosen = list_bodies_by_public_id(request.POST.getlist("bodies"))
        addressing.settle_phrase(request.actor, resolution, [body.pk for body in chosen])
        return done(
            request,
            _review_address(dispatch.public_id, "all") + f"#f-{public_id}",
            _("Đã nhớ: “%(phrase)s” là %(count)s nơi.")
            % {"phrase": resolution.phrase, "count": len(chosen)},
        )
    words = request.GET.get("q", "")[:100]
    current = list(resolution.bodies.all())
    found = [body for body in search_bodies(words) if body not in current] if words else []
    return page(
        request,
        "documents/pages/phrase.html",
        resolution=resolution,
        dispatch=dispatch,
        current=current,
        found=found,
        q=words,
    )


def _screen(
    request: SignedRequest,
    dispatch: Row,
    *,
    editing: tuple[Row, Any] | None = None,
    add_form: AddForm | None = None,
    status: int = 200,
) -> HttpResponse:
    shown = request.GET.get("xem", "left")
    screen = review_page.build_review_page(dispatch, shown=shown, editing=editing)
    return page(
        request,
        "documents/pages/review.html",
        status=status,
        review=screen,
        can_assign=request.may("document.assign"),
        add_form=add_form or AddForm(),
    )


def _answer(request: SignedRequest, find: Row, *, changed: bool = True) -> HttpResponse:
    """The find again for htmx, with what counts beside it; else back to the screen."""
    dispatch = find.document.dispatch
    if not wants_part(request):
        return done(request, _review_address(dispatch.public_id, "all") + f"#f-{find.public_id}")
    find = dispatches.get_find(request.actor, find.public_id)
    return part(
        request,
        "documents/parts/answer.html",
        find=review_page.build_find(find, dispatches.list_deadlines_of(find)),
        find_template=review_page.template_of(find),
        review=review_page.build_counts(dispatch, shown=_shown(request)) if changed else None,
        can_assign=request.may("document.assign"),
    )


def _shown(request: SignedRequest) -> str:
    """Which finds the page shows that htmx asks from."""
    query = urlsplit(request.headers.get("HX-Current-URL", "")).query
    return parse_qs(query).get("xem", ["left"])[0]


def _review_address(public_id: str, shown: str) -> str:
    return reverse("documents:review", args=[public_id]) + f"?xem={shown}"
