"""The head of the cascade page: what the dispatch is, its chain, its figures, filters and tabs."""

from dataclasses import dataclass
from urllib.parse import parse_qsl

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from behoc.direction.assignments.queries.cascade import list_task_ids
from behoc.direction.relations.queries.ladder import list_steps_above
from behoc.ground.organisations.rules.catalogue import shipped
from behoc.kernel.actor import Actor
from behoc.kernel.clock import day_in_words, now
from behoc.surface.dashboards import rules
from behoc.surface.dashboards.queries.cascade import Cascade
from behoc.surface.dashboards.queries.cascade_remind import (
    may_remind,
    needs_reminding,
    remind_address,
)
from behoc.surface.dashboards.queries.cascade_words import (
    capital,
    group_name,
    level_name,
    line_name,
    with_choice,
)
from behoc.surface.dashboards.rules import Choice, Group, Order, Progress, Step, Tally

CHAIN_BELOW = 3
TABS = (
    ("", gettext_noop("Ma trận nơi × việc")),
    ("tom-tat", gettext_noop("Tóm tắt")),
    ("cap-khoi", gettext_noop("Cấp và khối")),
    ("theo-viec", gettext_noop("Theo việc")),
    ("nhat-ky", gettext_noop("Nhật ký")),
)
PROGRESS = (
    (Progress.DONE, "done", "done", gettext_noop("xong việc đến hạn")),
    (Progress.RUNNING, "run", "circle-dot", gettext_noop("đang làm, chưa trễ")),
    (Progress.LATE, "late", "alert", gettext_noop("đã mở, có việc quá hạn")),
    (Progress.UNOPENED, "none", "mail", gettext_noop("chưa mở văn bản")),
)
STEPS = (
    (Step.RECEIVED, gettext_noop("nhận văn bản")),
    (Step.OPENED, gettext_noop("mở văn bản")),
    (Step.INSTRUCTED, gettext_noop("được chỉ đạo")),
    (Step.PLANNED, gettext_noop("có văn bản riêng")),
    (Step.FOLDED, gettext_noop("lồng ghép")),
    (Step.FINISHED, gettext_noop("xong mọi việc")),
)
ORDERS = (
    (Order.SLOWEST, gettext_noop("chậm nhất trước")),
    (Order.NAME, gettext_noop("tên")),
    (Order.PLACE, gettext_noop("địa bàn")),
)


@dataclass(frozen=True, slots=True)
class Link:
    """One text or level in the chain above and below the dispatch."""

    kind: str
    title: str
    note: str
    current: bool = False
    url: str = ""
    is_proposed: bool = False


@dataclass(frozen=True, slots=True)
class Slice:
    """One part of the bar: how many bodies are so far, and where the part begins (in percent)."""

    tone: str
    icon: str
    count: int
    words: str
    left: str
    share: str


@dataclass(frozen=True, slots=True)
class Chip:
    """One filter: its name, how many bodies it would leave, where it leads."""

    label: str
    url: str
    count: int | None = None
    on: bool = False


@dataclass(frozen=True, slots=True)
class Head:
    """Everything templates/dashboards/parts/cascade_head.html shows."""

    id: str
    number: str
    kind_words: str
    title: str
    issued_words: str
    bodies: int
    opened: int
    planned: int
    unopened: int
    late: int
    summary: str
    informed_words: str
    scope_words: str
    chain: tuple[Link, ...]
    bar: tuple[Slice, ...]
    bar_words: str
    tabs: tuple[Chip, ...]
    remind_url: str = ""
    remind_words: str = ""


@dataclass(frozen=True, slots=True)
class Filters:
    """Everything templates/dashboards/parts/cascade_filters.html shows."""

    chips: tuple[Chip, ...]
    lines: tuple[Chip, ...]
    levels: tuple[Chip, ...]
    steps: tuple[Chip, ...]
    silences: tuple[Chip, ...]
    orders: tuple[Chip, ...]
    line_words: str
    level_words: str
    step_words: str
    silent_words: str
    order_words: str
    words: str
    held: tuple[tuple[str, str], ...]
    clear_url: str
    sheet_url: str
    remind_url: str = ""


