"""The paper side of the sample work: registers, submissions, drafts, answers of the giver.

`data/sample/office.toml` holds the acts. A day is a date, or how many days before the day of
loading, so that every desk has something that came in lately. What an act makes is kept under its
`key`, for the acts that come back to it with `on`.
"""

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from behoc.config.sample_people import actor_of, person_id
from behoc.direction.assignments.queries.tasks import list_tasks
from behoc.direction.assignments.services.amending import Change, Ground, amend_task
from behoc.direction.assignments.services.hindering import tell_of_difficulty
from behoc.direction.assignments.services.judging import confirm_result, return_result
from behoc.direction.assignments.services.petitioning import ask_extension
from behoc.direction.assignments.services.withdrawing import withdraw_directive
from behoc.direction.documents.queries.dispatches import list_dispatches
from behoc.direction.documents.services.delivering import add_recipient
from behoc.direction.documents.services.disseminating import Round, note_round
from behoc.direction.documents.services.reading import read_dispatch
from behoc.direction.documents.services.receiving import receive_dispatch
from behoc.direction.drafting.services.approving import approve_draft, return_draft, submit_draft
from behoc.direction.drafting.services.writing import (
    Beginning,
    ask_opinions,
    give_opinion,
    start_draft,
)
from behoc.direction.handling.queries.people import list_receivers
from behoc.direction.handling.queries.submissions import list_open_parts
from behoc.direction.handling.rules import DelegationKind
from behoc.direction.handling.services.answering import answer_part
from behoc.direction.handling.services.delegating import StandIn, delegate
from behoc.direction.handling.services.instructing import Word, instruct, return_submission
from behoc.direction.handling.services.submitting import Proposal, submit_dispatch
from behoc.direction.registers.services.entering import enter_delivered
from behoc.direction.registers.services.papers import Arrival, enter_paper
from behoc.direction.relations.services import declare_response
from behoc.ground.attachments.services import store_file
from behoc.ground.organisations.queries import find_body_by_code
from behoc.kernel import data
from behoc.kernel.clock import today

if TYPE_CHECKING:
    from behoc.direction.handling.queries.people import Receiver
    from behoc.kernel.actor import Actor

MAIN = "main"  # the dispatch that the whole story is about


@dataclass(frozen=True, slots=True)
class OfficeAct:
    """One act at a desk: who, when, what, and the facts that this deed needs."""

    day: date
    person: str
    deed: str
    facts: dict[str, Any]


class Office:
    """Replays acts; knows by name what earlier acts have made."""

    def __init__(self, dispatch: Any) -> None:  # Any: a table of a lower tier, not ours to name
        self.made: dict[str, Any] = {MAIN: dispatch}

    def replay(self, act: OfficeAct, number: int) -> None:
        """Do it, as the person's press of a button would."""
        facts = {**act.facts, "once": f"mau-{number}"}
        made = DEEDS[act.deed](self, actor_of(act.person), facts)
        if "key" in act.facts:
            self.made[act.facts["key"]] = made

    def on(self, facts: dict[str, Any]) -> Any:
        """What the act is about."""
        return self.made[facts["on"]]


def dated_acts() -> Iterator[OfficeAct]:
    """What happened on a day of its own."""
    for row in _rows():
        if isinstance(row["day"], date):
            yield _act(row, row["day"])


def recent_acts(loaded_on: date) -> Iterator[OfficeAct]:
    """What happened so many days before the day of loading."""
    for row in _rows():
        if isinstance(row["day"], int):
            yield _act(row, loaded_on + timedelta(days=row["day"]))


def _rows() -> list[dict[str, Any]]:
    with data.path("sample", "office.toml").open("rb") as file:
        rows: list[dict[str, Any]] = tomllib.load(file)["act"]
    return rows


def _act(row: dict[str, Any], day: date) -> OfficeAct:
    facts = {name: row[name] for name in row if name not in ("day", "person", "deed")}
    return OfficeAct(day, row["person"], row["deed"], facts)


