"""The content of the review screen: left the text as written, right what was understood."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from behoc.direction.documents.models import Dispatch, Document, Find
from behoc.direction.documents.queries import wording
from behoc.direction.documents.queries.dispatches import Review, build_review, deadlines_on
from behoc.direction.documents.queries.facts import stamp_words
from behoc.direction.documents.queries.sheets import MARKS, Sheet, build_sheets
from behoc.direction.documents.rules import FindKind, FindState, counts, decided, marker
from behoc.engines.reading.extraction.arrival import read_stamp
from behoc.kernel.clock import in_words

GROUPS: tuple[tuple[str, str, tuple[FindKind, ...]], ...] = (
    ("head", gettext_noop("Thông tin"), (FindKind.FACT,)),
    ("task", gettext_noop("Nhiệm vụ"), (FindKind.ASSIGNMENT,)),
    ("time", gettext_noop("Thời hạn"), (FindKind.DEADLINE,)),
    ("goal", gettext_noop("Chỉ tiêu"), (FindKind.TARGET,)),
    ("to", gettext_noop("Nơi nhận"), (FindKind.ADDRESSEE, FindKind.RECIPIENT)),
    ("base", gettext_noop("Căn cứ"), (FindKind.CITATION,)),
    ("more", gettext_noop("Mục khác"), (FindKind.PHASE, FindKind.BUDGET)),
)


@dataclass(frozen=True, slots=True)
class Group:
    """Finds of one kind, in the order of the text."""

    key: str
    title: str
    finds: tuple[dict[str, Any], ...]

    @property
    def total(self) -> int:
        return len(self.finds)

    @property
    def left(self) -> int:
        return sum(find["verdict"] == "open" for find in self.finds)

    @property
    def done(self) -> int:
        return self.total - self.left


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """Everything templates/documents/pages/review.html shows."""

    id: str
    shown: str
    number: str
    title: str
    source_words: str
    notes: tuple[str, ...]
    stamp_words: str
    documents: tuple[dict[str, Any], ...]
    filters: tuple[dict[str, Any], ...]
    fact_groups: tuple[Group, ...]
    groups: tuple[Group, ...]
    target_groups: tuple[Group, ...]
    base_groups: tuple[Group, ...]
    sheets: tuple[Sheet, ...]
    left: int
    total: int
    next_id: str

    @property
    def done(self) -> int:
        return self.total - self.left


def sheet_codes(finds: Sequence[Find], views: dict[int, dict[str, Any]]) -> dict[int, str]:
    """The codes that stand in the text; facts of the letterhead are marked without one."""
    return {f.pk: views[f.pk]["code"] for f in finds if f.kind != FindKind.FACT}


def group_kinds(key: str) -> tuple[FindKind, ...]:
    """The kinds of finds that a group's key stands for; empty for an unknown key."""
    return next((kinds for name, _title, kinds in GROUPS if name == key), ())


def build_review_page(
    dispatch: Dispatch, *, shown: str = "left", editing: tuple[Find, Any] | None = None
) -> ReviewPage:
    """The whole screen; `shown` is "left" (undecided), "all" or the key of a group.

    `editing` is the find that is being mended, with its form (without a script in the browser).
    """
    review = build_review(dispatch)
    stamp = read_stamp(review.notes)
    times = [
        each
        for each in review.finds
        if each.kind == FindKind.DEADLINE and each.state != FindState.REJECTED
    ]
    views = {find.pk: build_find(find, deadlines_on(find, times)) for find in review.finds}
    if editing:
        shown = "all"
        views[editing[0].pk] |= {"editing": True, "form": editing[1]}
    codes = sheet_codes(review.finds, views)
    visible = [find for find in review.finds if _shown(find, shown)]
    groups = _groups(review.documents, visible, views)
    first_open = next((f for f in review.finds if f.state == FindState.PROPOSED), None)
    return ReviewPage(
        id=dispatch.public_id,
        shown=shown,
        number=_name(review.documents[0], review) if review.documents else dispatch.title,
        title=dispatch.title,
        source_words=_source(review),
        notes=review.notes,
        stamp_words=stamp_words(stamp) if stamp else "",
        documents=tuple(_document(each, review) for each in review.documents),
        filters=_filters(review.finds, shown),
        fact_groups=tuple(groups["head"]),
        groups=(*groups["task"], *groups["time"]),
        target_groups=tuple(groups["goal"]),
        base_groups=(*groups["to"], *groups["base"], *groups["more"]),
        sheets=build_sheets(review.lines, review.page_of_line, _marked(review.finds), codes),
        left=review.left,
        total=len(review.finds),
        next_id=first_open.public_id if first_open else "",
    )