def build_head(actor: Actor, cascade: Cascade, tab: str) -> Head:
    """The head of every tab."""
    remind_url, remind_words = _remind(actor, cascade)
    dispatch = cascade.dispatch
    first = cascade.documents[0] if cascade.documents else None
    tally = cascade.tally
    slices = slices_of(tally)
    return Head(
        id=dispatch.public_id,
        number=(first.number_symbol if first else None) or _("chưa rõ số"),
        kind_words=(first.doc_type if first else None) or _("Văn bản"),
        title=capital((first.subject if first else None) or dispatch.title),
        issued_words=_issued(cascade),
        bodies=tally.bodies,
        opened=tally.opened,
        planned=tally.planned,
        unopened=tally.bodies - tally.opened,
        late=tally.with_late,
        summary=_summary(tally),
        informed_words=_("Ngoài ra %(count)s nơi nhận để biết.") % {"count": cascade.informed}
        if cascade.informed
        else "",
        scope_words=""
        if cascade.sees_all
        else _("Anh/chị xem cơ quan mình và cấp dưới; nơi nhận khác không hiện ở đây."),
        chain=_chain(actor, cascade),
        bar=slices,
        bar_words=", ".join(f"{each.count} {each.words}" for each in slices),
        tabs=_tabs(tab, len(list_task_ids(actor, dispatch))),
        remind_url=remind_url,
        remind_words=remind_words,
    )


def build_filters(actor: Actor, cascade: Cascade, choice: Choice) -> Filters:
    """The filters with how many bodies each would leave of all."""
    tally = cascade.tally
    planless = sum(body.response is None and body.tasks > 0 for body in cascade.bodies)
    toggles = (
        (_("Có việc quá hạn"), "qua_han", choice.late, tally.with_late),
        (_("Chưa mở"), "chua_mo", choice.unopened, tally.by_progress[Progress.UNOPENED]),
        (_("Chưa có kế hoạch"), "chua_ke_hoach", choice.planless, planless),
    )
    held = with_choice(choice, q="")
    below = with_choice(choice, cap_duoi="" if choice.parts else "1")
    return Filters(
        chips=(
            *(
                Chip(label, with_choice(choice, **{name: "" if on else "1"}), count, on)
                for label, name, on, count in toggles
            ),
            Chip(_("Hiện cấp dưới"), below, None, choice.parts),
        ),
        lines=_choices(cascade, choice, "line"),
        levels=_choices(cascade, choice, "level"),
        steps=_steps(cascade, choice),
        silences=_silences(cascade, choice),
        orders=tuple(
            Chip(_(words), with_choice(choice, sap=_order(order)), None, choice.order is order)
            for order, words in ORDERS
        ),
        line_words=line_name(choice.line) if choice.line else _("tất cả"),
        level_words=level_name(choice.level) if choice.level else _("tất cả"),
        step_words=_(dict(STEPS)[choice.step]) if choice.step else _("không lọc"),
        silent_words=_("quá %(days)s ngày") % {"days": choice.silent}
        if choice.silent
        else _("không lọc"),
        order_words=_(dict(ORDERS)[choice.order]),
        words=choice.words,
        held=tuple(_pairs(held)),
        clear_url=with_choice(Choice(order=choice.order)) if choice.narrows else "",
        sheet_url=reverse("dashboards:cascade_sheet", args=[cascade.dispatch.public_id])
        + with_choice(choice),
        remind_url=remind_address(cascade, with_choice(choice))
        if choice.narrows and may_remind(actor, cascade)
        else "",
    )


def slices_of(tally: Tally) -> tuple[Slice, ...]:
    """The parts of the bar that says how far those bodies are."""
    found, left = [], 0.0
    for progress, tone, icon, words in PROGRESS:
        count = tally.by_progress[progress]
        share = 100 * count / tally.bodies if tally.bodies else 0
        found.append(Slice(tone, icon, count, _(words), f"{left:.2f}", f"{share:.2f}"))
        left += share
    return tuple(found)


def _remind(actor: Actor, cascade: Cascade) -> tuple[str, str]:
    """The one act of the page: remind who has not opened, or else who is late."""
    if not may_remind(actor, cascade):
        return "", ""
    waiting = [body for body in cascade.bodies if needs_reminding(actor, body)]
    if unopened := sum(body.progress is Progress.UNOPENED for body in waiting):
        words = _("Nhắc %(count)s nơi chưa mở") % {"count": unopened}
        return remind_address(cascade, with_choice(Choice(unopened=True))), words
    if late := sum(body.late > 0 for body in waiting):
        words = _("Nhắc %(count)s nơi quá hạn") % {"count": late}
        return remind_address(cascade, with_choice(Choice(late=True))), words
    return "", ""


def _summary(tally: Tally) -> str:
    words = [_("%(count)s nơi đã mở") % {"count": tally.opened}]
    own, folded = tally.by_step[Step.PLANNED], tally.by_step[Step.FOLDED]
    words.append(_("%(count)s nơi đã có kế hoạch riêng") % {"count": own})
    if folded:
        words.append(_("%(count)s nơi lồng ghép") % {"count": folded})
    words.append(
        _("%(count)s nơi im lặng quá %(days)s ngày")
        % {"count": tally.silent, "days": rules.SILENT_DAYS[1]}
    )
    return ", ".join(words)


