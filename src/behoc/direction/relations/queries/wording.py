"""The words of relations on the screen."""

from datetime import date
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from behoc.direction.relations.models import CitedText
from behoc.direction.relations.rules import RelationKind, RelationState

if TYPE_CHECKING:
    from behoc.direction.documents.models import Document

KIND_NAMES = {
    RelationKind.IMPLEMENTS: gettext_noop("Thực hiện"),
    RelationKind.FOLDS: gettext_noop("Lồng ghép"),
    RelationKind.RESTS_ON: gettext_noop("Căn cứ"),
    RelationKind.CONTINUES: gettext_noop("Tiếp tục thực hiện"),
    RelationKind.ATTACHES: gettext_noop("Kèm theo"),
    RelationKind.AMENDS: gettext_noop("Sửa đổi, bổ sung"),
    RelationKind.REPLACES: gettext_noop("Thay thế"),
    RelationKind.CITES: gettext_noop("Chỉ dẫn chiếu"),
}
STATES = {
    RelationState.PROPOSED: ("wait", "person-check", gettext_noop("Chờ người xem")),
    RelationState.ACCEPTED: ("done", "done", gettext_noop("Đã nhận")),
    RelationState.REJECTED: ("none", "close", gettext_noop("Đã bỏ")),
}
ABOVE = (gettext_noop("Trên một bậc"), gettext_noop("Trên hai bậc"), gettext_noop("Trên ba bậc"))
BELOW = (gettext_noop("Dưới một bậc"), gettext_noop("Dưới hai bậc"), gettext_noop("Dưới ba bậc"))


def kind_name(kind: str) -> str:
    """The kind of a relation for its reader."""
    return _(KIND_NAMES[RelationKind(kind)])


def state(code: str) -> tuple[str, str, str]:
    """Tone, icon and words of a relation's state."""
    tone, icon, words = STATES[RelationState(code)]
    return tone, icon, _(words)


def level_name(level: int, *, up: bool) -> str:
    """How far a text stands from the one that is looked at."""
    return _((ABOVE if up else BELOW)[level - 1])


def text_title(text: CitedText) -> str:
    """A text by its kind and number, else by its name."""
    if not text.symbol:
        return text.name or _("Văn bản")
    return " ".join(filter(None, [text.kind_name, text.symbol]))


def text_note(text: CitedText, held: "Document | None") -> str:
    """Who issued the text and when, and what it is about; what is not known is left out."""
    subject = (held.subject if held else None) or (text.name if text.symbol else None)
    issuer = text.issuer_name or (held.issuer_name if held else None)
    issued_on = text.issued_on or (held.issued_on if held else None)
    return " · ".join(filter(None, [issuer, day(issued_on), subject]))


def document_title(document: "Document") -> str:
    """A document by its kind and number."""
    named = " ".join(filter(None, [document.doc_type, document.number_symbol]))
    return named or str(document)


def document_note(document: "Document") -> str:
    """Who issued a document and when, and what it is about."""
    issuer = document.issuer_name or document.dispatch.organisation.name
    return " · ".join(filter(None, [issuer, day(document.issued_on), document.subject]))


def address(document: "Document") -> str:
    """The page of the texts around a document."""
    page = reverse("relations:of_dispatch", args=[document.dispatch.public_id])
    return f"{page}?vb={document.public_id}"


def day(value: date | None) -> str:
    """A day as people write it."""
    return f"{value:%d/%m/%Y}" if value else ""
