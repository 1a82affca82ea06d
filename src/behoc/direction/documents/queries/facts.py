"""What is known of a document: who issued it, to whom it went, what nobody knows yet."""

from typing import TYPE_CHECKING

from behoc.direction.documents.models import Document, Find
from behoc.direction.documents.rules import FindKind, counts
from behoc.kernel.text import fold

if TYPE_CHECKING:
    from behoc.ground.organisations.models import Organisation


def issued_by(document: Document, body: "Organisation") -> bool:
    """True when the body itself issued the document: as settled, else by the name printed."""
    if document.issuer_id is not None:
        return bool(document.issuer_id == body.pk)
    names = (body.name, body.short_name, *body.aliases)
    return bool(document.issuer_name) and fold(document.issuer_name or "") in map(fold, names)


def list_recipient_names(document: Document) -> str:
    """The recipients that a person confirmed, as one line for the register."""
    rows = Find.objects.everything(reason="the document was fetched within reach")
    finds = rows.filter(document=document, kind=FindKind.RECIPIENT).order_by("number")
    names = [find.value.get("name") or find.text for find in finds if counts(find.state)]
    return "; ".join(dict.fromkeys(name for name in names if name))