def _issued(cascade: Cascade) -> str:
    first = cascade.documents[0] if cascade.documents else None
    parts = [first.issuer_name] if first and first.issuer_name else []
    if first and first.issued_on:
        parts.append(_("ban hành %(day)s") % {"day": f"{first.issued_on:%d/%m/%Y}"})
    if cascade.dispatch.confirmed_at:
        day = day_in_words(cascade.dispatch.confirmed_at)
        parts.append(_("vào sổ %(day)s") % {"day": day})
    return ", ".join(parts)


def _chain(actor: Actor, cascade: Cascade) -> tuple[Link, ...]:
    """What the dispatch rests on, as its relations say; itself; the largest groups it went to."""
    links = [
        Link(step.label, step.words, step.note, url=step.url, is_proposed=step.is_proposed)
        for step in list_steps_above(actor, cascade.dispatch)
    ]
    first = cascade.documents[0] if cascade.documents else None
    links.append(
        Link(
            _("Đang xem"),
            str(first or cascade.dispatch),
            _("gửi %(count)s nơi làm") % {"count": len(cascade.bodies)},
            current=True,
            url=reverse("documents:detail", args=[cascade.dispatch.public_id]),
        )
    )
    groups = cascade.groups
    largest = {one.key for one in sorted(groups, key=lambda one: -one.tally.bodies)[:CHAIN_BELOW]}
    return (*links, *(_below(one) for one in groups if one.key in largest))


def _below(one: Group) -> Link:
    tally = one.tally
    unopened = tally.bodies - tally.opened
    note = _("%(count)s nơi chưa mở") % {"count": unopened} if unopened else _("đã mở cả")
    if tally.with_late:
        note += ", " + _("%(count)s nơi quá hạn") % {"count": tally.with_late}
    title = _("%(planned)s/%(bodies)s đã có kế hoạch") % {
        "planned": tally.planned,
        "bodies": tally.bodies,
    }
    url = with_choice(Choice(line=one.line, level=one.level))
    return Link(group_name(one.level, one.line), title, note, url=url)


def _tabs(tab: str, tasks: int) -> tuple[Chip, ...]:
    return tuple(
        Chip(
            _(words),
            f"?xem={code}" if code else "?",
            tasks if code == "theo-viec" else None,
            code == tab,
        )
        for code, words in TABS
    )


def _choices(cascade: Cascade, choice: Choice, which: str) -> tuple[Chip, ...]:
    counts: dict[str, int] = {}
    for body in cascade.bodies:
        code = body.line if which == "line" else body.level
        counts[code] = counts.get(code, 0) + 1
    name, parameter, said = (
        (line_name, "khoi", choice.line) if which == "line" else (level_name, "cap", choice.level)
    )
    everyone = Chip(
        _("Tất cả"), with_choice(choice, **{parameter: ""}), len(cascade.bodies), not said
    )
    catalogue = shipped()
    known = (
        [code for code, _name in catalogue.lines]
        if which == "line"
        else [level.code for level in catalogue.levels]
    )
    ranked = sorted(counts, key=lambda code: known.index(code) if code in known else len(known))
    return (
        everyone,
        *(
            Chip(name(code), with_choice(choice, **{parameter: code}), counts[code], code == said)
            for code in ranked
        ),
    )


def _steps(cascade: Cascade, choice: Choice) -> tuple[Chip, ...]:
    counted = cascade.tally.by_step
    chips = [
        Chip(_(words), with_choice(choice, da=step.value), counted[step], choice.step is step)
        for step, words in STEPS
    ]
    return (Chip(_("không lọc"), with_choice(choice, da=""), None, not choice.step), *chips)


def _silences(cascade: Cascade, choice: Choice) -> tuple[Chip, ...]:
    moment = now()
    days = [body.silent_days(moment) for body in cascade.bodies]
    chips = [
        Chip(
            _("quá %(days)s ngày") % {"days": limit},
            with_choice(choice, im_lang=limit),
            sum(each > limit for each in days),
            choice.silent == limit,
        )
        for limit in rules.SILENT_DAYS
    ]
    return (Chip(_("không lọc"), with_choice(choice, im_lang=""), None, not choice.silent), *chips)


def _order(order: Order) -> str:
    return "" if order is Order.SLOWEST else order.value


def _pairs(address: str) -> list[tuple[str, str]]:
    return parse_qsl(address.removeprefix("?"))
