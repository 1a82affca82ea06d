"""The phases that a document sets, which recurring duties end with."""

from behoc.direction.documents.models import Find
from behoc.direction.documents.rules import COUNTING, FindKind


def list_phases(document_id: int) -> list[tuple[int, int]]:
    """First and last year of each confirmed phase (giai đoạn); the caller holds the document."""
    rows = Find.objects.everything(reason="the document was fetched within reach")
    found = rows.filter(document_id=document_id, kind=FindKind.PHASE, state__in=COUNTING)
    values = found.order_by("number").values_list("value", flat=True)
    return [
        (int(value["start"]), int(value["end"]))
        for value in values
        if value.get("start") and value.get("end")
    ]
