"""How many things wait for a person: the one source of the desk's words and of its badge."""

from dataclasses import astuple, dataclass
from datetime import timedelta

from behoc.direction.assignments.queries import amendments, judging, petitions, screens, tasks
from behoc.direction.assignments.queries.difficulties import count_difficulties
from behoc.direction.documents.queries import deliveries, dispatches
from behoc.direction.drafting.queries import drafts
from behoc.direction.handling.queries import desk as handling
from behoc.direction.registers.queries.screens import list_unentered
from behoc.ground.access.queries import may
from behoc.kernel.actor import Actor
from behoc.kernel.clock import today
from behoc.measure.reporting.queries import desk as reporting


@dataclass(frozen=True, slots=True)
class Counts:
    """How many of each kind wait; a paper that waits for the register counts there alone."""

    tasks: int
    amended: int
    results: int
    petitions: int
    difficulties: int
    papers: int
    to_enter: int
    arrivals: int
    handling: int
    drafts: int
    reports: int

    @property
    def total(self) -> int:
        """Everything together: what the badge shows and the desk says."""
        return sum(astuple(self))


def count_kinds(actor: Actor) -> Counts:
    """What waits for the actor, by kind; a kind that the actor may not act on counts nothing."""
    soon = today() + timedelta(days=screens.SOON_DAYS)
    judges = may(actor, "assignment.confirm")
    unentered = list_unentered(actor)
    receives = may(actor, "document.receive")
    return Counts(
        tasks=tasks.count_waiting(actor, soon=soon) if may(actor, "assignment.accept") else 0,
        amended=amendments.count_unnoted(actor) if may(actor, "assignment.report") else 0,
        results=judging.count_to_confirm(actor) if judges else 0,
        petitions=petitions.count_to_answer(actor) if judges else 0,
        difficulties=count_difficulties(actor) if may(actor, "assignment.follow") else 0,
        papers=dispatches.count_to_review(actor) if may(actor, "document.review") else 0,
        to_enter=0 if unentered is None else unentered.count(),
        arrivals=deliveries.count_arrivals(actor, but=unentered) if receives else 0,
        handling=handling.count_waiting(actor),
        drafts=drafts.list_waiting(actor).count,
        reports=reporting.count_waiting(actor),
    )
