"""HTTP for relations: the page of related texts and what a person says of them."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from behoc.direction.documents.queries.dispatches import get_dispatch
from behoc.direction.relations.forms import AddForm, ResponseForm
from behoc.direction.relations.queries import picking, screens, wording
from behoc.direction.relations.rules import RelationKind, RelationState
from behoc.direction.relations.services import deciding, joining, responding
from behoc.kernel.actions import SignedRequest, action
from behoc.kernel.errors import RuleBroken
from behoc.kernel.htmx import done, page, part, wants_part
from behoc.kernel.ids import PublicId

_VERDICTS = {
    "yes": RelationState.ACCEPTED,
    "no": RelationState.REJECTED,
    "open": RelationState.PROPOSED,
}
_ANSWERS = {"apart": joining.keep_apart, "open": joining.reopen_sameness}


@require_safe
@action("document.view")
def of_dispatch(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """What a document rests on and what rests on it."""
    dispatch = get_dispatch(request.actor, public_id)
    asked = screens.Asked(
        paper=request.GET.get("vb", ""),
        whole=request.GET.get("het", ""),
        words=request.GET.get("q", "")[: screens.LONGEST_SEARCH],
    )
    related = screens.build_page(request.actor, dispatch, asked)
    return page(
        request,
        "relations/pages/related.html",
        related=related,
        kinds=[(code.value, _(name)) for code, name in wording.KIND_NAMES.items()],
    )


@require_safe
@action("document.view")
def summarise(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """The relations of a dispatch in a few lines, as a part of its page."""
    dispatch = get_dispatch(request.actor, public_id)
    summary = screens.build_summary(request.actor, dispatch)
    if not wants_part(request):
        return done(request, reverse("relations:of_dispatch", args=[public_id]))
    return part(request, "relations/parts/summary.html", summary=summary)


@require_POST
@action("relation.decide")
def accept(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """Accept what is still proposed of one document."""
    dispatch = get_dispatch(request.actor, public_id, action="relation.decide")
    document = screens.chosen_document(dispatch, request.POST.get("vb", ""))
    count = deciding.accept_all(request.actor, document)
    said = ngettext("Đã nhận %(n)s quan hệ.", "Đã nhận %(n)s quan hệ.", count) % {"n": count}
    return done(request, wording.address(document), said)


@require_POST
@action("relation.decide")
def decide(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """Accept a relation, reject it, take that back, or change its kind."""
    relation = picking.get_relation(request.actor, public_id)
    verdict = request.POST.get("verdict", "")
    kind = request.POST.get("kind", "")
    if verdict in _VERDICTS:
        deciding.decide_relation(request.actor, relation, _VERDICTS[verdict])
    elif verdict == "kind" and kind in list(RelationKind):
        deciding.change_kind(request.actor, relation, RelationKind(kind))
    else:
        raise RuleBroken("Chọn Nhận, Bỏ, Lấy lại hoặc một loại quan hệ.")
    return done(request, wording.address(relation.document) + f"#r-{public_id}")


@require_http_methods(["GET", "POST"])
@action("relation.decide")
def add(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """Name a related text that nobody read."""
    dispatch = get_dispatch(request.actor, public_id, action="relation.decide")
    document = screens.chosen_document(dispatch, request.GET.get("vb", ""))
    form = AddForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        deciding.add_relation(request.actor, document, form.facts(), kind=form.chosen_kind())
        return done(request, wording.address(document), _("Đã thêm quan hệ. Máy chủ đã ghi."))
    return page(
        request,
        "relations/pages/add.html",
        status=422 if request.method == "POST" else 200,
        form=form,
        back_url=wording.address(document),
        title=wording.document_title(document),
    )


@require_http_methods(["GET", "POST"])
@action("relation.decide")
def respond(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """Say which own document answers a received one."""
    dispatch = get_dispatch(request.actor, public_id)
    words = request.GET.get("q", "")[:100]
    papers = picking.list_own_papers(request.actor, dispatch, words)
    form = ResponseForm(request.POST or None, papers=papers)
    if request.method == "POST" and form.is_valid():
        paper = picking.get_own_paper(request.actor, form.cleaned_data["paper"])
        responding.declare_response(request.actor, dispatch, paper, form.cleaned_data["kind"])
        said = _("Đã ghi. Nơi gửi thấy cơ quan mình đã có văn bản.")
        return done(request, reverse("relations:of_dispatch", args=[public_id]), said)
    return page(
        request,
        "relations/pages/respond.html",
        status=422 if request.method == "POST" else 200,
        form=form,
        papers=papers,
        dispatch=dispatch,
        q=words,
    )


@require_POST
@action("relation.decide")
def settle(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """Two mentions are one text, or are not, or that is taken back."""
    text = picking.get_text(request.actor, public_id)
    answer, other = request.POST.get("answer", ""), request.POST.get("other", "")
    if answer == "one":
        same = (
            picking.get_text(request.actor, other, action="document.view")
            if other
            else text.same_as
        )
        if same is None:
            raise RuleBroken("Chọn văn bản mà văn bản này chính là.")
        joining.join_texts(request.actor, text, same)
    elif answer in _ANSWERS:
        _ANSWERS[answer](request.actor, text)
    else:
        raise RuleBroken("Chọn Là một, Là hai hoặc Tách lại.")
    return done(request, _back(request, text.public_id), _("Đã ghi."))


@require_safe
@action("relation.decide")
def choose(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """Look for the text that a mention really is."""
    text = picking.get_text(request.actor, public_id)
    words = request.GET.get("q", "")[:100]
    return page(
        request,
        "relations/pages/choose.html",
        text={"id": text.public_id, "title": wording.text_title(text), "same": text.same_as},
        found=picking.search_texts(request.actor, text, words or text.symbol or ""),
        q=words,
        back=request.GET.get("ve", ""),
    )


def _back(request: SignedRequest, public_id: str) -> str:
    """The page of the document one came from, else the page of choosing."""
    dispatch_id = request.POST.get("ve", "")
    if dispatch_id:
        return screens.address_of_dispatch(request.actor, dispatch_id)
    return reverse("relations:choose", args=[public_id])
