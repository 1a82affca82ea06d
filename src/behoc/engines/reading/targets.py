"""Numbers to be reached: shares and counts, with what they are counted in and by when."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from behoc.engines.reading.finds import Target
from behoc.engines.reading.letters import fold, squeeze
from behoc.engines.reading.tables import is_row, table_targets
from behoc.engines.reading.vocabulary import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from behoc.engines.reading.clauses import Unit

NUMBER = r"\d{1,3}(?:[.]\d{3})+|\d{1,6}(?:,\d{1,2})?"
BOUND = (
    r"(?P<bound>ít nhất(?: là)?|tối thiểu(?: là)?|trên|không dưới|không thấp hơn|từ|dưới|"
    r"không quá|tối đa|không vượt quá|không còn quá|khoảng|hơn|duy trì)?\s*"
)
SHARE = re.compile(
    rf"(?<![\w.,/-]){BOUND}(?P<value>{NUMBER})\s?%?"
    rf"(?:\s?(?:-|đến)\s?(?P<upper>{NUMBER}))?\s?%(?P<more> trở lên)?"
)
CUES = "|".join(words("goals").list("count_cues"))
COUNT = re.compile(
    rf"(?<!\w)(?P<cue>{CUES})\s+(?:được\s+|có\s+|từ\s+)?"
    r"(?P<bound>ít nhất |tối thiểu |trên |không dưới )?"
    r"(?P<value>\d{1,3}(?:\.\d{3})+|\d{1,6})(?:\s?-\s?(?P<upper>\d{1,6}))?(?P<more> trở lên)?\s+"
    r"(?=(?P<unit>[^\W\d]+(?: [^\W\d]+)?))(?!tháng|ngày|năm|giờ|giai đoạn|tuổi)"
)
BY_YEAR = re.compile(
    r"(?:đến|vào|trong|hết|trước|cuối|tới)?\s*(?:cuối |hết )?năm\s*(?P<year>20\d\d)(?!\s?-\s?20)"
)
SPAN = re.compile(r"(?:giai đoạn|từ năm)\s*(?:20\d\d)\s?(?:-|đến(?: năm)?)\s?(?P<year>20\d\d)")
GOAL = words("goals").pattern("goal")
GOAL_HEADING = words("goals").pattern("goal_heading")
DONE = words("goals").pattern("done")
PREDICATE = words("goals").pattern("predicate")
NO_GROUP = "độ tuổi|đó|quản lý|năm|việc|công tác|giai đoạn"
WITHIN = re.compile(
    rf"(?<!\w)(?<!trực )(?:trong|thuộc) (?P<group>(?!{NO_GROUP})[^.;%]{{3,160}}?)"
    rf"(?=,?\s*(?:{PREDICATE.pattern}|\d|$|[;.]))"
)
QUOTED = re.compile(r"[“\"][^”\"]{0,200}[”\"]")
AND_MORE = re.compile(r"\s*[^\W\d]+(?: [^\W\d]+){0,4} trở lên")
YEAR_BEHIND = re.compile(  # “90% vào năm 2025 và 95% vào năm 2030”: each number has its own
    r"\s*\(?(?:vào|đến|trong|tới|hết|trước)?\s*(?:cuối |hết )?năm (?P<year>20\d\d)(?!\s?-\s?20)"
)
YEAR_AHEAD = re.compile(  # “60% …, đến năm 2030 đạt 80%”: the year belongs to the next number
    r"(?:[,;]|(?<!\w)và)\s*(?:phấn đấu )?(?:đến|vào|trong|tới|hết)(?: hết| cuối)? năm 20\d\d,?"
    r"(?: phấn đấu| tỷ lệ này| con số này| phải| đạt| là| tăng lên| nâng lên| lên)*\s*"
)
ASIDE = re.compile(r"[,;(]?\s*\(?trong đó(?!\w)")
ASIDE_OPENER = re.compile(r"trong đó,?\s*", re.IGNORECASE)
FILLER = words("goals").pattern("filler")
END = re.compile(r"[;.](?!\d)(?:\s|$)|\n")
REACH = 500  # letters around a number in which its words are looked for
LOWER = ("dưới", "không quá", "tối đa", "không vượt quá", "không còn quá")
UPPER = ("ít nhất", "tối thiểu", "trên", "không dưới", "không thấp hơn", "hơn")


def find_targets(units: Sequence[Unit], kind: str, subject_year: int | None) -> tuple[Target, ...]:
    """Every target of the body; results already reached are none."""
    found: list[Target] = []
    for unit in units:
        if not is_row(unit) and _is_goal(unit, kind):
            found.extend(_in_unit(unit, subject_year))
    found.extend(table_targets(units))
    return tuple(sorted(found, key=lambda one: one.trace.line))


def year_of_subject(subject: str) -> int | None:
    """The year that the title sets for everything in the plan."""
    folded = QUOTED.sub(" ", fold(subject))  # the name of a scheme has years of its own
    found = [*SPAN.finditer(folded)] or [*BY_YEAR.finditer(folded)]
    return int(found[-1].group("year")) if found else None


def _is_goal(unit: Unit, kind: str) -> bool:
    folded = unit.folded
    if "%" not in folded and not any(one.isdigit() for one in folded):
        return False
    above = [one.opening(200) for one in unit.ancestors()]
    if any(
        words("verbs").has("idle_sections", one) and not GOAL_HEADING.search(one) for one in above
    ):
        return False
    if DONE.search(folded[:400]) or (
        kind == "Báo cáo" and not any(map(GOAL_HEADING.search, above))
    ):
        return False
    return bool(GOAL.search(folded)) or any(map(GOAL_HEADING.search, above)) or _led_in(unit)


def _led_in(unit: Unit) -> bool:
    """Whether the last plain words before a run of bullets announce targets."""
    return bool(unit.lead and GOAL.search(unit.lead))


def _in_unit(unit: Unit, subject_year: int | None) -> list[Target]:
    folded = unit.paragraph.folded
    shares = list(SHARE.finditer(folded, unit.start))
    spans = [(found, "%") for found in shares]
    if any(GOAL_HEADING.search(one.opening(200)) for one in unit.ancestors()):
        covered = {one.start("value") for one in shares}
        spans += [
            (found, "")
            for found in COUNT.finditer(folded, unit.start)
            if found.start("value") not in covered and not _near_share(folded, found.start())
        ]
    spans.sort(key=lambda one: one[0].start())
    spans = [one for one in spans if one[1] or not _is_year(one[0].group("value"))]
    targets: list[Target] = []
    for at in range(len(spans)):
        target = _target(unit, spans, at, subject_year)
        if targets and not _names_subject(target.subject):
            target = replace(target, subject=targets[-1].subject)
        targets.append(target)
    return _sharing_the_next_subject(targets)


def _sharing_the_next_subject(targets: list[Target]) -> list[Target]:
    """“Đến năm 2025, 50% và đến năm 2030, 75% A”: what is counted stands after the last."""
    for at in range(len(targets) - 2, -1, -1):
        if not _names_subject(targets[at].subject):
            targets[at] = replace(targets[at], subject=targets[at + 1].subject)
    return targets


def _near_share(folded: str, position: int) -> bool:
    """A count in a sentence about shares only says more about them."""
    end = END.search(folded, position, position + REACH)
    start = _sentence_start(folded, position, 0)
    return "%" in folded[start : end.start() if end else position + REACH]


def _names_subject(subject: str) -> bool:
    """Whether anything but the year and “đạt” is left."""
    rest = FILLER.sub(" ", BY_YEAR.sub(" ", fold(subject)))
    return sum(one.isalpha() for one in rest) >= 4


def _target(
    unit: Unit, spans: list[tuple[re.Match[str], str]], at: int, subject_year: int | None
) -> Target:
    found, unit_name = spans[at]
    text, folded = unit.paragraph.text, unit.paragraph.folded
    following = spans[at + 1][0].start() if at + 1 < len(spans) else len(text)
    reach = min(following, found.end() + REACH, len(text))
    end = END.search(folded, found.end(), reach)
    stop = end.start() if end else reach
    if at + 1 < len(spans):
        ahead = YEAR_AHEAD.search(folded, found.end(), following)
        stop = min(stop, ahead.start()) if ahead and ahead.end() == following else stop
    aside = ASIDE.search(folded, found.end(), stop)
    stop = aside.start() if aside else stop
    after = squeeze(text[found.end() : stop]).strip(" ,;.(")
    previous = spans[at - 1][0].end() if at else unit.start
    colon = len(folded[: found.start()].rstrip()) - 1
    until = colon if folded[colon : colon + 1] == ":" else found.start()
    before_start = max(previous, _sentence_start(folded, until, unit.start))
    before = squeeze(text[before_start : found.start()]).strip(" ,;.:-)(")
    is_first = _says_what(after) and not _stops(folded, found.end())
    start = found.start() if is_first else before_start
    stop = stop if is_first else found.end()
    subject = after if is_first else _without_year_ahead(ASIDE_OPENER.split(before)[-1])
    if is_first and not PREDICATE.search(fold(after)):
        subject = _share_predicate(text, folded, spans, at, after)
    group = WITHIN.search(fold(subject))
    quote_end = stop if stop > found.end() else found.end()
    behind = YEAR_BEHIND.match(folded, quote_end)
    quote_end = behind.end() if behind else quote_end  # the year belongs to what is quoted
    return Target(
        text=text[start:quote_end].strip(" ,;"),
        value=_value(found, folded[found.end() : found.end() + 30]),
        unit=unit_name or squeeze(text[found.start("unit") : found.end("unit")]),
        subject=subject,
        by_year=_by_year(unit, found, stop, previous) or subject_year,
        within=subject[group.start("group") : group.end("group")].strip(" ,") if group else None,
        trace=unit.trace(
            start,
            quote_end,
            0.9 if unit_name else 0.7,
            "target.share" if unit_name else "target.count",
            "tỷ lệ phải đạt" if unit_name else "số lượng phải đạt trong mục tiêu, chỉ tiêu",
        ),
    )


def _without_year_ahead(subject: str) -> str:
    found = YEAR_AHEAD.search(fold(subject))
    return subject[: found.start()].strip() if found and found.end() == len(subject) else subject


def _stops(folded: str, position: int) -> bool:
    """“Tỷ lệ … đạt 60%, …”: a mark right after the number ends what was said before it."""
    return folded[position : position + 1] in ",;."


def _says_what(after: str) -> bool:
    """Whether the words after the number say what is counted."""
    folded = fold(after)
    if folded[:1] in "/(" or words("goals").starts("afterthoughts", folded):
        return False
    return len(after) > 3


def _share_predicate(
    text: str, folded: str, spans: list[tuple[re.Match[str], str]], at: int, after: str
) -> str:
    """“40% A, 60% B đạt C”: what is to be reached stands once, at the end."""
    if at + 1 >= len(spans):
        return after
    found = spans[at + 1][0]
    between = folded[spans[at][0].end() : found.start()]
    reach = min(found.end() + REACH, len(text))
    end = END.search(folded, found.end(), reach)
    tail = text[found.end() : end.start() if end else reach]
    verb = PREDICATE.search(fold(tail))
    if not verb or END.search(between + " "):
        return after
    return f"{after} {squeeze(tail[verb.start() :]).strip(' ,;.')}"


def _sentence_start(folded: str, position: int, floor: int) -> int:
    floor = max(floor, position - REACH)
    return max(floor, *(folded.rfind(mark, floor, position) + 1 for mark in (";", ". ", ":")))


def _value(found: re.Match[str], after: str) -> int | float | str:
    low, high = _plain(found.group("value")), found.group("upper")
    if high:
        return f"{low}-{_plain(high)}"
    bound = (found.group("bound") or found.groupdict().get("cue") or "").strip()
    if bound.startswith(LOWER):
        return f"<={low}"
    if bound.startswith(UPPER) or found.group("more") or AND_MORE.match(after):
        return f">={low}"
    return low


def _plain(printed: str) -> int | float:
    printed = printed.replace(".", "")
    return float(printed.replace(",", ".")) if "," in printed else int(printed)


def _is_year(value: str) -> bool:
    return len(value) == 4 and value.startswith(("19", "20"))


def _by_year(unit: Unit, found: re.Match[str], stop: int, previous: int) -> int | None:
    """The year right after the number, before it in the sentence, in the lead-in or above."""
    folded = unit.paragraph.folded
    own = YEAR_BEHIND.match(folded, found.end())
    if own:
        return int(own.group("year"))
    of_previous = YEAR_BEHIND.match(folded, previous)
    previous = of_previous.end() if of_previous else previous
    after = BY_YEAR.search(folded, found.end(), min(stop, found.end() + 160))
    before = [*BY_YEAR.finditer(folded, max(0, found.start() - REACH), found.start())]
    if after and not (before and before[-1].start() >= previous):
        return int(after.group("year"))
    if before:
        return int(before[-1].group("year"))
    for text in (unit.lead or "", *(one.opening(300) for one in unit.ancestors())):
        hit = [*BY_YEAR.finditer(text)] or [*SPAN.finditer(text)]
        if hit:
            return int(hit[-1].group("year"))
    return None
