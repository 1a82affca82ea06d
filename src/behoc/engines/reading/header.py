"""The facts of letterhead and title: number, place, date, kind, subject, marks of urgency."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from behoc.engines.reading import issuer, marks
from behoc.engines.reading.columns import Printed, read_columns
from behoc.engines.reading.dates import DAY, iso_day, read_day
from behoc.engines.reading.letters import fold, is_capitals, squeeze, starts_small
from behoc.engines.reading.names import has_place, person_name
from behoc.engines.reading.news import read_told, subject_of
from behoc.engines.reading.vocabulary import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from behoc.engines.reading.facts import Facts
    from behoc.engines.reading.segments import Segments

KEYS = re.compile(
    r"(Số hiệu|Số ký hiệu|Số/ký hiệu|Số, ký hiệu|Loại văn bản|Nơi ban hành|Cơ quan ban hành|"
    r"Người ký|Ngày ban hành|"
    r"Tình trạng|Trích yếu|Chức danh|Lĩnh vực|Ngày hiệu lực|Ngày công báo|Số công báo)\s*:\s*"
)
NEAR = 3  # lines within which a subject may go on
TELLING = words("verbs").pattern("telling")


def read_header(segments: Segments, facts: Facts) -> None:
    """Add everything that stands above the text."""
    texts = [one for one in read_columns(segments.head) if not KEYS.search(one[0])]
    _read_marks(texts, facts)
    _read_metadata(segments, facts)
    _read_title(texts, facts)
    if not facts.value("number_symbol") and not any(marks.is_motto(text) for text, _ in texts):
        _read_running_head(segments, facts)
    _read_kind_from_form(segments, facts)
    _read_issuer(texts, segments, facts)
    _read_portal_issuer(segments, facts)


def _read_portal_issuer(segments: Segments, facts: Facts) -> None:
    """Where nothing printed says it, the portal's own “Cơ quan ban hành” does."""
    for line in segments.head:
        parts = KEYS.split(line.text)
        for key, value in zip(parts[1::2], parts[2::2], strict=True):
            if key == "Cơ quan ban hành":
                why = f"mục “{key}” của trang đăng văn bản"
                facts.add("issuer", value, line.number, "header.portal", why, 0.7)


def _read_marks(texts: Sequence[Printed], facts: Facts) -> None:
    for text, line in texts:
        number = marks.NUMBER_LINE.match(text) if len(text) < 260 else None
        if number:
            digits = re.sub(r"[^\d/a-z]", "", number.group("number"))
            symbol = digits + re.sub(r"\s", "", number.group("symbol"))
            facts.add("number_symbol", symbol, line, "header.number", "dòng “Số:” ở đầu văn bản")
        place_date = marks.PLACE_DATE.match(text)
        if place_date:
            why = "dòng địa danh, ngày tháng"
            facts.add("place", place_date.group("place"), line, "header.place", why)
            facts.add("issued_on", _issued_on(place_date), line, "header.date", why)
        folded = fold(text).strip(" .")
        for name in ("urgency", "secrecy"):
            if folded in words("phrases").list(name) and is_capitals(text):
                facts.add(name, text, line, f"header.{name}", "dấu chỉ mức độ ở đầu văn bản")


def _issued_on(found: re.Match[str]) -> str | None:
    parts = [re.sub(r"\D", "", found.group(one)) for one in ("year", "month", "day")]
    return iso_day(*map(int, parts)) if all(parts) else None


def _read_metadata(segments: Segments, facts: Facts) -> None:
    """Facts that a portal prints above the document (“Người ký: …”)."""
    numbers = ("Số hiệu", "Số ký hiệu", "Số/ký hiệu", "Số, ký hiệu")
    names = {**dict.fromkeys(numbers, "number_symbol"), "Loại văn bản": "doc_type"}
    for line in segments.head:
        parts = KEYS.split(line.text)
        for key, value in zip(parts[1::2], parts[2::2], strict=True):
            why = f"mục “{key}” của trang đăng văn bản"
            if key == "Người ký":
                facts.add("signer_name", person_name(value), line.number, "header.portal", why, 0.7)
            if key == "Ngày ban hành" and (day := DAY.search(value)):
                facts.add("issued_on", read_day(day), line.number, "header.portal", why, 0.7)
            if key in names:
                facts.add(names[key], value, line.number, "header.portal", why, 0.7)


