"""Who must do what: one find per item or paragraph that gives a task to a body."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from behoc.engines.reading.actors import Actor, heading_actor, opening_actor, ordered_actor
from behoc.engines.reading.captions import captioned_assignments, is_caption
from behoc.engines.reading.clauses import BULLET, PLAIN, Unit
from behoc.engines.reading.finds import Assignment
from behoc.engines.reading.letters import UPPER, fold
from behoc.engines.reading.roles import WHY, read_coordinators, read_role
from behoc.engines.reading.tables import is_row, table_assignments
from behoc.engines.reading.vocabulary import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from behoc.engines.reading.finds import Force

SENTENCE = re.compile(rf"(?<=\w\w[.;])\s+(?=[{UPPER}])")
INFORMS = re.compile(r"(?:thông báo|xin báo cáo) (?:đến|tới|để|cho)(?!\w)")
LINK = re.compile(r"(?:trong đó|theo đó|đồng thời|cùng với đó|bên cạnh đó|ngoài ra),?\s+")
SHORTEST = 12  # letters: less is a heading or a scrap


@dataclass(slots=True)
class Context:
    """What the document says about who orders whom, as far as it has been read."""

    kind: str
    force: Force = "order"
    lead_in: Actor | None = None
    lead_in_unit: Unit | None = None
    actors: dict[int, Actor] = field(default_factory=dict)
    last: Actor | None = None
    leads: dict[int, tuple[str, ...]] = field(default_factory=dict)


def find_assignments(
    units: Sequence[Unit], preamble: Sequence[Unit], kind: str, addressed: str | None
) -> tuple[Assignment, ...]:
    """All tasks of one document, in the order they stand."""
    context = Context(kind)
    _read_lead_in(preamble, context)
    found: list[Assignment] = []
    for unit in preamble:
        found.extend(_read_preamble(unit, context))
    for unit in units:
        if not is_row(unit) and not is_caption(unit):
            found.extend(_read_unit(unit, context, addressed))
    found.extend(table_assignments(units))
    found.extend(_without_known(captioned_assignments(units), found))
    in_clauses = any(one.trace.clause for one in found)
    if context.lead_in and context.lead_in_unit and not in_clauses:
        found.append(_assignment(context.lead_in_unit, context.lead_in, 0, context))
    return tuple(sorted(found, key=lambda one: one.trace.line))


def _without_known(
    captioned: Iterable[Assignment], found: Sequence[Assignment]
) -> list[Assignment]:
    """What captions and brackets say, where the item itself has not said it."""
    known = {(one.trace.line, one.trace.path) for one in found}
    return [one for one in captioned if (one.trace.line, one.trace.path) not in known]


def _read_preamble(unit: Unit, context: Context) -> Iterable[Assignment]:
    """A short letter may order in the same paragraph that names its basis."""
    if unit.paragraph.text.rstrip().endswith(":"):
        return
    actor = ordered_actor(unit.paragraph.text, unit.paragraph.folded)
    if actor:
        context.last = actor
        yield _assignment(unit, actor, unit.start, context)


def _read_lead_in(preamble: Sequence[Unit], context: Context) -> None:
    """The last words before the first clause: “Ban Thường vụ … yêu cầu các …:”."""
    for unit in reversed(preamble[-2:]):
        tail_at = max(0, len(unit.paragraph.text) - 700)
        requests = list(words("verbs").pattern("requests").finditer(unit.paragraph.folded, tail_at))
        if unit.paragraph.text.rstrip().endswith(":") and requests:
            before = unit.paragraph.folded[: requests[-1].start()].rstrip()
            if not before.endswith(("theo", "xét", "tại")):
                context.force = "request"
        actor = ordered_actor(unit.paragraph.text, unit.paragraph.folded, anywhere=True)
        if actor and unit.paragraph.text.rstrip().endswith(":"):
            context.lead_in, context.lead_in_unit = actor, unit
            context.force = actor.force
            return


def _read_unit(unit: Unit, context: Context, addressed: str | None) -> Iterable[Assignment]:
    if is_idle(unit):
        return
    text, folded = unit.content, unit.folded
    if unit.is_heading or text.rstrip().endswith(":"):
        actor = heading_actor(text, folded, in_task_section=in_task_section(unit))
        if actor:
            context.actors[id(unit)] = actor
            if actor.duty and read_role(folded[actor.duty :]) == "lead":
                context.leads[id(unit)] = read_coordinators(text, folded)
        return
    if _is_noise(unit):
        return
    whole = heading_actor(text.rstrip(" .;"), folded.rstrip(" .;"), in_task_section=True)
    if whole and whole.is_whole and unit.children:
        context.actors[id(unit)] = whole
        return
    first = _first_actor(unit, context, addressed)
    if first:
        context.actors[id(unit)] = context.last = first
        yield _assignment(unit, first, unit.start, context)
    yield from _later_orders(unit, context, first.duty if first else 0)


def _first_actor(unit: Unit, context: Context, addressed: str | None) -> Actor | None:
    text, folded = unit.content, unit.folded
    if context.kind in ("Báo cáo", "Tờ trình"):
        return ordered_actor(text, folded)
    inherited = _inherited(unit, context)
    actor = ordered_actor(text, folded, at_start=inherited is not None)
    actor = actor or opening_actor(
        text,
        folded,
        in_task_section=in_task_section(unit),
        past_adjunct=inherited is None,
    )
    if actor and not (inherited and actor.is_weak):
        return actor
    if unit.rank == PLAIN and "%" in folded:
        return None  # a paragraph of targets, not one more task
    if inherited and len(text) >= SHORTEST and (unit.rank != PLAIN or _begins_with_duty(folded)):
        return inherited
    if unit.rank == PLAIN and inherited and _above_is_heading(unit, context):
        return inherited
    return _unnamed(unit, context, addressed)


def _inherited(unit: Unit, context: Context) -> Actor | None:
    """The body that the nearest heading or item above names."""
    for above in unit.ancestors():
        actor = context.actors.get(id(above))
        if actor:
            return Actor(actor.name, 0, actor.force, "heading", "đầu mục nêu tên cơ quan", 0.95)
    return None


def _above_is_heading(unit: Unit, context: Context) -> bool:
    return bool(unit.parent and unit.parent.is_heading and id(unit.parent) in context.actors)


def _unnamed(unit: Unit, context: Context, addressed: str | None) -> Actor | None:
    """Items under an order to a group, and paragraphs that say “cần” to those addressed."""
    text, folded = unit.content, unit.folded
    is_item = unit.rank < BULLET and unit.parent is None and not unit.is_heading
    if context.lead_in and is_item and len(text) > 60 and _begins_with_duty(folded):
        lead = context.lead_in
        return Actor(lead.name, 0, lead.force, "lead_in", "câu dẫn nêu cơ quan được giao", 0.85)
    modal = words("verbs").pattern("modals").search(folded[:160])
    is_told = modal and words("verbs").has("told", folded[: modal.start()])
    if (
        unit.rank == PLAIN
        and not unit.labels
        and modal
        and not is_told
        and context.last
        and addressed
    ):
        last = context.last
        return Actor(last.name, 0, "order", "modal", "câu “cần, phải” tiếp theo việc đã giao", 0.6)
    return None


def _later_orders(unit: Unit, context: Context, done: int) -> Iterable[Assignment]:
    """Further sentences of one paragraph that each order a body of their own."""
    for found in SENTENCE.finditer(unit.paragraph.text, unit.start + done):
        actor = _later_actor(unit, found.end()) or _told_actor(unit, found.end())
        if actor:
            yield _assignment(unit, actor, found.end(), context)


def _later_actor(unit: Unit, position: int) -> Actor | None:
    folded = unit.paragraph.folded
    link = LINK.match(folded, position)
    position = link.end() if link else position
    order_words = words("verbs").pattern("orders", "requests")
    if not order_words.search(folded, position, position + 120):
        return None
    reach = position + 900
    actor = ordered_actor(
        unit.paragraph.text[position:reach], folded[position:reach], at_start=True
    )
    return actor if actor and actor.name not in ("đơn vị", "các đơn vị") else None


def _told_actor(unit: Unit, position: int) -> Actor | None:
    """In running text without clauses each sentence may begin with a body of its own."""
    if unit.labels or unit.rank != PLAIN:
        return None
    reach = position + 700
    return opening_actor(
        unit.paragraph.text[position:reach],
        unit.paragraph.folded[position:reach],
        in_task_section=False,
        past_adjunct=False,
    )


def _assignment(unit: Unit, actor: Actor, start: int, context: Context) -> Assignment:
    text = unit.paragraph.text if start == unit.start else unit.paragraph.text[start:]
    duty = text[unit.start if start == unit.start else 0 :][actor.duty :]
    role = read_role(fold(duty))
    coordinators = read_coordinators(duty, fold(duty))
    if actor.rule == "heading" and role == "carry_out" and id(unit.parent) in context.leads:
        role, coordinators = "lead", coordinators or context.leads[id(unit.parent)]
    is_own = actor.rule in ("order", "request")
    begin = 0 if start == unit.start else start
    return Assignment(
        actor=actor.name,
        role=role,
        coordinators=coordinators,
        force=actor.force if is_own or actor.force == "request" else context.force,
        text=text,
        trace=unit.trace(
            begin,
            len(unit.paragraph.text),
            actor.confidence,
            f"assignment.{actor.rule}",
            f"{actor.why}; {WHY[role]}",
        ),
    )


def is_idle(unit: Unit) -> bool:
    """Whether the section speaks of aims, criteria or results and gives nobody a task."""
    verbs = words("verbs")
    for above in unit.ancestors():
        if not above.is_heading and above.rank >= BULLET:
            continue
        title = above.opening(160)
        if verbs.has("task_sections", title):
            return False
        if verbs.has("idle_sections", title) and not _names_body(above):
            return True
    return False


def in_task_section(unit: Unit) -> bool:
    """Whether a heading above says that the section is about who does what."""
    return any(
        words("verbs").has("who_does_what", above.opening(160)) for above in unit.ancestors()
    )


def _names_body(unit: Unit) -> bool:
    actor = heading_actor(unit.content, unit.folded, in_task_section=False)
    return actor is not None and not unit.folded.startswith("đối với")


def _begins_with_duty(folded: str) -> bool:
    return words("verbs").at("duty", folded, 0) > 0 or words("verbs").at("adjuncts", folded, 0) > 0


def _is_noise(unit: Unit) -> bool:
    if unit.rank == PLAIN and INFORMS.search(unit.opening(160)):
        return True
    return len(unit.content) < SHORTEST or words("phrases").starts(
        "conditional_openers", unit.folded
    )
