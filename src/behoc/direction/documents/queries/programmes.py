"""Which programmes a dispatch hangs on, and which dispatches hang on a programme."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from behoc.direction.documents.models import Dispatch, Document, Find
from behoc.direction.documents.rules import FindKind, FindState
from behoc.direction.programmes.queries import list_founded_by
from behoc.ground.access.queries import may, scope_for
from behoc.kernel.actor import Actor

if TYPE_CHECKING:
    from behoc.direction.programmes.models import Programme


def list_programmes_of(dispatch: Dispatch) -> "list[Programme]":
    """The programmes that a dispatch hangs on, by a person's word."""
    return list(dispatch.programmes.order_by("pk"))


def propose_programmes(dispatch: Dispatch) -> "list[Programme]":
    """Programmes whose founding text the dispatch names, or is; a person decides."""
    rows = Find.objects.everything(reason="the dispatch was fetched within reach")
    named = rows.filter(document__dispatch=dispatch, kind=FindKind.CITATION)
    values = named.exclude(state=FindState.REJECTED).values_list("value", flat=True)
    cited = [(value.get("symbol"), _day(value.get("date"))) for value in values]
    documents = Document.objects.everything(reason="the dispatch was fetched within reach")
    own = documents.filter(dispatch=dispatch).values_list("number_symbol", "issued_on")
    return list_founded_by([*cited, *own])


@dataclass(frozen=True, slots=True)
class Filing:
    """The programmes of a dispatch on its page: those it hangs on, and how many are proposed."""

    programmes: "tuple[Programme, ...]"
    proposed: int
    can_file: bool


def build_filing(actor: Actor, dispatch: Dispatch) -> Filing:
    """What a dispatch in reach hangs on; proposals are counted for who may decide on them."""
    filed = list_programmes_of(dispatch)
    can_file = may(actor, "document.review") and dispatch.organisation_id == actor.body_id
    proposed = propose_programmes(dispatch) if can_file else []
    open_ones = [each for each in proposed if each not in filed]
    return Filing(tuple(filed), len(open_ones), can_file)


def list_dispatches_of_programme(actor: Actor, programme: "Programme") -> Any:
    """The dispatches in reach that hang on a programme, newest first; a query set to page."""
    rows = Dispatch.objects.within(scope_for(actor, "document.view")).filter(programmes=programme)
    whole = rows.select_related("organisation", "person").prefetch_related("documents")
    return whole.order_by("-created_at", "-pk")


def _day(value: Any) -> date | None:
    try:
        return date.fromisoformat(str(value)) if value else None
    except ValueError:
        return None
