"""An upper report is put together from the lower ones; the editor picks, shortens, takes anew."""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from behoc.ground.audit.services import record
from behoc.kernel.actor import Actor
from behoc.kernel.clock import now
from behoc.kernel.errors import RuleBroken
from behoc.measure.indicators.rules import View
from behoc.measure.reporting.models import Composition, Report
from behoc.measure.reporting.queries.composing import Picture, get_picture
from behoc.measure.reporting.rules.assembling import (
    draft_coverage,
    draft_figures,
    draft_gathered,
    gather_section,
)
from behoc.measure.reporting.rules.bound_text import Source, see_values
from behoc.measure.reporting.rules.bound_values import Value, plain
from behoc.measure.reporting.rules.content import SUMMED
from behoc.measure.reporting.rules.picking import pick
from behoc.measure.reporting.services.drafting import save_answers
from behoc.measure.reporting.services.holding import Kept, find_receipt, lock_report


@dataclass(frozen=True, slots=True)
class Edit:
    """What an editor made of a section: its words, sentences dropped, sentences picked."""

    text: str
    revision: int
    key: str
    dropped: Set[Source] = frozenset()
    added: Set[Source] = frozenset()


@transaction.atomic
def compose(actor: Actor, public_id: str, *, view: str, key: str) -> Kept:
    """Draft the report from those below it: sums, told figures, gathered words, who is silent.

    What somebody has written or typed stays; a second press fills what is still empty and takes
    the sums anew. The same key again gives the same receipt.
    """
    report = lock_report(actor, "report.fill", public_id)
    known = find_receipt(report, key)
    if known:
        return known
    picture = get_picture(report, view=View(view))
    if not picture.lowers:
        raise RuleBroken(
            "Chưa có báo cáo nào từ cấp dưới để lập dự thảo. Nhắc các nơi chưa gửi, rồi lập lại."
        )
    patch = {"texts": _texts(picture), "cells": _cells(picture)}
    kept = save_answers(actor, public_id, revision=report.revision, patch=patch, key=key)
    _note(actor, report, picture)
    return kept


@transaction.atomic
def take_anew(actor: Actor, public_id: str, *, key: str) -> Kept:
    """Take over what the figures below are now, in the summed rows and in every sentence."""
    report = lock_report(actor, "report.fill", public_id)
    known = find_receipt(report, key)
    if known:
        return known
    picture = get_picture(report)
    texts = {code: see_values(text, picture.now) for code, text in picture.answers.texts.items()}
    patch = {"texts": texts, "cells": _summed(picture)}
    kept = save_answers(actor, public_id, revision=report.revision, patch=patch, key=key)
    _note(actor, report, picture)
    return kept


@transaction.atomic
def edit_section(actor: Actor, public_id: str, section: str, edit: Edit) -> Kept:
    """Keep what the editor made of a section: its words, sentences dropped, sentences picked."""
    report = lock_report(actor, "report.fill", public_id)
    known = find_receipt(report, edit.key)
    if known:
        return known
    picture = get_picture(report)
    groups = gather_section(section, picture.lowers, picture.names)
    words = pick(edit.text, groups, dropped=edit.dropped, added=edit.added)
    patch = {"texts": {section: words}}
    return save_answers(actor, public_id, revision=edit.revision, patch=patch, key=edit.key)


def _texts(picture: Picture) -> dict[str, str]:
    """A first text for each section that gathers or tells and in which nobody has written."""
    tells = next((each.code for each in picture.form.sections if each.tells), "")
    first = tells or next((each.code for each in picture.form.sections if each.gathers), "")
    found: dict[str, str] = {}
    for section in picture.form.sections:
        if picture.answers.texts.get(section.code, "").strip():
            continue
        lines: list[str] = []
        if section.code == first:
            lines.append(draft_coverage([each.report for each in picture.silent]))
        if section.tells:
            lines += draft_figures(picture.form, picture.sums, picture.before)
        if section.gathers:
            groups = gather_section(section.code, picture.lowers, picture.names)
            lines.append(draft_gathered(groups))
        text = "\n".join(each for each in lines if each)
        if text:
            found[section.code] = see_values(text, picture.now)
    return found


def _cells(picture: Picture) -> dict[str, Mapping[str, Any]]:
    """The sums, for rows that are empty or were summed before; what was typed stays."""
    fresh = {
        key: _cell(found.value)
        for key, found in picture.sums.items()
        if picture.answers.cell(key).is_empty
    }
    return fresh | _summed(picture)


def _summed(picture: Picture) -> dict[str, Mapping[str, Any]]:
    return {key: _cell(value) for key, value in picture.changed_rows.items()}


def _cell(value: Value) -> dict[str, str]:
    n, d = value.numerator, value.denominator
    gone = n is None and d is None
    return {
        "n": "" if n is None else plain(n),
        "d": "" if d is None else plain(d),
        "from": "" if gone else SUMMED,
    }


def _note(actor: Actor, report: Report, picture: Picture) -> None:
    rows = Composition.objects.everything(reason="the report is locked by who composes it")
    facts = {
        "view": picture.view,
        "person_id": actor.person,
        "at": now(),
        "came": len(picture.lowers),
        "silent": [each.body for each in picture.silent],
    }
    rows.update_or_create(report=report, defaults=facts)
    after = {
        "view": str(picture.view),
        "reports": len(picture.lowers),
        "silent": len(picture.silent),
    }
    record(actor, "report.compose", report, after=after)