def build_counts(dispatch: Dispatch, *, shown: str = "left") -> dict[str, Any]:
    """What is left, for the parts that htmx swaps beside a find."""
    review = build_review(dispatch)
    first_open = next((f for f in review.finds if f.state == FindState.PROPOSED), None)
    total = len(review.finds)
    return {
        "id": dispatch.public_id,
        "left": review.left,
        "total": total,
        "done": total - review.left,
        "next_id": first_open.public_id if first_open else "",
        "filters": _filters(review.finds, shown),
    }


def list_open_ids(dispatch: Dispatch, group_key: str) -> list[str]:
    """The public ids of the undecided finds of one group as the screen shows it."""
    screen = build_review_page(dispatch, shown="all")
    groups = (*screen.fact_groups, *screen.groups, *screen.target_groups, *screen.base_groups)
    return [
        find["id"]
        for group in groups
        if group.key == group_key
        for find in group.finds
        if find["verdict"] == "open"
    ]


def template_of(find: Find) -> str:
    """The part that shows a find of this kind."""
    shapes = {FindKind.FACT: "fact", FindKind.TARGET: "target"}
    return f"documents/parts/{shapes.get(FindKind(find.kind), 'find')}.html"


def build_find(find: Find, deadlines: Sequence[Find] = ()) -> dict[str, Any]:
    """One find as its card, row or fact shows it; a task tells the deadlines on its lines."""
    kind = FindKind(find.kind)
    view: dict[str, Any] = {
        "id": find.public_id,
        "code": marker(kind, find.number),
        "kind": MARKS[kind],
        "kind_is_short": kind != FindKind.ASSIGNMENT,
        "kind_name": _(wording.KIND_NAMES[kind]),
        "group": next(key for key, _title, kinds in GROUPS if kind in kinds),
        "verdict": _verdict(find),
        "sure": find.confidence >= wording.SURE,
        "why": find.why,
        "line_first": find.line,
        "line_words": wording.lines(find),
        "clause_words": wording.clause(find),
        "decided_words": _decided(find),
        "title": "",
        "detail": find.text,
        "quote": find.text,
        "rows": [],
        "editing": False,
    }
    view |= _BUILDERS[kind](find)
    if kind == FindKind.ASSIGNMENT and deadlines:
        said = "; ".join(wording.when(deadline.value) for deadline in deadlines)
        view["deadline"] = {"words": said, "quote": "", "left_words": ""}
    return view


def _fact(find: Find) -> dict[str, Any]:
    value = find.value.get("value")
    return {
        "label": _(wording.FACT_NAMES.get(find.field, find.field)),
        "value": wording.day(value) if find.field == "issued_on" else (value or ""),
        "note": "" if value else _("Văn bản không ghi, hoặc chưa đọc được"),
    }


def _citation(find: Find) -> dict[str, Any]:
    value = find.value
    issued = value.get("date")
    rows = [
        _row(_("Quan hệ"), _(wording.RELATION_NAMES.get(value.get("relation", ""), ""))),
        _row(_("Ngày"), wording.day(issued) if issued else ""),
        _row(_("Có thể trùng với"), value.get("same_as") or ""),
    ]
    return {
        "title": value.get("symbol") or value.get("name") or "",
        "rows": [row for row in rows if row["value"]],
    }


def _receiver(find: Find) -> dict[str, Any]:
    meanings = [wording.meaning(each) for each in find.resolutions.all()]
    return {
        "title": "",
        "detail": "" if meanings else find.value.get("name", find.text),
        "actor": meanings[0] if meanings else None,
        "role_words": _(wording.RECEIVING_NAMES.get(find.value.get("role", ""), "")).capitalize(),
    }


def _assignment(find: Find) -> dict[str, Any]:
    meanings = [(each.part, wording.meaning(each)) for each in find.resolutions.all()]
    actor = next((view for part, view in meanings if part == "actor"), None)
    return {
        "actor": actor,
        "role_words": _(
            wording.ROLE_NAMES.get(find.value.get("role", ""), wording.ROLE_NAMES["carry_out"])
        ),
        "coordinators": "; ".join(find.value.get("coordinators", [])),
        "coordinator_meanings": [view for part, view in meanings if part != "actor"],
        "force_words": _(wording.FORCE_NAMES.get(find.value.get("force", ""), "")),
    }


def _deadline(find: Find) -> dict[str, Any]:
    rows = [_row(_("Ai"), find.value.get("to_whom") or "")]
    return {
        "title": wording.when(find.value),
        "detail": f"“{find.text}”",
        "rows": [row for row in rows if row["value"]],
    }


def _target(find: Find) -> dict[str, Any]:
    value = find.value
    year = value.get("by_year")
    inside = value.get("within")
    return {
        "title": value.get("subject") or find.text,
        "of_words": _("trong %(group)s") % {"group": inside} if inside else "",
        "level_words": wording.level(value.get("value") or "", value.get("unit") or ""),
        "year": year,
    }