def _read_title(texts: Sequence[Printed], facts: Facts) -> None:
    for at, (text, line) in enumerate(texts):
        kind = marks.type_line(text)
        if kind and is_capitals(text.split()[0]):
            facts.found.pop("doc_type", None)
            facts.add("doc_type", kind[0], line, "header.type", "tên loại văn bản in riêng dòng")
            run = _title_run(texts[at + 1 :])
            run = (
                run[1:] if run and fold(run[0]).startswith("của ") and is_capitals(run[0]) else run
            )
            subject = squeeze(" ".join([kind[1], *run]))
            facts.add("subject", subject, line, "header.title", "dòng dưới tên loại văn bản")
            return
    for at, (text, line) in enumerate(texts):
        number = marks.NUMBER_LINE.match(text)
        text = number.group("rest") if number else text  # noqa: PLW2901
        about = marks.ABOUT.match(text)
        if about:
            following = texts[at + 1 :]
            is_near = bool(following) and following[0][1] - line <= NEAR
            run = _title_run(following) if is_near else []
            subject = " ".join([text[about.end() :], *run])
            facts.add("subject", subject, line, "header.about", "dòng “V/v”")
            return
    _read_title_below_number(texts, facts)


def _read_title_below_number(texts: Sequence[Printed], facts: Facts) -> None:
    """The Party's form: the subject of a dispatch stands below its number without “V/v”."""
    for at, (text, _) in enumerate(texts):
        if not marks.NUMBER_LINE.match(text):
            continue
        run = _title_run(texts[at + 1 :])
        if run and not is_capitals(run[0]):
            line = texts[at + 1][1]
            facts.add("subject", " ".join(run), line, "header.below_number", "dòng dưới số văn bản")
        elif run := _title_run([one for one in texts[at:] if _is_lone_title(one[0])]):
            line = next(line for text, line in texts if text == run[0])
            why = "dòng in hoa dưới số, không có tên loại"
            facts.add("subject", " ".join(run), line, "header.capitals", why, 0.6)
        return


def _is_lone_title(text: str) -> bool:
    """A line in capitals that is neither a body nor a fixed mark."""
    if not is_capitals(text) or len(text) < 20 or marks.type_line(text):
        return False
    return not (marks.is_motto(text) or marks.NUMBER_LINE.match(text) or _is_authority(text, ["x"]))


def _title_run(texts: Sequence[Printed]) -> list[str]:
    """The lines of a title, up to the next fixed mark."""
    run: list[str] = []
    previous = texts[0][1] if texts else 0
    for text, line in texts:
        if marks.is_motto(text) or marks.PLACE_DATE.match(text) or marks.NUMBER_LINE.match(text):
            break
        if marks.opens_addressees(text) or _is_note(text) or _is_bare_type(text):
            break
        if run and (
            marks.is_text_after_title(run[-1], text)
            or _is_authority(text, run)
            or (line - previous > 1 and not _goes_on(run, text))
        ):
            break
        run.append(text)
        previous = line
    return run


def _is_bare_type(text: str) -> bool:
    kind = marks.type_line(text)
    return bool(kind and not kind[1])


def _is_note(text: str) -> bool:
    return text.startswith("(") and words("phrases").has("attached_notes", fold(text))


def _goes_on(run: Sequence[str], text: str) -> bool:
    if (
        starts_small(text)
        or run[-1].endswith((",", "-"))
        or run[-1].count("“") > run[-1].count("”")
    ):
        return True
    return is_capitals(run[-1]) and is_capitals(text) and len(run[-1]) > 30


