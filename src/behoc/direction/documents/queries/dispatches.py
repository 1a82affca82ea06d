"""Reads of dispatches, documents and finds, within the actor's reach."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Prefetch, Q

from behoc.direction.documents.models import (
    Dispatch,
    DispatchFile,
    Document,
    Find,
    Resolution,
    SourceText,
)
from behoc.direction.documents.rules import (
    WITHDRAWN,
    DispatchState,
    FindKind,
    FindState,
    counts,
)
from behoc.ground.access.queries import scope_for
from behoc.kernel.actor import Actor
from behoc.kernel.scope import one

FROM_ELSEWHERE = "noi-khac"  # a filter beside the states: what other bodies delivered


@dataclass(frozen=True, slots=True)
class ConfirmedTask:
    """A task find that counts, with its bodies' roles and the deadlines on its lines."""

    find: Find
    roles: dict[int, str]
    deadlines: tuple[Find, ...]


@dataclass(frozen=True, slots=True)
class Review:
    """Everything the review screen shows of a dispatch."""

    dispatch: Dispatch
    documents: tuple[Document, ...]
    finds: tuple[Find, ...]
    lines: tuple[str, ...]
    page_of_line: tuple[int, ...]
    notes: tuple[str, ...]

    @property
    def left(self) -> int:
        """How many finds nobody has decided yet."""
        return sum(find.state == FindState.PROPOSED for find in self.finds)


def list_dispatches(actor: Actor, *, state: str = "") -> Any:
    """The dispatches in reach, newest first, of one state or all; a query set to page."""
    rows = Dispatch.objects.within(scope_for(actor, "document.view"))
    if state == FROM_ELSEWHERE:
        rows = rows.filter(deliveries__organisation_id=actor.body_id).exclude(
            organisation_id=actor.body_id
        )
    elif state == WITHDRAWN:
        rows = rows.filter(withdrawn_at__isnull=False)
    elif state:
        rows = rows.filter(state=state, withdrawn_at__isnull=True)
    found = (
        rows.select_related("organisation", "person")
        .prefetch_related("documents")
        .annotate(
            left=Count("documents__finds", filter=Q(documents__finds__state=FindState.PROPOSED))
        )
    )
    return found.order_by("-created_at", "-pk")


def get_dispatch(actor: Actor, public_id: str, *, action: str = "document.view") -> Dispatch:
    """The dispatch in reach with that public id, or NotFound."""
    rows = Dispatch.objects.within(scope_for(actor, action))
    whole = rows.select_related("organisation", "person", "confirmed_by")
    return one(Dispatch, whole.filter(public_id=public_id))


def is_open(dispatch: Dispatch) -> bool:
    """True while a person may review the dispatch."""
    return dispatch.state == DispatchState.REVIEW


def get_file(actor: Actor, public_id: str, position: int) -> DispatchFile:
    """One file of a dispatch in reach; a discarded one is NotFound."""
    dispatch = get_dispatch(actor, public_id)
    return one(
        DispatchFile,
        DispatchFile.objects.select_related("stored_file").filter(
            dispatch=dispatch, position=position, stored_file__discarded_at__isnull=True
        ),
    )


def list_files(dispatch: Dispatch) -> list[DispatchFile]:
    """The files of a dispatch, in order."""
    return list(dispatch.files.select_related("stored_file").order_by("position"))


def get_find(actor: Actor, public_id: str) -> Find:
    """The find that the actor may review, or NotFound."""
    rows = Find.objects.within(scope_for(actor, "document.review"))
    return one(
        Find, rows.select_related("document", "document__dispatch").filter(public_id=public_id)
    )


def get_resolution(actor: Actor, find_id: str, resolution_id: int) -> Resolution:
    """How a phrase of a find under review is understood, or NotFound."""
    find = get_find(actor, find_id)
    return one(
        Resolution,
        find.resolutions.select_related("find", "find__document", "find__document__dispatch")
        .prefetch_related("bodies")
        .filter(pk=resolution_id),
    )


