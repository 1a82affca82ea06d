"""Papers that came before and may be the same as one that is about to be entered."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from behoc.direction.documents.queries.facts import known_facts, list_lines_of
from behoc.direction.documents.queries.store import list_entered_documents
from behoc.direction.documents.rules import SUBJECT
from behoc.direction.registers.rules.likeness import Likeness, Paper, judge, runs_of
from behoc.direction.registers.rules.symbols import Alike, take_apart
from behoc.kernel.actor import Actor
from behoc.kernel.clock import day_in_words
from behoc.kernel.lexemes import all_of, split_words
from behoc.kernel.text import fold

if TYPE_CHECKING:
    from behoc.direction.documents.models import Dispatch, Document

COMPARED = 40
SHOWN = 5


@dataclass(frozen=True, slots=True)
class AlikePaper:
    """An earlier paper, how far it agrees, and what can be done with it."""

    dispatch_id: str
    title: str
    number: str
    issuer: str
    why: str
    is_same: bool
    url: str
    entered_words: str
    is_own: bool


def list_alike(actor: Actor, dispatch: "Dispatch") -> list[AlikePaper]:
    """Earlier papers of the actor's body that agree with one of the dispatch, surest first."""
    rows = list_entered_documents(actor).exclude(dispatch=dispatch)
    documents = list(dispatch.documents.select_related("dispatch").order_by("position"))
    lines = list_lines_of(documents)
    papers = [_paper(known_facts(each), lines.get(each.pk, [])) for each in documents]
    return _list_like(actor, papers, rows)


def list_like_facts(
    actor: Actor, facts: dict[str, Any], *, is_incoming: bool, but: str
) -> list[AlikePaper]:
    """Earlier papers that agree with one that is being written down without a file.

    `but` is the key of the submission itself: a form sent twice does not warn of its own paper.
    """
    issued = facts.get("issued_on")
    paper = Paper(
        number_symbol=facts.get("number_symbol"),
        issuer=facts.get("issuer_name") if is_incoming else actor.body_name,
        subject=facts.get("subject"),
        signer=facts.get("signer_name"),
        year=issued.year if issued else None,
        runs=frozenset(),
    )
    rows = list_entered_documents(actor).exclude(dispatch__submission_key=but)
    return _list_like(actor, [paper], rows)


def _list_like(actor: Actor, papers: list[Paper], rows: Any) -> list[AlikePaper]:
    found: dict[int, tuple[Likeness, Document]] = {}
    for one in papers:
        others = _candidates(rows, one)
        for other, paper in zip(others, _papers(others, but=one), strict=True):
            likeness = judge(one, paper)
            known = found.get(other.dispatch_id)
            if likeness.degree != Alike.NO and (known is None or _surer(likeness, known[0])):
                found[other.dispatch_id] = (likeness, other)
    kept = sorted(found.values(), key=lambda pair: pair[0].degree != Alike.SAME)
    return [_shown(actor, likeness, other) for likeness, other in kept[:SHOWN]]


def _candidates(rows: Any, paper: Paper) -> list["Document"]:
    """What is worth comparing: the same number, else none; the same subject in any writing."""
    printed = take_apart(paper.number_symbol)
    same = Q(number_symbol__isnull=True)
    if printed:
        same = Q(pk__in=())
        for digits in {str(printed.number), f"{printed.number:02d}", f"{printed.number:03d}"}:
            same |= Q(number_symbol__startswith=digits)
    subject = [SUBJECT + fold(word) for word in split_words(paper.subject or "")]
    likely = rows.filter(same).order_by("-pk")[:COMPARED]
    if not subject:
        return list(likely)
    called = rows.filter(search_text__lexemes__holds=all_of(subject)).order_by("-pk")[:COMPARED]
    return list({document.pk: document for document in (*called, *likely)}.values())


def _papers(documents: list["Document"], *, but: Paper) -> list[Paper]:
    """What is compared; texts only against a text, and where one of both carries no number."""
    facts = [known_facts(document) for document in documents]
    is_numbered = bool(take_apart(but.number_symbol))
    read = [
        document
        for document, known in zip(documents, facts, strict=True)
        if but.runs and not (is_numbered and take_apart(known.get("number_symbol")))
    ]
    lines = list_lines_of(read)
    return [
        _paper(known, lines.get(document.pk, []))
        for document, known in zip(documents, facts, strict=True)
    ]


def _paper(facts: dict[str, str | None], lines: list[str]) -> Paper:
    issued = facts.get("issued_on") or ""
    return Paper(
        number_symbol=facts.get("number_symbol"),
        issuer=facts.get("issuer"),
        subject=facts.get("subject"),
        signer=facts.get("signer_name"),
        year=int(issued[:4]) if issued[:4].isdigit() else None,
        runs=runs_of(lines),
    )


def _surer(one: Likeness, other: Likeness) -> bool:
    return one.degree == Alike.SAME and other.degree != Alike.SAME


def _shown(actor: Actor, likeness: Likeness, document: "Document") -> AlikePaper:
    dispatch = document.dispatch
    entered = dispatch.confirmed_at
    return AlikePaper(
        dispatch_id=dispatch.public_id,
        title=document.subject or dispatch.title,
        number=document.number_symbol or _("Không có số"),
        issuer=document.issuer_name or _("Không rõ nơi ban hành"),
        why=_(likeness.why),
        is_same=likeness.degree == Alike.SAME,
        url=reverse("documents:detail", args=[dispatch.public_id]),
        entered_words=day_in_words(entered) if entered else "",
        is_own=dispatch.organisation_id == actor.body_id,
    )
