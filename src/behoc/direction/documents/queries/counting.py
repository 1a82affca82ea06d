"""How many documents a body issued and how many people it told: what its reports draw on."""

from datetime import date

from django.db.models import Sum

from behoc.direction.documents.models import Dissemination, Document


def count_issued(body_id: int, first: date, last: date) -> int:
    """The documents with a number that the body issued in those days."""
    rows = Document.objects.everything(reason="a count for the body's own report")
    found = rows.filter(issuer=body_id, issued_on__range=(first, last))
    return int(found.exclude(number_symbol=None).values("number_symbol").distinct().count())


def count_told(body_id: int, first: date, last: date) -> int:
    """How many people the body told of documents in those days; corrected rounds count once."""
    rows = Dissemination.objects.everything(reason="a count for the body's own report")
    held = rows.filter(organisation=body_id, held_on__range=(first, last))
    replaced = rows.exclude(corrects=None).values("corrects")
    return int(held.exclude(pk__in=replaced).aggregate(told=Sum("told"))["told"] or 0)
