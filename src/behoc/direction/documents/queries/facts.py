"""What is known of a document: who issued it, to whom it went, what nobody knows yet."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from behoc.direction.documents.models import Dispatch, Document, Find, SourceText
from behoc.direction.documents.queries.wording import FACT_NAMES
from behoc.direction.documents.rules import (
    FACT_COLUMNS,
    DispatchState,
    FindKind,
    FindState,
    Part,
    Urgency,
    counts,
)
from behoc.engines.reading.extraction.arrival import Stamp, read_stamp
from behoc.kernel.text import fold

if TYPE_CHECKING:
    from behoc.ground.organisations.models import Organisation

URGENCY_NAMES = {
    Urgency.NORMAL: gettext_noop("Thường"),
    Urgency.URGENT: gettext_noop("Khẩn"),
    Urgency.VERY_URGENT: gettext_noop("Thượng khẩn"),
    Urgency.EXPRESS: gettext_noop("Hỏa tốc"),
}
PART_NAMES = {
    Part.COVERING: gettext_noop("Công văn gửi kèm"),
    Part.MAIN: gettext_noop("Văn bản chính"),
    Part.ATTACHMENT: gettext_noop("Văn bản kèm theo"),
    Part.APPENDIX: gettext_noop("Phụ lục"),
    Part.COPY: gettext_noop("Bản khác"),
}


def issued_by(document: Document, body: "Organisation") -> bool:
    """True when the body itself issued the document: as settled, else by the name printed."""
    if document.issuer_id is not None:
        return bool(document.issuer_id == body.pk)
    names = (body.name, body.short_name, *body.aliases)
    return bool(document.issuer_name) and fold(document.issuer_name or "") in map(fold, names)


def list_recipient_names(document: Document) -> list[str]:
    """The recipients that a person confirmed, in order, each once."""
    rows = Find.objects.everything(reason="the document was fetched within reach")
    finds = rows.filter(document=document, kind=FindKind.RECIPIENT).order_by("number")
    names = [find.value.get("name") or find.text for find in finds if counts(find.state)]
    return list(dict.fromkeys(name for name in names if name))


def known_facts(document: Document) -> dict[str, str | None]:
    """Facts of a document by their names: what was confirmed, and under review what was read."""
    facts: dict[str, str | None] = {
        name: getattr(document, column) for name, column in FACT_COLUMNS.items()
    }
    facts["issued_on"] = document.issued_on.isoformat() if document.issued_on else None
    if document.dispatch.state == DispatchState.CONFIRMED:
        return facts
    rows = Find.objects.everything(reason="the document was fetched within reach")
    read = rows.filter(document=document, kind=FindKind.FACT).exclude(state=FindState.REJECTED)
    for find in read:
        facts[find.field] = facts.get(find.field) or find.value.get("value")
    return facts


def list_lines_of(documents: Iterable[Document]) -> dict[int, list[str]]:
    """Document → its lines, of documents in reach; none where it has no file."""
    wanted = list(documents)
    texts = SourceText.objects.filter(dispatch_id__in={each.dispatch_id for each in wanted})
    lines = dict(texts.values_list("dispatch_id", "lines")) if wanted else {}
    return {
        each.pk: lines[each.dispatch_id][each.first_line - 1 : each.last_line]
        for each in wanted
        if each.dispatch_id in lines
    }


def find_stamp(dispatch: Dispatch) -> Stamp | None:
    """The arrival stamp that was read on the scan of a dispatch in reach."""
    text = SourceText.objects.filter(dispatch=dispatch).only("notes").first()
    return read_stamp(text.notes) if text else None


def stamp_words(stamp: Stamp) -> str:
    """The number and day of an arrival stamp, and whose it is."""
    day = f"{stamp.day:%d/%m/%Y}" if stamp.day else _("không rõ ngày")
    words = _("số %(number)s, %(day)s") % {"number": stamp.number, "day": day}
    return f"{words} ({stamp.office})" if stamp.office else words


def build_paper(document: Document, *, is_mended: bool) -> dict[str, Any]:
    """One entered document for its page: every fact, and where the unknown ones are filled in."""
    facts = [
        {"label": _(label), "value": _said(document, name) or _("Không rõ")}
        for name, label in FACT_NAMES.items()
    ]
    return {
        "title": " ".join(filter(None, [document.doc_type, document.number_symbol]))
        or _("Văn bản thứ %(number)s") % {"number": document.position + 1},
        "part": part_words(document.part),
        "mend_position": document.position if is_mended else None,
        "facts": facts,
    }


def urgency_choices() -> list[tuple[str, str]]:
    """What a person may say of the urgency; that nobody stated it comes first."""
    return [("", _("Không rõ")), *((code.value, _(name)) for code, name in URGENCY_NAMES.items())]


def urgency_words(document: Document) -> str:
    """The urgency in words, to be seen at once; nothing for an ordinary paper, or a silent one."""
    if document.urgency in (None, "", Urgency.NORMAL):
        return ""
    return _(URGENCY_NAMES[Urgency(document.urgency)])


def part_words(part: str) -> str:
    """What a paper or a file is within its dispatch, in words."""
    return _(PART_NAMES[Part(part)])


def _said(document: Document, name: str) -> str:
    """What is known of one fact of the letterhead, in words."""
    if name == "urgency":
        return _(URGENCY_NAMES[Urgency(document.urgency)]) if document.urgency else ""
    if name == "issued_on":
        return f"{document.issued_on:%d/%m/%Y}" if document.issued_on else ""
    return getattr(document, FACT_COLUMNS[name]) or ""