def _upload(_office: Office, actor: "Actor", facts: dict[str, Any]) -> Any:
    content = data.path("sample", "documents", facts["file"]).read_bytes()
    stored = store_file(actor, name=facts["file"], chunks=[content], size=len(content))
    dispatch = receive_dispatch(actor, [stored])
    read_dispatch(dispatch.pk)
    dispatch.refresh_from_db()
    return dispatch


def _enter(_office: Office, actor: "Actor", facts: dict[str, Any]) -> Any:
    names = ("number_symbol", "subject", "doc_type", "issuer_name", "signer_name", "urgency")
    paper = {name: facts.get(name) for name in names}
    entry = enter_paper(
        actor,
        {**paper, "issued_on": today() - timedelta(days=facts.get("age", 0))},
        Arrival(
            is_incoming="issuer_name" in facts,
            arrived_on=today() if "issuer_name" in facts else None,
            number=None,
            forwarded_to=None,
            submission_key=facts["once"],
        ),
    )
    return entry.document.dispatch


def _enter_delivered(_office: Office, actor: "Actor", facts: dict[str, Any]) -> Any:
    delivered = list_dispatches(actor).get(title__contains=facts["title"])
    return enter_delivered(actor, delivered).document.dispatch


def _send(office: Office, actor: "Actor", facts: dict[str, Any]) -> None:
    body = find_body_by_code(facts["to"])
    purpose, reason = facts["purpose"], facts["text"]
    add_recipient(actor, office.on(facts), body=body, name="", purpose=purpose, reason=reason)


def _respond(office: Office, actor: "Actor", facts: dict[str, Any]) -> None:
    own = office.made[facts["own"]].documents.get()
    declare_response(actor, office.on(facts), own, facts["kind"])


def _tell(office: Office, actor: "Actor", facts: dict[str, Any]) -> None:
    told = Round(today(), facts["form"], facts["told"], facts["total"], note=facts["text"])
    note_round(actor, office.on(facts), told, files=[], submission_key=facts["once"])


def _withdraw(office: Office, actor: "Actor", facts: dict[str, Any]) -> None:
    withdraw_directive(actor, office.on(facts), reason=facts["text"], on=today())


def _submit(office: Office, actor: "Actor", facts: dict[str, Any]) -> Any:
    proposal = Proposal(
        advice=facts["text"], lead=_receiver(actor, facts["lead"]), due_on=_due(facts)
    )
    return submit_dispatch(
        actor,
        office.on(facts),
        leader_id=person_id(facts["leader"]),
        proposal=proposal,
        submission_key=facts["once"],
    )


def _instruct(office: Office, actor: "Actor", facts: dict[str, Any]) -> Any:
    word = Word(
        lead=_receiver(actor, facts["lead"]),
        coordinators=tuple(_receiver(actor, each) for each in facts.get("with", ())),
        due_on=_due(facts),
        sentence=facts["sentence"],
    )
    return instruct(actor, office.on(facts), word, submission_key=facts["once"])


def _answer(office: Office, actor: "Actor", facts: dict[str, Any]) -> Any:
    parts = list_open_parts(actor)
    part = next(each for each in parts if each.instruction == office.on(facts))
    return answer_part(
        actor, part, kind=facts["kind"], text=facts["text"], files=[], submission_key=facts["once"]
    )


def _return_paper(office: Office, actor: "Actor", facts: dict[str, Any]) -> None:
    return_submission(actor, office.on(facts), reason=facts["text"])


def _stand_in(_office: Office, actor: "Actor", facts: dict[str, Any]) -> None:
    deputy = person_id(facts["deputy"])
    delegate(actor, StandIn(deputy, DelegationKind.BESIDE, today(), field=facts["field"]))


