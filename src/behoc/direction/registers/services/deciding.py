"""The head decides how the body numbers its papers: books of their own, when a term begins."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from behoc.direction.registers.models import CommitteeTerm, RegisterBook
from behoc.ground.access.services import require, require_on_body
from behoc.ground.audit.services import record
from behoc.ground.organisations.queries import get_body_by_id
from behoc.kernel.actor import Actor
from behoc.kernel.clock import now
from behoc.kernel.errors import Conflict, RuleBroken
from behoc.kernel.text import clean, fold


@transaction.atomic
def open_book(actor: Actor, *, name: str, types: Sequence[str]) -> RegisterBook:
    """Papers of those types are numbered in a book of their own from now on."""
    require_on_body(actor, "register.decide", get_body_by_id(actor.body))
    rows = RegisterBook.objects.everything(reason="the books of the actor's own body")
    open_rows = rows.select_for_update().filter(organisation_id=actor.body, closed_at__isnull=True)
    wanted = {fold(each) for each in types}
    if not wanted or not clean(name):
        raise RuleBroken("Sổ riêng cần một tên và ít nhất một loại văn bản.")
    for book in open_rows:
        both = wanted & {fold(each) for each in book.types}
        if both:
            raise RuleBroken(
                "“%(book)s” đã giữ loại văn bản này. Thôi dùng sổ đó rồi mở sổ mới.", book=book.name
            )
    book = RegisterBook(
        organisation_id=actor.body,
        name=clean(name)[:120],
        types=[clean(each) for each in types],
        person_id=actor.person,
        decided_at=now(),
    )
    book.save()
    record(actor, "register.decide", book, after={"types": book.types})
    return book


@transaction.atomic
def close_book(actor: Actor, book: RegisterBook) -> None:
    """The book takes no more papers; what stands in it stays. Closing twice changes nothing."""
    require(actor, "register.decide", book)
    rows = RegisterBook.objects.everything(reason="the book was fetched within reach; now locked")
    book = rows.select_for_update().get(pk=book.pk)
    if book.closed_at is not None:
        return
    book.closed_at = now()
    book.save(update_fields=["closed_at"])
    record(actor, "register.decide", book, after={"closed_at": book.closed_at})


@transaction.atomic
def begin_term(actor: Actor, *, name: str, starts_on: date) -> CommitteeTerm:
    """From that day the body's numbers begin anew."""
    require_on_body(actor, "register.decide", get_body_by_id(actor.body))
    if not clean(name):
        raise RuleBroken("Ghi tên nhiệm kỳ, chẳng hạn 2025–2030.")
    rows = CommitteeTerm.objects.everything(reason="the terms of the actor's own body")
    term, is_new = rows.get_or_create(
        organisation_id=actor.body, starts_on=starts_on, defaults={"name": clean(name)[:60]}
    )
    if not is_new and term.name != clean(name)[:60]:
        raise Conflict("Đã có nhiệm kỳ bắt đầu đúng ngày này.")
    if is_new:
        record(actor, "register.decide", term, after={"name": term.name, "starts_on": starts_on})
    created: CommitteeTerm = term
    return created
