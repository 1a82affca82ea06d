"""Facts of a document after it was entered: filled where nobody knew, mended with a reason."""

from datetime import date

from behoc.direction.documents.models import Document


def write_given_number(document: Document, number_symbol: str, *, issued_on: date) -> None:
    """The paper carries the number that its body's register gave it; part of that transaction."""
    document.number_symbol = number_symbol[:120]
    document.issued_on = document.issued_on or issued_on
    document.save(update_fields=["number_symbol", "issued_on"])
