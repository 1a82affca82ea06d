"""A dispatch is withdrawn by the body that entered it; every trace of it stays."""

from datetime import date

from django.db import transaction

from behoc.direction.documents.models import Dispatch
from behoc.direction.documents.rules import DispatchState
from behoc.direction.documents.services.indexing import index_dispatch
from behoc.ground.access.services import require
from behoc.ground.audit.services import record
from behoc.kernel.actor import Actor
from behoc.kernel.clock import in_words, now
from behoc.kernel.errors import Conflict, RuleBroken
from behoc.kernel.text import clean


@transaction.atomic
def withdraw(
    actor: Actor,
    dispatch: Dispatch,
    *,
    reason: str,
    on: date,
    replaced_by: Dispatch | None = None,
) -> Dispatch:
    """Mark an entered dispatch as withdrawn; who comes second is told who was first.

    What hangs on it is the matter of `assignments.services.withdrawing`, which calls this.
    """
    require(actor, "document.revoke", dispatch)
    rows = Dispatch.objects.everything(reason="the dispatch was fetched within reach; now locked")
    dispatch = rows.select_for_update().get(pk=dispatch.pk)
    _check(dispatch, reason, replaced_by)
    dispatch.withdrawn_at, dispatch.withdrawn_by_id = now(), actor.person
    dispatch.withdrawn_on, dispatch.withdrawal_reason = on, clean(reason)
    dispatch.replaced_by = replaced_by
    fields = ["withdrawn_at", "withdrawn_by", "withdrawn_on", "withdrawal_reason", "replaced_by"]
    dispatch.save(update_fields=fields)
    index_dispatch(dispatch)
    after = {"withdrawn_on": on, "reason": dispatch.withdrawal_reason}
    record(actor, "document.revoke", dispatch, after=after)
    return dispatch


def _check(dispatch: Dispatch, reason: str, replaced_by: Dispatch | None) -> None:
    if dispatch.withdrawn_by is not None and dispatch.withdrawn_at is not None:
        raise Conflict(
            "%(who)s đã thu hồi văn bản này lúc %(when)s.",
            who=dispatch.withdrawn_by.full_name,
            when=in_words(dispatch.withdrawn_at),
        )
    if dispatch.state != DispatchState.CONFIRMED:
        raise RuleBroken("Văn bản chưa vào sổ nên chưa có gì để thu hồi.")
    if not clean(reason):
        raise RuleBroken("Chưa ghi lý do thu hồi. Viết một câu để các nơi nhận hiểu.")
    if replaced_by is not None and replaced_by.pk == dispatch.pk:
        raise RuleBroken("Một văn bản không thay thế chính nó. Chọn văn bản khác.")
