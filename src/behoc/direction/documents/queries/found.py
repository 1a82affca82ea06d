"""What the page of a search shows: each document with the line that answers."""

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from behoc.direction.documents.queries.screens import build_row
from behoc.direction.documents.queries.search import (
    MOST_FOUND,
    Asked,
    Found,
    Match,
    list_matches,
    list_saved_searches,
)
from behoc.kernel.actor import Actor


def build_found(actor: Actor, asked: Asked, ids: list[int]) -> list[dict[str, Any]]:
    """The rows of one page of results."""
    return [_row(actor, match) for match in list_matches(actor, asked, ids)]


def found_words(found: Found) -> str:
    """How many there are, said without counting past what is shown."""
    if found.has_more:
        words = _("Hơn %(count)s văn bản. Thêm từ hoặc số để thấy đúng văn bản cần tìm.")
        return words % {"count": MOST_FOUND}
    return _("%(count)s văn bản.") % {"count": len(found.ids)}


def list_saved(actor: Actor, query: str) -> list[dict[str, Any]]:
    """The person's saved searches as chips; the one that is shown is marked."""
    return [
        {
            "id": saved.public_id,
            "name": saved.name,
            "url": f"{reverse('documents:list')}?{saved.query}",
            "current": saved.query == query,
        }
        for saved in list_saved_searches(actor)
    ]


def kept_query(fields: dict[str, str]) -> str:
    """The conditions as they stand in an address, without empty ones and page numbers."""
    return urlencode([(name, value) for name, value in fields.items() if value])


def _row(actor: Actor, match: Match) -> dict[str, Any]:
    document = match.document
    row = build_row(actor, document.dispatch)
    subject = document.subject or document.dispatch.title
    line = f"#d{match.line}" if match.line else ""
    return row | {
        "number": document.number_symbol or "",
        "title": subject[:1].upper() + subject[1:],
        "url": row["url"] + line,
        "kind_words": document.doc_type
        or _("Văn bản thứ %(number)s của bộ") % {"number": document.position + 1},
        "issuer": document.issuer_name or "",
        "date_words": f"{document.issued_on:%d/%m/%Y}" if document.issued_on else "",
        "pieces": match.pieces,
        "line_words": _("dòng %(line)s") % {"line": match.line} if match.line else "",
    }