def _draft(office: Office, actor: "Actor", facts: dict[str, Any]) -> Any:
    dispatch = office.on(facts) if "on" in facts else None
    beginning = Beginning(facts["title"], facts["kind"], facts["text"], dispatch=dispatch)
    return start_draft(actor, beginning, files=[], submission_key=facts["once"])


def _ask(office: Office, actor: "Actor", facts: dict[str, Any]) -> None:
    persons = [person_id(name) for name in facts["whom"]]
    ask_opinions(actor, office.on(facts), persons, due_on=today() + timedelta(days=facts["due"]))


def _opine(office: Office, actor: "Actor", facts: dict[str, Any]) -> None:
    version = office.on(facts).versions.get()
    opinion = version.opinions.get(person_id=actor.person)
    give_opinion(actor, opinion, verdict=facts["verdict"], text=facts["text"])


def _submit_draft(office: Office, actor: "Actor", facts: dict[str, Any]) -> None:
    submit_draft(actor, office.on(facts), leader_id=person_id(facts["leader"]))


def _approve_draft(office: Office, actor: "Actor", facts: dict[str, Any]) -> None:
    approve_draft(actor, office.on(facts), version=1)


def _return_draft(office: Office, actor: "Actor", facts: dict[str, Any]) -> None:
    return_draft(actor, office.on(facts), reason=facts["text"])


def _confirm(_office: Office, actor: "Actor", facts: dict[str, Any]) -> None:
    for code in facts["bodies"]:
        confirm_result(actor, _given(actor, facts["line"], code))


def _return(_office: Office, actor: "Actor", facts: dict[str, Any]) -> None:
    return_result(actor, _given(actor, facts["line"], facts["body"]), reason=facts["text"])


def _extend(_office: Office, actor: "Actor", facts: dict[str, Any]) -> None:
    share = list_tasks(actor, whose="toi").get(assignment__line=facts["line"])
    later = max(share.due_on, today()) + timedelta(days=facts["later"])
    ask_extension(actor, share, reason=facts["text"], proposed_on=later)


def _hinder(_office: Office, actor: "Actor", facts: dict[str, Any]) -> None:
    share = list_tasks(actor, whose="toi").get(assignment__line=facts["line"])
    tell_of_difficulty(actor, share, text=facts["text"], submission_key=facts["once"])


def _amend(_office: Office, actor: "Actor", facts: dict[str, Any]) -> None:
    task = list_tasks(actor, whose="da-giao").filter(assignment__line=facts["line"])[0].assignment
    change = Change(text=facts.get("words", task.text), due_on=facts["due_on"])
    amend_task(actor, task, change, Ground(reason=facts["text"], effective_on=today()), seen=0)


def _given(actor: "Actor", line: int, code: str) -> Any:
    given = list_tasks(actor, whose="da-giao")
    return given.get(assignment__line=line, organisation__code=code)


def _receiver(actor: "Actor", name: str) -> "Receiver":
    person = person_id(name)
    return next(each for each in list_receivers(actor.body) if each.person_id == person)


def _due(facts: dict[str, Any]) -> date | None:
    return today() + timedelta(days=facts["due"]) if "due" in facts else None


DEEDS: dict[str, Callable[[Office, "Actor", dict[str, Any]], Any]] = {
    "upload": _upload,
    "enter": _enter,
    "enter_delivered": _enter_delivered,
    "send": _send,
    "respond": _respond,
    "tell": _tell,
    "withdraw": _withdraw,
    "submit": _submit,
    "instruct": _instruct,
    "answer": _answer,
    "return_paper": _return_paper,
    "stand_in": _stand_in,
    "draft": _draft,
    "ask": _ask,
    "opine": _opine,
    "submit_draft": _submit_draft,
    "approve_draft": _approve_draft,
    "return_draft": _return_draft,
    "confirm": _confirm,
    "return": _return,
    "extend": _extend,
    "hinder": _hinder,
    "amend": _amend,
}
