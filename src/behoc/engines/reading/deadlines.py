"""By when something is due: once, every year, in a rhythm, or when something else happens."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from behoc.engines.reading.assignments import is_idle
from behoc.engines.reading.bodies import read_phrase
from behoc.engines.reading.finds import Deadline
from behoc.engines.reading.letters import fold
from behoc.engines.reading.tables import is_row, table_deadlines
from behoc.engines.reading.times import YEARLY, Moment, find_moments, with_cue
from behoc.engines.reading.vocabulary import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from behoc.engines.reading.clauses import Unit

SEGMENT = re.compile(r"(?:[^.;]|[.](?=\d)|(?<=tp)[.])+[.;]?")
REPORT = re.compile(r"(?<!\w)(?:báo cáo|gửi|nộp|trình|về|cho|đến)\s+")
PERIODIC = re.compile(
    r"(?<!\w)(?:định kỳ|(?:báo cáo )?(?:6|sáu|06) tháng)(?!\w)[^.;]{0,120}?báo cáo"
    r"|báo cáo[^.;]{0,60}?(?<!\w)(?:định kỳ|6 tháng|sáu tháng)(?!\w)"
)
INTERVALS = (
    ("P6M", re.compile(r"(?:6|06|sáu) tháng")),
    ("P3M", re.compile(r"(?:hằng|hàng|mỗi|từng|theo) quý|quý(?!\s*[ivx\d])")),
    ("P1M", re.compile(r"(?:hằng|hàng|mỗi|từng) tháng")),
    ("P1Y", YEARLY),
)
EVENT_ENDS = "|".join(words("dues").list("event_ends"))
EVENT = re.compile(rf"(?<!\w)(?:ngay )?(?:sau )?khi [^.;,]{{3,110}}?(?:{EVENT_ENDS})(?!\w)")
PHASE = re.compile(r"(?<!\w)(?:trong|từng|cho) giai đoạn(?: \d{4}\s?-\s?\d{4})?(?!\w)")
RHYTHM = re.compile(r"(?<!\w)(?:định kỳ|(?:6|06|sáu) tháng(?! đầu| cuối))(?!\w)")
YEARLY_REPORT = re.compile(
    r"(?:hằng|hàng|mỗi) năm[^.;]{0,80}?báo cáo|báo cáo[^.;]{0,60}?(?:hằng|hàng) năm"
)
FIRM = (
    "thời gian",
    "trước",
    "chậm nhất",
    "muộn nhất",
    "hạn",
    "thời hạn",
    "xong",
    "hoàn thành",
    "đến hết",
    "hết",
)
FIRM_CUE = words("dues").pattern("firm_cues")
CLOSING_WORK = words("dues").pattern("closing_work")
YEAR_WORK = re.compile(
    r"(?<!\w)(?:sơ kết|tổng kết|hội nghị sơ kết|hội nghị tổng kết)(?!\w)[^,.;\d]{0,60}$"
)
REVIEW = re.compile(
    r"[,:]?\s*(?:(?:tiến hành|tổ chức|thực hiện|hội nghị)\s+)*(?:sơ|tổng) kết(?!\w)"
)
END_WORK = words("dues").pattern("year_end_work")
GOALS = words("dues").pattern("aims")
REACH = 300  # letters around a date in which its meaning is looked for
LEAD = 120  # letters before a date that still belong to the quoted words
QUOTE = 600
PRINTED_YEAR = re.compile(r"(?<!\w)năm (20\d\d)(?![\d-])")
SPAN_BEFORE = re.compile(r"(?:(?<!\w)giai đoạn|(?<!\w)số|\d\s?-)\s*$")
HELD = re.compile(r"(?<!\w)(?:ban hành|hiệu lực|ký|sinh|thành lập|khai mạc|kỷ niệm|số) $")


def find_deadlines(units: Sequence[Unit], year: int | None) -> tuple[Deadline, ...]:
    """Every deadline of the body; `year` completes days that are printed without one."""
    found: list[Deadline] = []
    for unit in units:
        if is_row(unit):
            continue
        is_open = not is_idle(unit) or _is_time_item(unit)
        found.extend(one for one in _in_unit(unit, year) if is_open or _is_firm(one))
    found.extend(table_deadlines(units, year))
    return tuple(sorted(found, key=lambda one: one.trace.line))


def _is_firm(deadline: Deadline) -> bool:
    """Aims and requirements too may set a day: “trước ngày …”, “chậm nhất …”."""
    if not deadline.when or not FIRM_CUE.search(fold(deadline.text)):
        return False
    return all(len(one) >= 7 for one in deadline.when)


def _in_unit(unit: Unit, year: int | None) -> list[Deadline]:
    folded = unit.paragraph.folded
    found: list[Deadline] = []
    yearly_above = YEARLY.search(folded) is not None
    for segment in SEGMENT.finditer(folded):
        text = segment.group()
        if not text.strip():
            continue
        is_yearly = bool(YEARLY.search(text) or RHYTHM.search(text))
        moments = find_moments(
            text, is_yearly=is_yearly or yearly_above, year=year or _only_year(folded)
        )
        kept: list[Moment] = []
        for one in moments:
            if _is_due(one, text, unit) or (kept and _is_joined(kept[-1], one, text)):
                kept.append(one)
        kept = _last_of_span(kept, text) if _is_time_item(unit) else kept
        for group in _joined(kept, text):
            found.append(_deadline(unit, segment.start(), text, group, year))
        if not kept:
            found.extend(_rhythms(unit, segment.start(), text))
        found.extend(_conditions(unit, segment.start(), text))
    return found


def _only_year(folded: str) -> int | None:
    """The one year that the paragraph names, where the document bears no date."""
    years = {int(found) for found in PRINTED_YEAR.findall(folded)}
    return years.pop() if len(years) == 1 else None


def _is_due(moment: Moment, text: str, unit: Unit) -> bool:  # noqa: PLR0911 - a ladder of rules
    """Whether a point of time is one by which something must be done."""
    before = text[max(0, moment.start - REACH) : moment.start]
    after = text[moment.end : moment.end + LEAD]
    text = text[max(0, moment.start - REACH) : moment.end + REACH]
    if moment.precision.startswith("year") and _sets_targets(unit):
        return False
    if HELD.search(before.rstrip() + " ") or SPAN_BEFORE.search(before):
        return False
    if _is_time_item(unit):
        return (
            moment.precision != "year"
            or moment.cue in ("trong", "vào", *FIRM)
            or "thời gian" in before
        )
    if moment.precision == "year_end":
        if moment.is_year_printed:
            return "%" not in text
        return bool(END_WORK.search(text))
    if moment.cue.startswith(FIRM):
        return not (moment.precision == "year" and "%" in text)
    if moment.precision == "year":
        works = CLOSING_WORK.search(before[-120:])
        is_review = bool(YEAR_WORK.search(before) or REVIEW.match(after))
        return (moment.cue in ("vào", "trong") and bool(works)) or is_review
    if moment.precision in ("month", "quarter"):
        return moment.cue in ("vào", "trong") and not before.rstrip().endswith("từ")
    if moment.cue == "đến" and "thời gian" in before[-60:]:
        return True
    return moment.is_yearly and moment.cue in ("", "vào", "đến") and "báo cáo" in text


def _sets_targets(unit: Unit) -> bool:
    """In aims and targets a year says by when a value is reached, not when work is due."""
    return any(GOALS.search(one.opening(80)) for one in (unit, *unit.ancestors()) if one.is_heading)


def _is_time_item(unit: Unit) -> bool:
    if unit.folded.startswith("thời gian"):
        return not unit.is_heading
    return bool(
        unit.parent and unit.parent.is_heading and unit.parent.folded.startswith("thời gian")
    )


def _last_of_span(moments: list[Moment], text: str) -> list[Moment]:
    """“Từ ngày … đến ngày …”: the end decides."""
    if len(moments) > 1 and "từ" in text[: moments[0].end]:
        return moments[-1:]
    return moments


def _is_joined(last: Moment, moment: Moment, text: str) -> bool:
    between = text[last.end : moment.start].strip(" ,")
    return between in ("và", "hoặc") and moment.precision == last.precision and not moment.cue


def _joined(moments: list[Moment], text: str) -> list[list[Moment]]:
    """“trước ngày 15/6 và 15/12”: days joined by “và” are one requirement with one cue."""
    groups: list[list[Moment]] = []
    for moment in moments:
        last = groups[-1][-1] if groups else None
        between = text[last.end : moment.start].strip(" ,") if last else "-"
        if last and between in ("", "và", "hoặc") and moment.precision == last.precision:
            cue = moment.cue or last.cue
            groups[-1].append(moment if moment.cue else with_cue(moment, cue))
        else:
            groups.append([moment])
    return groups


def _deadline(
    unit: Unit, offset: int, text: str, group: list[Moment], year: int | None
) -> Deadline:
    moment = group[0]
    floor = max(0, moment.start - LEAD)
    begin = max(text.rfind(mark, floor, moment.start) for mark in (",", ";", ":")) + 1
    begin = begin or (moment.start if floor else 0)
    start, end = offset + begin, offset + min(len(text.rstrip()), moment.end + QUOTE)
    while unit.paragraph.text[start : start + 1].isspace():
        start += 1
    is_sure = moment.is_year_printed or moment.is_yearly
    why = {
        "day": "ngày đến hạn in trong câu",
        "month": "tháng đến hạn in trong câu",
        "quarter": "quý đến hạn in trong câu",
    }.get(moment.precision, "năm đến hạn in trong câu")
    return Deadline(
        text=unit.paragraph.text[start:end],
        kind="yearly" if moment.is_yearly else "once",
        when=tuple(one.when for one in group),
        last_on_time=tuple(one.last_on_time for one in group),
        interval="P1Y" if moment.is_yearly else None,
        event=None,
        to_whom=_to_whom(unit, offset, text, moment.end),
        trace=unit.trace(
            start,
            end,
            0.9 if is_sure else 0.6,
            f"deadline.{'yearly_' if moment.is_yearly else ''}{moment.precision}",
            why if is_sure else f"{why}, năm lấy theo ngày ban hành ({year})",
        ),
    )


def _rhythms(unit: Unit, offset: int, text: str) -> list[Deadline]:
    found = PERIODIC.search(text) or YEARLY_REPORT.search(text)
    if not found or unit.is_heading:
        return []
    interval = next((name for name, pattern in INTERVALS if pattern.search(text)), None)
    start, end = offset + found.start(), offset + min(len(text.rstrip()), found.end() + QUOTE)
    why = "có chữ “định kỳ”, không ghi ngày" if interval != "P6M" else "định kỳ 6 tháng"
    return [
        Deadline(
            text=unit.paragraph.text[start:end],
            kind="periodic",
            when={"P6M": ("P6M",), None: ("?",)}.get(interval, ()),
            last_on_time=(),
            interval=interval,
            event=None,
            to_whom=_to_whom(unit, offset, text, found.start()),
            trace=unit.trace(start, end, 0.75, "deadline.periodic", why),
        )
    ]


def _conditions(unit: Unit, offset: int, text: str) -> list[Deadline]:
    """What hangs on an event or a phase and has no day."""
    conditions = []
    for kind, pattern, why in (
        ("event", EVENT, "việc làm khi có sự kiện nêu trong câu"),
        ("phase", PHASE, "việc làm theo giai đoạn"),
    ):
        for found in pattern.finditer(text):
            start, end = offset + found.start(), offset + found.end()
            words_of_event = unit.paragraph.text[start:end]
            trace = unit.trace(start, end, 0.7, f"deadline.{kind}", why)
            conditions.append(
                Deadline(
                    text=words_of_event,
                    kind="event" if kind == "event" else "phase",
                    when=(),
                    last_on_time=(),
                    interval=None,
                    event=words_of_event,
                    to_whom=None,
                    trace=trace,
                )
            )
    return conditions


def _to_whom(unit: Unit, offset: int, text: str, position: int) -> str | None:
    """The body that receives the report, looked for after the date first."""
    for start, end in ((position, position + REACH), (max(0, position - REACH), position)):
        for hit in REPORT.finditer(text, start, min(end, len(text))):
            phrase = read_phrase(unit.paragraph.text, unit.paragraph.folded, offset + hit.end())
            if phrase:
                return unit.paragraph.text[phrase.start : phrase.end].strip(" ,;.")
    return None
