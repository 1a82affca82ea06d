"""How many documents a body issued and how many people it told: what its reports draw on."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Count, Sum

from behoc.direction.documents.models import Dissemination, Document


def count_issued(body_ids: Iterable[int], first: date, last: date) -> dict[int, int]:
    """The documents with a number that each body issued in those days, by body."""
    rows = Document.objects.everything(reason="a count for bodies' own reports")
    found = rows.filter(issuer__in=list(body_ids), issued_on__range=(first, last))
    counted = found.exclude(number_symbol=None).order_by().values("issuer_id")
    counted = counted.annotate(issued=Count("number_symbol", distinct=True))
    return {each["issuer_id"]: each["issued"] for each in counted}


def count_told(body_ids: Iterable[int], first: date, last: date) -> dict[int, int]:
    """How many people each body told of documents in those days; corrected rounds count once."""
    rows = Dissemination.objects.everything(reason="a count for bodies' own reports")
    held = rows.filter(organisation__in=list(body_ids), held_on__range=(first, last))
    replaced = rows.exclude(corrects=None).values("corrects")
    counted = held.exclude(pk__in=replaced).order_by().values("organisation_id")
    return {each["organisation_id"]: each["sum"] or 0 for each in counted.annotate(sum=Sum("told"))}
