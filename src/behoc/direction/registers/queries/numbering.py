"""How the body numbers its papers: its series, books and terms, and the text that says so."""

from dataclasses import dataclass
from typing import Any

from behoc.direction.registers.models import CommitteeTerm, NumberSeries, RegisterBook
from behoc.direction.registers.queries.book import series_words
from behoc.direction.registers.rules.series import Direction, rule_for
from behoc.ground.access.queries import scope_for
from behoc.ground.organisations.queries import get_body_by_id
from behoc.kernel.actor import Actor
from behoc.kernel.scope import one


@dataclass(frozen=True, slots=True)
class Numbering:
    """Everything templates/registers/pages/numbering.html shows."""

    by_term: bool
    by_type: bool
    source: str
    series: tuple[dict[str, Any], ...]
    books: tuple[RegisterBook, ...]
    terms: tuple[CommitteeTerm, ...]


def build_numbering(actor: Actor) -> Numbering:
    """How the papers of the actor's body are numbered."""
    rule = rule_for(get_body_by_id(actor.body).line, Direction.OUT)
    scope = scope_for(actor, "register.view")
    series = NumberSeries.objects.within(scope).filter(organisation_id=actor.body_id)
    books = RegisterBook.objects.within(scope).filter(organisation_id=actor.body_id)
    terms = CommitteeTerm.objects.within(scope).filter(organisation_id=actor.body_id)
    return Numbering(
        by_term=rule.by_term,
        by_type=rule.by_type,
        source=rule.source,
        series=tuple(
            {
                "name": series_words(each),
                "is_incoming": each.direction == Direction.IN,
                "period": each.period[:4],
                "last_number": each.last_number,
                "id": each.public_id,
                "set_aside": ", ".join(map(str, each.set_aside)),
            }
            for each in series.select_related("book").order_by("-period", "direction", "doc_type")
        ),
        books=tuple(books.filter(closed_at__isnull=True).order_by("name")),
        terms=tuple(terms.order_by("-starts_on")),
    )


def get_series(actor: Actor, public_id: str) -> NumberSeries:
    """The run of numbers in which the actor may enter papers, or NotFound."""
    rows = NumberSeries.objects.within(scope_for(actor, "register.enter"))
    return one(NumberSeries, rows.filter(public_id=public_id))


def get_book(actor: Actor, public_id: str) -> RegisterBook:
    """The book that the actor may decide on, or NotFound."""
    rows = RegisterBook.objects.within(scope_for(actor, "register.decide"))
    return one(RegisterBook, rows.filter(public_id=public_id))
