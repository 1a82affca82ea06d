"""The JSON shape of a reading: the contract's keys, and beside them why each find is believed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from behoc.engines.reading.finds import (
        Addressee,
        Assignment,
        Citation,
        ClauseNode,
        Deadline,
        DocumentReading,
        Reading,
        Target,
        Trace,
    )

Json = dict[str, object]

FACTS = (
    "issuer",
    "number_symbol",
    "place",
    "issued_on",
    "doc_type",
    "subject",
    "signer_name",
    "signer_title",
    "signing_authority",
    "urgency",
    "secrecy",
)


def reading_as_json(reading: Reading) -> Json:
    """The whole file as one JSON object."""
    return {
        "documents": [_document(document) for document in reading.documents],
        "variants": [
            {"symbols": list(variant.symbols), "date": variant.date, "why": variant.why}
            for variant in reading.variants
        ],
    }


def _document(document: DocumentReading) -> Json:
    dated = [one for one in document.deadlines if one.when]
    undated = [one for one in document.deadlines if not one.when]
    return {
        **{name: document.fact(name) for name in FACTS},
        "facts": {fact.name: _trace(fact.trace) for fact in document.facts},
        "legal_bases": [_citation(one) for one in document.citations if one.is_basis],
        "citations": [_citation(one) for one in document.citations if not one.is_basis],
        "addressees": [one.name for one in document.addressees],
        "addressee_details": _addressees(document.addressees),
        "recipients": [one.name for one in document.recipients],
        "recipient_details": _addressees(document.recipients),
        "assignments": [_assignment(one) for one in document.assignments],
        "deadlines": [_deadline(one) for one in dated],
        "conditions": [_deadline(one) for one in undated],
        "targets": [_target(one) for one in document.targets],
        "phases": [
            {"from": one.start, "to": one.end, "text": one.text, **_trace(one.trace)}
            for one in document.phases
        ],
        "budget_source": document.budget.text if document.budget else None,
        "budget": _trace(document.budget.trace) if document.budget else None,
        "clauses": [_clause(one) for one in document.clauses],
        "zones": [
            {"name": one.name, "line": one.line, "line_end": one.line_end} for one in document.zones
        ],
        "line": document.line,
        "line_end": document.line_end,
    }


def _trace(trace: Trace) -> Json:
    return {
        "line": trace.line,
        "line_end": trace.line_end,
        "clause": list(trace.clause),
        "clause_path": trace.path,
        "confidence": trace.confidence,
        "rule": trace.rule,
        "why": trace.why,
    }


def _citation(one: Citation) -> Json:
    return {
        "symbol": one.symbol,
        "date": one.date,
        "name": one.name,
        "kind": one.kind,
        "issuer": one.issuer,
        "relation": one.relation,
        "same_as": one.same_as,
        "text": one.text,
        **_trace(one.trace),
    }


def _addressees(entries: Sequence[Addressee]) -> list[Json]:
    return [
        {"name": one.name, "role": one.role, "counts": list(one.counts), **_trace(one.trace)}
        for one in entries
    ]


def _assignment(one: Assignment) -> Json:
    return {
        "actor": one.actor,
        "role": one.role,
        "coordinators": list(one.coordinators),
        "force": one.force,
        "text": one.text,
        **_trace(one.trace),
    }


def _deadline(one: Deadline) -> Json:
    return {
        "text": one.text,
        "kind": one.kind,
        "when": one.when[0] if len(one.when) == 1 else list(one.when) or None,
        "last_on_time": list(one.last_on_time),
        "interval": one.interval,
        "event": one.event,
        "to_whom": one.to_whom,
        **_trace(one.trace),
    }


def _target(one: Target) -> Json:
    return {
        "text": one.text,
        "value": one.value,
        "unit": one.unit,
        "subject": one.subject,
        "by_year": one.by_year,
        "within": one.within,
        **_trace(one.trace),
    }


def _clause(one: ClauseNode) -> Json:
    return {
        "label": one.label,
        "title": one.title,
        "labels": list(one.labels),
        "path": one.path,
        "parent": one.parent,
        "level": one.level,
        "line": one.line,
        "line_end": one.line_end,
    }