def build_review(dispatch: Dispatch) -> Review:
    """The whole review screen's content; the dispatch was fetched within reach."""
    text = SourceText.objects.filter(dispatch=dispatch).first()
    rows = Find.objects.everything(reason="the dispatch was fetched within reach")
    finds = (
        rows.filter(document__dispatch=dispatch)
        .select_related("document", "decided_by")
        .prefetch_related(Prefetch("resolutions", Resolution.objects.prefetch_related("bodies")))
        .order_by("document__position", "kind", "number")
    )
    return Review(
        dispatch=dispatch,
        documents=tuple(dispatch.documents.order_by("position")),
        finds=tuple(finds),
        lines=tuple(text.lines) if text else (),
        page_of_line=tuple(text.page_of_line) if text else (),
        notes=tuple(text.notes) if text else (),
    )


def list_source_lines(
    document: Document, first: int, last: int, *, around: int = 2
) -> list[dict[str, Any]]:
    """The numbered lines of a clause with a few around it, for the page of a task."""
    text = SourceText.objects.filter(dispatch_id=document.dispatch_id).first()
    if text is None:
        return []
    start = max(first - around, document.first_line)
    end = min(last + around, document.last_line, len(text.lines))
    return [
        {"number": number, "text": text.lines[number - 1], "marked": first <= number <= last}
        for number in range(start, end + 1)
    ]


def count_to_review(actor: Actor) -> int:
    """How many dispatches of the actor's body wait for a person: to review, or refused."""
    return int(_waiting(actor).count())


def list_waiting(actor: Actor, *, limit: int = 20) -> list[Dispatch]:
    """Dispatches of the actor's body that wait for a person: to review, or refused."""
    return list(_waiting(actor).order_by("state", "created_at")[:limit])


def list_deadlines_of(find: Find) -> list[Find]:
    """The deadlines on a task's lines that nobody has rejected; none for other finds."""
    if find.kind != FindKind.ASSIGNMENT:
        return []
    rows = Find.objects.everything(reason="the task was fetched within reach")
    kept = rows.filter(document_id=find.document_id, kind=FindKind.DEADLINE)
    return deadlines_on(find, kept.exclude(state=FindState.REJECTED))


def list_confirmed_tasks(dispatch: Dispatch) -> list[ConfirmedTask]:
    """The task finds of a confirmed dispatch that count, with bodies and deadlines."""
    return _tasks(dispatch, [state for state in FindState if counts(state)])


def list_read_tasks(dispatch: Dispatch) -> list[ConfirmedTask]:
    """The task finds of a dispatch under review that nobody rejected, as they stand now."""
    return _tasks(dispatch, [state for state in FindState if state != FindState.REJECTED])


def _tasks(dispatch: Dispatch, states: list[FindState]) -> list[ConfirmedTask]:
    rows = Find.objects.everything(reason="the dispatch was fetched by who asks, or is confirmed")
    kinds = (FindKind.ASSIGNMENT, FindKind.DEADLINE)
    finds = list(
        rows.filter(document__dispatch=dispatch, kind__in=kinds, state__in=states)
        .prefetch_related(Prefetch("resolutions", Resolution.objects.prefetch_related("bodies")))
        .order_by("document__position", "number")
    )
    deadlines = [find for find in finds if find.kind == FindKind.DEADLINE]
    return [
        ConfirmedTask(find, _roles(find), tuple(deadlines_on(find, deadlines)))
        for find in finds
        if find.kind == FindKind.ASSIGNMENT
    ]


def _waiting(actor: Actor) -> Any:
    rows = Dispatch.objects.within(scope_for(actor, "document.review"))
    return rows.filter(state__in=(DispatchState.REVIEW, DispatchState.REFUSED))


def _roles(find: Find) -> dict[int, str]:
    """Body → role in the task; whoever leads or carries out comes before who co-ordinates."""
    roles: dict[int, str] = {}
    ordered = sorted(find.resolutions.all(), key=lambda each: each.part != "actor")
    for resolution in ordered:
        role = find.value.get("role") or "carry_out"
        for body in resolution.bodies.all():
            roles.setdefault(body.pk, role if resolution.part == "actor" else "coordinate")
    return roles


def deadlines_on(find: Find, deadlines: Iterable[Find]) -> list[Find]:
    """The deadlines that stand on the lines of a task."""
    if find.line is None:
        return []
    last = find.line_end or find.line
    return [
        each
        for each in deadlines
        if each.document_id == find.document_id and each.line and find.line <= each.line <= last
    ]
