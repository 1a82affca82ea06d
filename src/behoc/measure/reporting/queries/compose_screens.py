"""What the page of a composed report shows, in the words people read."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from behoc.kernel.actor import Actor
from behoc.kernel.clock import in_words
from behoc.measure.indicators.rules import View
from behoc.measure.reporting.models import Report
from behoc.measure.reporting.queries.composing import Picture, get_picture
from behoc.measure.reporting.queries.words import period_words, state_of
from behoc.measure.reporting.rules import WRITABLE, ReportState
from behoc.measure.reporting.rules.assembling import Group, gather_section
from behoc.measure.reporting.rules.bound_text import (
    Field,
    FieldKind,
    Sentence,
    Source,
    list_sources,
    parse_text,
    split_sentences,
)
from behoc.measure.reporting.rules.bound_values import (
    MISSING,
    Run,
    RunKind,
    Value,
    plain,
    write_runs,
    written,
)
from behoc.measure.reporting.rules.content import SUMMED, Row, Section
from behoc.measure.reporting.rules.labels import Labelled, label_text
from behoc.measure.reporting.rules.quoting import digest_of

VIEWS = {
    View.SENT: gettext_noop("Số đã gửi"),
    View.APPROVED: gettext_noop("Số đã duyệt"),
}
_SILENT = {
    ReportState.DRAFT: gettext_noop("Chưa gửi"),
    ReportState.RETURNED: gettext_noop("Trả lại, chưa gửi lại"),
    ReportState.SUBMITTED: gettext_noop("Đã gửi, chờ duyệt"),
}


@dataclass(frozen=True, slots=True)
class ComposePage:
    """Everything templates/reporting/pages/compose.html shows."""

    id: str
    title: str
    period_words: str
    body: str
    asks: str
    state: dict[str, Any]
    view: str
    view_words: str
    views: tuple[dict[str, Any], ...]
    came: int
    asked: int
    silent: tuple[dict[str, str], ...]
    made_words: str
    is_signed: bool
    changed: int
    stale: int
    sections: tuple[dict[str, Any], ...]
    tables: tuple[dict[str, Any], ...]
    can_write: bool
    is_own: bool

    @property
    def is_made(self) -> bool:
        """True when a draft was made from the reports below."""
        return bool(self.made_words)


@dataclass(frozen=True, slots=True)
class SectionPage:
    """Everything templates/reporting/pages/compose_section.html shows."""

    id: str
    title: str
    heading: str
    code: str
    labelled: Labelled
    groups: tuple[dict[str, Any], ...]
    bodies: int
    revision: int


@dataclass(frozen=True, slots=True)
class SourcePage:
    """Everything templates/reporting/pages/compose_source.html shows: where a quote was said."""

    id: str
    title: str
    heading: str
    body: str
    state: dict[str, Any]
    sentences: tuple[dict[str, Any], ...]
    is_there: bool
    asked_for: bool


def build_page(actor: Actor, report: Report, answers: Any) -> ComposePage:
    """The page of a report that was fetched within reach, as this reader may see its answers."""
    picture = get_picture(report, answers=answers)
    is_own = report.organisation_id == actor.body_id
    sections = tuple(_section(picture, each, is_own=is_own) for each in picture.form.sections)
    made = picture.composition
    return ComposePage(
        id=report.public_id,
        title=report.round.duty.name,
        period_words=period_words(report.round.period),
        body=report.organisation.short_name,
        asks=report.round.organisation.short_name,
        state=state_of(report),
        view=picture.view,
        view_words=_(VIEWS[picture.view]),
        views=tuple(_views(report, picture)) if is_own and not made else (),
        came=len(picture.lowers),
        asked=len(picture.lowers) + len(picture.silent),
        silent=tuple(_silent(picture)) if is_own else (),
        made_words=_made(picture),
        is_signed=report.state in (ReportState.APPROVED, ReportState.LOCKED),
        changed=sum(each["changed"] for each in sections) + len(picture.changed_rows),
        stale=sum(each["stale"] for each in sections),
        sections=sections,
        tables=tuple(_table(picture, each) for each in picture.form.tables),
        can_write=is_own and report.state in WRITABLE,
        is_own=is_own,
    )


def build_section(report: Report, code: str, *, base: str | None = None) -> SectionPage | None:
    """A section of a report of the own body, to pick and shorten; None where there is none."""
    picture = get_picture(report)
    section = picture.form.section(code)
    if section is None:
        return None
    text = picture.answers.texts.get(code, "") if base is None else base
    groups = gather_section(code, picture.lowers, picture.names) if section.gathers else []
    standing = set(list_sources(text))
    shown = tuple(_group(picture, each, standing) for each in groups)
    return SectionPage(
        id=report.public_id,
        title=report.round.duty.name,
        heading=section.heading,
        code=code,
        labelled=label_text(text, picture.said, picture.names),
        groups=shown,
        bodies=len({quote.report for group in groups for quote in group.quotes}),
        revision=report.revision,
    )


def build_source(report: Report, answers: Any, code: str, digest: str) -> SourcePage | None:
    """A section of a report that was fetched within reach, with the quoted sentence marked."""
    picture = get_picture(report, answers=answers)
    section = picture.form.section(code)
    if section is None:
        return None
    sentences = tuple(
        {"runs": _runs(picture, each, linked=False), "is_quoted": digest_of(each) == digest}
        for each in split_sentences(picture.answers.texts.get(code, ""))
    )
    return SourcePage(
        id=report.public_id,
        title=report.round.duty.name,
        heading=section.heading,
        body=report.organisation.short_name,
        state=state_of(report),
        sentences=sentences,
        is_there=any(each["is_quoted"] for each in sentences),
        asked_for=bool(digest),
    )


def say_value(value: Value, row: Row) -> str:
    """A figure of a table as it is written: 4.892/6.757, 72,4%."""
    top = MISSING if value.numerator is None else written(plain(value.numerator))
    if not row.has_denominator:
        return top
    bottom = MISSING if value.denominator is None else written(plain(value.denominator))
    share = "" if value.share is None else f" ({written(plain(value.share))}%)"
    return f"{top}/{bottom}{share}"


def _made(picture: Picture) -> str:
    made = picture.composition
    if made is None:
        return ""
    facts = {"when": in_words(made.at), "who": made.person.full_name}
    return _("Lập lúc %(when)s, %(who)s") % facts


def _views(report: Report, picture: Picture) -> Iterator[dict[str, Any]]:
    for view, words in VIEWS.items():
        shown = picture if view == picture.view else get_picture(report, view=view)
        yield {
            "value": str(view),
            "words": _(words),
            "came": len(shown.lowers),
            "is_chosen": view == picture.view,
        }


def _silent(picture: Picture) -> Iterator[dict[str, str]]:
    for each in picture.silent:
        words = _SILENT.get(ReportState(each.state), _SILENT[ReportState.SUBMITTED])
        yield {"body": each.body, "words": _(words)}


def _section(picture: Picture, section: Section, *, is_own: bool) -> dict[str, Any]:
    text = picture.answers.texts.get(section.code, "")
    gone = set(picture.stale_sources(section.code))
    lines: list[list[dict[str, Any]]] = [[]]
    changed = stale = 0
    for sentence in split_sentences(text):
        runs = _runs(picture, sentence, linked=is_own)
        is_changed = any(each.get("now") for each in runs)
        is_stale = any(node in gone for node in sentence)
        changed, stale = changed + is_changed, stale + is_stale
        lines[-1].append({"runs": runs, "is_changed": is_changed, "is_stale": is_stale})
        if runs and "\n" in runs[-1]["words"]:
            lines.append([])
    return {
        "code": section.code,
        "heading": section.heading,
        "help": section.help,
        "gathers": section.gathers,
        "lines": [_line(each) for each in lines if each],
        "changed": changed,
        "stale": stale,
        "url": reverse("reporting:compose_section", args=[picture.report.public_id, section.code]),
    }


def _line(sentences: list[dict[str, Any]]) -> dict[str, Any]:
    """A line that begins with a dash is an item of a list."""
    first = sentences[0]["runs"]
    is_item = bool(first) and first[0]["kind"] == "words" and first[0]["words"][:2] == "- "
    if is_item:
        first[0] = {**first[0], "words": first[0]["words"][2:]}
    return {"sentences": sentences, "is_item": is_item}


def _runs(picture: Picture, sentence: Sentence, *, linked: bool) -> list[dict[str, Any]]:
    """A sentence in pieces for the page; neighbouring sources make one."""
    shown = write_runs(sentence, picture.said, picture.names, now=picture.now)
    found: list[dict[str, Any]] = []
    for is_source, runs in groupby(shown, key=lambda run: run.kind == RunKind.SOURCE):
        if is_source:
            found.append(_sources(list(runs), picture, linked=linked))
        else:
            found += [_run(run) for run in runs]
    return found


def _run(run: Run) -> dict[str, Any]:
    names = isinstance(run.node, Field) and run.node.kind == FieldKind.NAMES
    kind = "names" if names else str(run.kind)
    return {"kind": kind, "words": run.words, "now": run.now}


def _sources(runs: list[Run], picture: Picture, *, linked: bool) -> dict[str, Any]:
    places = [_place(run, picture, linked=linked) for run in runs if isinstance(run.node, Source)]
    words = ngettext("%(count)s nơi nêu", "%(count)s nơi nêu", len(places)) % {"count": len(places)}
    return {"kind": "source", "words": words, "places": places}


def _place(run: Run, picture: Picture, *, linked: bool) -> dict[str, str]:
    if not isinstance(run.node, Source) or not linked:
        return {"name": run.words or MISSING, "url": ""}
    return {"name": run.words or MISSING, "url": source_url(run.node)}


def source_url(source: Source) -> str:
    """Where a quoted sentence is read as it was said."""
    url = reverse("reporting:source", args=[source.report, source.section])
    return f"{url}?cau={source.digest}#trich" if source.digest else url


def _table(picture: Picture, table: Any) -> dict[str, Any]:
    return {
        "heading": table.heading,
        "rows": [_row(picture, row) for row in table.rows],
    }


def _row(picture: Picture, row: Row) -> dict[str, Any]:
    cell = picture.answers.cell(row.key)
    found, now = picture.sums.get(row.key), picture.changed_rows.get(row.key)
    return {
        "number": row.number,
        "label": row.label,
        "unit": row.unit,
        "words": "" if cell.is_empty else say_value(Value(cell.n, cell.d), row),
        "now": say_value(now, row) if now else "",
        "bodies": found.bodies if found else 0,
        "uneven": found.uneven if found else 0,
        "is_summed": cell.source == SUMMED,
        "why": cell.why,
    }


def _group(picture: Picture, group: Group, standing: set[Source]) -> dict[str, Any]:
    sources = list(dict.fromkeys(each.source for each in group.quotes))
    runs = write_runs(parse_text(group.text), picture.said, picture.names)
    return {
        "value": " ".join(_code(each) for each in sources),
        "runs": [_run(each) for each in runs if each.kind != RunKind.SOURCE],
        "is_in": any(each in standing for each in sources),
        "places": [
            {"name": picture.names.get(each.report, MISSING), "url": source_url(each)}
            for each in sources
        ],
    }


def _code(source: Source) -> str:
    return f"{source.report}:{source.digest}"
