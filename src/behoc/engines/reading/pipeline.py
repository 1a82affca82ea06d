"""The order of work: repair, split into documents, segment, find."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from behoc.engines.reading.addressees import read_addressees
from behoc.engines.reading.assignments import find_assignments
from behoc.engines.reading.citations import find_citations
from behoc.engines.reading.clauses import build_units, clause_nodes
from behoc.engines.reading.deadlines import find_deadlines
from behoc.engines.reading.dispatch import split_documents
from behoc.engines.reading.facts import Facts
from behoc.engines.reading.finds import DocumentReading, Reading
from behoc.engines.reading.header import read_header
from behoc.engines.reading.letterhead import mend_letterheads
from behoc.engines.reading.phases import find_budget, find_phases
from behoc.engines.reading.relations import mark_variants, propose_variants
from behoc.engines.reading.repair import Line, repair_lines
from behoc.engines.reading.run_on import take_apart
from behoc.engines.reading.scanned import mend_scanned
from behoc.engines.reading.segments import attached_notes, segment
from behoc.engines.reading.signature import read_closing
from behoc.engines.reading.targets import find_targets, year_of_subject

if TYPE_CHECKING:
    from collections.abc import Sequence

    from behoc.engines.reading.finds import Citation


def read_lines(lines: Sequence[str], *, scanned: bool = False) -> Reading:
    """Read the lines of one file; never raises on any text. Scanned lines are mended first."""
    repaired = mend_letterheads(repair_lines(mend_scanned(lines) if scanned else lines))
    documents = [
        _read_document(part) for part in split_documents(take_apart(repaired)) if _has_text(part)
    ]
    variants = propose_variants(documents)
    return Reading(
        documents=tuple(
            replace(one, citations=mark_variants(one.citations, variants)) for one in documents
        ),
        repaired=tuple(line.text for line in repaired),
        variants=variants,
    )


def _day_of_cover(cited: Sequence[Citation]) -> str | None:
    """What is attached and bears no date of its own is of the day of what it is attached to."""
    return next((one.date for one in cited if one.relation == "attaches" and one.date), None)


def _working_year(issued_on: str | None, subject: str) -> int | None:
    """The year of days printed without one: a plan for next year may be issued in December."""
    year = int(issued_on[:4]) if issued_on else None
    planned = year_of_subject(subject)
    return planned if year and planned == year + 1 and "-" not in subject else year


def _has_text(lines: Sequence[Line]) -> bool:
    return any(line.text for line in lines)


def _read_document(lines: Sequence[Line]) -> DocumentReading:
    segments = segment(lines)
    facts = Facts()
    read_header(segments, facts)
    recipients = read_closing(segments.closing, facts)
    addressees = read_addressees(segments.addressees)
    preamble = build_units(segments.preamble)
    notes = build_units(attached_notes(segments.head))
    body = build_units(segments.body)
    units = (*body, *build_units(segments.appendix))
    has_clauses = any(unit.labels for unit in units)
    telling = units if has_clauses else (*preamble, *units)
    kind = facts.value("doc_type") or ""
    subject = facts.value("subject") or ""
    addressed = "; ".join(one.name for one in addressees) or None
    cited = find_citations(preamble, (*notes, *units), facts.value("number_symbol"), subject)
    printed = [line.number for line in lines if line.text]
    return DocumentReading(
        line=printed[0],
        line_end=printed[-1],
        facts=tuple(facts.found.values()),
        citations=cited,
        addressees=addressees,
        recipients=recipients,
        assignments=find_assignments(units, preamble, kind, addressed),
        deadlines=find_deadlines(
            telling, _working_year(facts.value("issued_on") or _day_of_cover(cited), subject)
        ),
        targets=find_targets(telling, kind, year_of_subject(subject)),
        phases=find_phases(units),
        budget=find_budget(units),
        clauses=clause_nodes(units),
        zones=segments.zones,
    )