def _phase(find: Find) -> dict[str, Any]:
    return {"title": f"{find.value.get('from', '')}–{find.value.get('to', '')}"}


def _budget(find: Find) -> dict[str, Any]:
    return {"title": _("Nguồn kinh phí")}


_BUILDERS = {
    FindKind.FACT: _fact,
    FindKind.CITATION: _citation,
    FindKind.ADDRESSEE: _receiver,
    FindKind.RECIPIENT: _receiver,
    FindKind.ASSIGNMENT: _assignment,
    FindKind.DEADLINE: _deadline,
    FindKind.TARGET: _target,
    FindKind.PHASE: _phase,
    FindKind.BUDGET: _budget,
}


def _row(label: str, value: str) -> dict[str, str]:
    return {"label": label, "value": value}


def _verdict(find: Find) -> str:
    if not decided(find.state):
        return "open"
    return "yes" if counts(find.state) else "no"


def _decided(find: Find) -> str:
    if find.decided_by is None or find.decided_at is None:
        return ""
    return f"{find.decided_by.full_name}, {in_words(find.decided_at)}"


def _shown(find: Find, shown: str) -> bool:
    if shown == "left":
        return find.state == FindState.PROPOSED
    return shown == "all" or FindKind(find.kind) in group_kinds(shown)


def _groups(
    documents: Sequence[Document], finds: Sequence[Find], views: dict[int, dict[str, Any]]
) -> dict[str, list[Group]]:
    built: dict[str, list[Group]] = {}
    for key, title, kinds in GROUPS:
        built[key] = []
        inside = [find for find in finds if FindKind(find.kind) in kinds]
        if key == "head":
            built[key] = _by_document(documents, inside, views)
        elif key == "goal":
            built[key] = _by_year(inside, views)
        elif inside:
            built[key] = [Group(key, _(title), tuple(views[find.pk] for find in inside))]
    return built


def _by_document(
    documents: Sequence[Document], finds: Sequence[Find], views: dict[int, dict[str, Any]]
) -> list[Group]:
    groups = []
    for document in documents:
        own = tuple(views[find.pk] for find in finds if find.document_id == document.pk)
        if own:
            title = _("Thông tin văn bản")
            if len(documents) > 1:
                title = _("Thông tin văn bản thứ %(number)s") % {"number": document.position + 1}
            groups.append(Group(f"head-{document.position}", title, own))
    return groups


def _by_year(finds: Sequence[Find], views: dict[int, dict[str, Any]]) -> list[Group]:
    years: dict[int | None, list[dict[str, Any]]] = {}
    for find in finds:
        years.setdefault(views[find.pk]["year"], []).append(views[find.pk])
    return [
        Group(
            f"goal-{year or 0}",
            _("Chỉ tiêu đến năm %(year)s") % {"year": year} if year else _("Chỉ tiêu"),
            tuple(rows),
        )
        for year, rows in sorted(years.items(), key=lambda pair: pair[0] or 0)
    ]


def _filters(finds: Sequence[Find], shown: str) -> tuple[dict[str, Any], ...]:
    left = sum(find.state == FindState.PROPOSED for find in finds)
    chips = [("left", _("Chưa kiểm"), left), ("all", _("Tất cả"), len(finds))]
    for key, title, kinds in GROUPS:
        count = sum(FindKind(find.kind) in kinds for find in finds)
        if count:
            chips.append((key, _(title), count))
    return tuple(
        {
            "label": label,
            "count": count,
            "url": f"?xem={key}",
            "current": key == shown,
            "starts_group": position == 2,
        }
        for position, (key, label, count) in enumerate(chips)
    )


def _marked(finds: Sequence[Find]) -> list[Find]:
    return [find for find in finds if find.line and find.state != FindState.REJECTED]


def _document(document: Document, review: Review) -> dict[str, Any]:
    pages = {
        review.page_of_line[number - 1]
        for number in range(document.first_line, document.last_line + 1)
        if number <= len(review.page_of_line)
    }
    own = [find for find in review.finds if find.document_id == document.pk]
    return {
        "id": document.public_id,
        "number": _name(document, review),
        "pages_words": _("%(count)s tr.") % {"count": len(pages)} if pages else "",
        "left": sum(find.state == FindState.PROPOSED for find in own),
        "current": False,
        "url": f"#d{document.first_line}",
    }


def _name(document: Document, review: Review) -> str:
    facts = {
        find.field: find.value.get("value")
        for find in review.finds
        if find.document_id == document.pk and find.kind == FindKind.FACT
    }
    return facts.get("number_symbol") or facts.get("doc_type") or str(document)


def _source(review: Review) -> str:
    words = _("%(count)s dòng") % {"count": sum(bool(line.strip()) for line in review.lines)}
    if len(review.documents) > 1:
        words += _(", gồm %(count)s văn bản") % {"count": len(review.documents)}
    return words
