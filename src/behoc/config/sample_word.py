"""The sample word of a leader: a commune submits the sample paper, is instructed, drafts a plan.

Like the sample work, every deed goes through the service behind the button, on its own day.
"""

import tomllib
from collections.abc import Callable
from typing import Any

from behoc.config.sample_work import held_on, person_acting
from behoc.direction.documents.queries.dispatches import list_dispatches
from behoc.direction.drafting.queries.drafts import list_drafts, list_waiting
from behoc.direction.drafting.services import approving, writing
from behoc.direction.handling.queries.people import Receiver, list_receivers
from behoc.direction.handling.queries.submissions import list_of_dispatch, list_open_parts
from behoc.direction.handling.services import answering, instructing, submitting
from behoc.kernel import clock, data
from behoc.kernel.actor import Actor

FIRST = "vanthu.baitram"


def load_sample_word() -> int:
    """Replay what the commune's people said and drafted; returns how many deeds (none if known)."""
    clerk = person_acting(FIRST)
    paper = list_dispatches(clerk).order_by("pk").first()
    if paper is None or list_of_dispatch(clerk, paper):
        return 0
    with data.path("sample", "word.toml").open("rb") as file:
        deeds = [deed for deed in tomllib.load(file)["deed"] if deed["day"] <= clock.today()]
    for number, deed in enumerate(deeds):
        actor = person_acting(deed["by"])
        with held_on(deed["day"]):
            _DEEDS[deed["do"]](actor, paper, deed | {"key": f"mau-{number}"})
    return len(deeds)


def _submit(actor: Actor, paper: Any, deed: dict[str, Any]) -> None:
    submitting.submit_dispatch(
        actor,
        paper,
        leader_id=person_acting(deed["to"]).person,
        proposal=submitting.Proposal(
            advice=deed["text"], lead=_receiver(deed["lead"]), due_on=deed["due_on"]
        ),
        submission_key=deed["key"],
    )


def _instruct(actor: Actor, paper: Any, deed: dict[str, Any]) -> None:
    word = instructing.Word(
        lead=_receiver(deed["lead"]),
        coordinators=tuple(_receiver(each) for each in deed["coordinators"]),
        due_on=deed["due_on"],
        text=deed["text"],
    )
    submission = list_of_dispatch(actor, paper)[0]
    submitting.open_submission(actor, submission)
    instructing.instruct(actor, submission, word, submission_key=deed["key"])


def _answer(actor: Actor, _paper: Any, deed: dict[str, Any]) -> None:
    part = list_open_parts(actor)[0]
    answering.open_part(actor, part)
    answering.answer_part(
        actor,
        part,
        kind=deed["kind"],
        text=deed["text"],
        files=[],
        submission_key=deed["key"],
    )


def _draft(actor: Actor, paper: Any, deed: dict[str, Any]) -> None:
    beginning = writing.Beginning(deed["title"], deed["kind"], deed["text"], dispatch=paper)
    writing.start_draft(actor, beginning, files=[], submission_key=deed["key"])


def _ask(actor: Actor, _paper: Any, deed: dict[str, Any]) -> None:
    asked = [person_acting(each).person for each in deed["whom"]]
    writing.ask_opinions(actor, _latest(actor), asked, due_on=deed["due_on"])


def _opine(actor: Actor, _paper: Any, deed: dict[str, Any]) -> None:
    opinion = list_waiting(actor).opinions[0]
    writing.give_opinion(actor, opinion, verdict=deed["kind"], text=deed["text"])


def _rewrite(actor: Actor, _paper: Any, deed: dict[str, Any]) -> None:
    draft = _latest(actor)
    writing.add_version(
        actor,
        draft,
        text=deed["text"],
        note=deed["title"],
        based_on=draft.versions.count(),
        files=[],
    )


def _send(actor: Actor, _paper: Any, deed: dict[str, Any]) -> None:
    approving.submit_draft(actor, _latest(actor), leader_id=person_acting(deed["to"]).person)


def _send_back(actor: Actor, _paper: Any, deed: dict[str, Any]) -> None:
    approving.return_draft(actor, _latest(actor), reason=deed["text"])


def _approve(actor: Actor, _paper: Any, _deed: dict[str, Any]) -> None:
    draft = _latest(actor)
    approving.approve_draft(actor, draft, version=draft.versions.count())


def _latest(actor: Actor) -> Any:
    return list_drafts(actor).first()


def _receiver(sign_in_name: str) -> Receiver:
    wanted = person_acting(sign_in_name)
    return next(each for each in list_receivers(wanted.body) if each.person_id == wanted.person_id)


_DEEDS: dict[str, Callable[[Actor, Any, dict[str, Any]], None]] = {
    "submit": _submit,
    "instruct": _instruct,
    "answer": _answer,
    "draft": _draft,
    "ask": _ask,
    "opine": _opine,
    "rewrite": _rewrite,
    "send": _send,
    "send_back": _send_back,
    "approve": _approve,
}
