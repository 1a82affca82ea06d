"""The reading runs in a process of its own; what it found is kept as proposals."""

from collections import Counter
from typing import Any

from django.db import DataError, transaction
from django.utils.translation import gettext_noop

from behoc.direction.documents import rules
from behoc.direction.documents.models import Dispatch, DispatchFile, Document, Find, SourceText
from behoc.direction.documents.rules import DispatchState, FindKind
from behoc.direction.documents.services.addressing import resolve_finds
from behoc.direction.documents.services.indexing import move_dispatch
from behoc.engines.reading.extraction import Refused
from behoc.engines.reading.extraction.isolation import read_file
from behoc.engines.reading.extraction.refusals import refusal
from behoc.ground.attachments.services import content_path, discard_content
from behoc.ground.audit.services import record
from behoc.kernel.actor import system_actor
from behoc.kernel.clock import now

FACTS = (
    "doc_type",
    "number_symbol",
    "issued_on",
    "place",
    "issuer",
    "subject",
    "signer_name",
    "signer_title",
    "signing_authority",
)
# Marks that few papers carry: a fact to check only where one is printed.
MARKS = ("urgency",)
# A scanned page takes one to ten seconds of a slow or busy machine, and one on its head twice that:
# thirty such pages must succeed. Other files are read in a second; a file that hangs ends here too.
LONGEST_READING = 900
_LISTS = (
    ("legal_bases", FindKind.CITATION),
    ("citations", FindKind.CITATION),
    ("addressee_details", FindKind.ADDRESSEE),
    ("recipient_details", FindKind.RECIPIENT),
    ("assignments", FindKind.ASSIGNMENT),
    ("deadlines", FindKind.DEADLINE),
    ("conditions", FindKind.DEADLINE),
    ("targets", FindKind.TARGET),
    ("phases", FindKind.PHASE),
)
_TRACE = ("line", "line_end", "clause", "confidence", "rule", "why", "text")


def read_dispatch(dispatch_id: int) -> None:
    """Read a waiting dispatch and keep what was found; reading twice changes nothing."""
    dispatch = _begin(dispatch_id)
    if dispatch is None:
        return
    try:
        results = [
            read_file(
                content_path(file.stored_file), name=file.stored_file.name, seconds=LONGEST_READING
            )
            for file in _files(dispatch)
        ]
    except Refused as reason:
        _refuse(dispatch, reason)
        return
    try:
        keep_reading(dispatch_id, rules.join_readings(results))
    except (DataError, UnicodeError):  # signs or figures that no column takes
        _refuse(dispatch, refusal("crashed", dispatch.title))


@transaction.atomic
def keep_reading(dispatch_id: int, result: dict[str, Any]) -> None:
    """Keep the text and every find as a proposal, and hand the dispatch to a person."""
    rows = Dispatch.objects.everything(reason="the reading job works on the dispatch it was given")
    dispatch = rows.select_for_update().get(pk=dispatch_id)
    if dispatch.state not in (DispatchState.WAITING, DispatchState.READING):
        return
    SourceText(
        dispatch=dispatch,
        lines=result["lines"],
        page_of_line=result.get("page_of_line", []),
        notes=result.get("notes", []),
    ).save()
    numbers: Counter[FindKind] = Counter()
    for position, reading in enumerate(result["documents"]):
        _keep_document(dispatch, position, reading, numbers)
    dispatch.entitle(_title(result["documents"]) or dispatch.title)
    move_dispatch(dispatch, DispatchState.REVIEW, title=dispatch.title, read_at=now())
    record(
        system_actor("đọc văn bản"),
        "document.read",
        dispatch,
        after={"documents": len(result["documents"]), "lines": len(result["lines"])},
    )


def _begin(dispatch_id: int) -> Dispatch | None:
    with transaction.atomic():
        rows = Dispatch.objects.everything(reason="the reading job works on the id it was given")
        dispatch: Dispatch | None = rows.select_for_update().filter(pk=dispatch_id).first()
        if dispatch is None or dispatch.state not in (DispatchState.WAITING, DispatchState.READING):
            return None
        move_dispatch(dispatch, DispatchState.READING)
        return dispatch


def _files(dispatch: Dispatch) -> list[DispatchFile]:
    return list(dispatch.files.select_related("stored_file").order_by("position"))


@transaction.atomic
def _refuse(dispatch: Dispatch, reason: Refused) -> None:
    """Only the fact is kept of a secret paper: its bytes are destroyed at the mark (D14)."""
    if reason.code == "secret":
        dispatch.entitle(gettext_noop("Văn bản mật (đã hủy nội dung)"))
        for file in _files(dispatch):
            discard_content(file.stored_file)
    refusal = reason.sentence[:500]
    move_dispatch(dispatch, DispatchState.REFUSED, title=dispatch.title, refusal=refusal)
    record(system_actor("đọc văn bản"), "document.refuse", dispatch, after={"reason": reason.code})


def _keep_document(
    dispatch: Dispatch, position: int, reading: dict[str, Any], numbers: Counter[FindKind]
) -> None:
    # A paper that was written down without a file is the same one once its file is read.
    known = dispatch.documents.filter(position=position).first()
    document = known or Document(dispatch=dispatch, position=position)
    document.first_line, document.last_line = reading["line"], reading["line_end"]
    document.save()
    finds = [
        *_facts(document, reading),
        *_listed(document, reading, numbers),
        *_budget(document, reading),
    ]
    Find.objects.everything(reason="the finds of one new document").bulk_create(finds)
    resolve_finds(dispatch, document, issuer=reading.get("issuer"))


def _facts(document: Document, reading: dict[str, Any]) -> list[Find]:
    traces = reading.get("facts", {})
    names = (*FACTS, *(name for name in MARKS if reading.get(name)))
    return [
        _find(
            document,
            FindKind.FACT,
            number,
            trace=traces.get(name, {}),
            value={"value": reading.get(name)},
            field=name,
        )
        for number, name in enumerate(names, start=1)
    ]


def _listed(document: Document, reading: dict[str, Any], numbers: Counter[FindKind]) -> list[Find]:
    """Finds are numbered through the dispatch, so that NV3 names one task on the screen."""
    finds: list[Find] = []
    for key, kind in _LISTS:
        for entry in reading.get(key, []):
            numbers[kind] += 1
            value = {name: entry[name] for name in entry if name not in _TRACE}
            finds.append(_find(document, kind, numbers[kind], trace=entry, value=value, field=key))
    return finds


def _budget(document: Document, reading: dict[str, Any]) -> list[Find]:
    if not reading.get("budget_source"):
        return []
    trace = {**(reading.get("budget") or {}), "text": reading["budget_source"]}
    return [_find(document, FindKind.BUDGET, 1, trace=trace, value={}, field="budget_source")]


def _find(
    document: Document,
    kind: FindKind,
    number: int,
    *,
    trace: dict[str, Any],
    value: dict[str, Any],
    field: str,
) -> Find:
    return Find(
        document=document,
        kind=kind,
        field=field,
        number=number,
        line=trace.get("line"),
        line_end=trace.get("line_end") or trace.get("line"),
        clause=trace.get("clause", []),
        text=trace.get("text", ""),
        value=value,
        confidence=trace.get("confidence", 0),
        why=trace.get("why", ""),
        rule=trace.get("rule", ""),
    )


def _title(documents: list[dict[str, Any]]) -> str:
    for reading in documents:
        words = [reading.get("doc_type"), reading.get("number_symbol"), reading.get("subject")]
        known = [str(word) for word in words if word]
        if known:
            return " ".join(known)[:500]
    return ""