def _is_authority(text: str, run: Sequence[str]) -> bool:
    folded = fold(text)
    bodies = words("bodies")
    opens = bodies.starts("titles", folded) or bodies.starts("heads", folded)
    return (
        is_capitals(text)
        and opens
        and (not is_capitals(run[-1]) or text.endswith(":") or len(text) < 60)
    )


def _read_running_head(segments: Segments, facts: Facts) -> None:
    """A text without letterhead whose first sentences name the document itself."""
    lead = [*((line.text, line.number) for line in segments.head if line.text)]
    opening = (*segments.preamble[:2], *segments.body[:2])
    lead += [(one.text, one.line) for one in opening if "%" not in one.text]
    found_at = [(marks.names_itself(text[:1200]), line) for text, line in lead[:4]]
    candidates = [(found, line) for found, line in found_at if found]
    if not candidates:
        read_told(segments, facts)
        return
    found, line = max(candidates, key=lambda one: len(one[0].group()))
    why = "câu đầu nêu số, ngày và nơi ban hành"
    facts.add("number_symbol", found.group("symbol"), line, "header.running", why, 0.8)
    facts.add("doc_type", found.group("kind"), line, "header.running", why, 0.8)
    if found.group("date") and (day := DAY.match(found.group("date"))):
        facts.add("issued_on", read_day(day), line, "header.running", why, 0.8)
    rest = re.sub(r"^[\s,]*(?:của\s+)?", "", found.group("rest"))
    verb = TELLING.search(fold(rest))
    facts.add(
        "issuer", rest[: verb.start()].strip() if verb else None, line, "header.running", why, 0.7
    )
    subject = subject_of(rest)
    facts.add("subject", subject, line, "header.running", why, 0.7)


def _has_place(found: issuer.Found | None) -> bool:
    return found is not None and has_place(found[0])


def _read_kind_from_form(segments: Segments, facts: Facts) -> None:
    number = facts.value("number_symbol")
    line = (
        facts.found["number_symbol"].trace.line
        if number
        else segments.head[0].number
        if segments.head
        else 1
    )
    letters = re.match(r"\d*(?:/\d{4})?[-/]([A-Za-zĐđ]+)(?:[-/]|$)", number or "")
    kind = (
        dict(words("documents").pairs("abbreviations")).get(letters.group(1)) if letters else None
    )
    facts.add(
        "doc_type", kind, line, "header.type_of_symbol", "chữ viết tắt tên loại trong ký hiệu", 0.8
    )
    if segments.addressees:
        line = segments.addressees[0].line
        facts.add(
            "doc_type", "Công văn", line, "header.letter", "có “Kính gửi”, không có tên loại", 0.8
        )
    if number and letters and letters.group(1) in ("UBND", "VP"):
        facts.add("doc_type", "Công văn", line, "header.letter", "ký hiệu không có tên loại", 0.7)


def _read_issuer(texts: Sequence[Printed], segments: Segments, facts: Facts) -> None:
    groups = issuer.letterhead_bodies(texts)
    printed = issuer.compose(groups)
    authority = issuer.authority_line(texts) or issuer.lone_authority(texts)
    complete = printed and (issuer.is_complete(printed[0]) or not _has_place(authority))
    paragraphs = (*segments.preamble, *segments.body)
    opening = (*segments.preamble, *segments.body[:2])
    found = printed if complete or not authority else authority
    found = found or issuer.from_attached_note(texts)
    is_whole = facts.value("doc_type") or segments.addressees or segments.closing
    found = found or (issuer.from_text(opening) if is_whole else None)
    if found:
        name = issuer.complete_place(found[0], facts.value("place"), paragraphs, texts)
        name = issuer.place_told(name, [text for text, _ in texts])
        name = issuer.as_written(name, paragraphs)
        facts.add("issuer", name, found[1], "header.issuer", found[2])
