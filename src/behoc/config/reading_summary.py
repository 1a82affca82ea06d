"""A reading as a page of Vietnamese that a person can check against the document."""

import textwrap
from collections.abc import Iterable, Iterator
from typing import Any, Final

Json = dict[str, Any]  # Any: the reading's own JSON, whose shape its package owns

_WIDTH: Final = 100
_FACTS: Final = (
    ("Cơ quan ban hành", "issuer"),
    ("Số, ký hiệu", "number_symbol"),
    ("Địa danh", "place"),
    ("Ngày ban hành", "issued_on"),
    ("Loại văn bản", "doc_type"),
    ("Trích yếu", "subject"),
    ("Người ký", "signer_name"),
    ("Chức vụ", "signer_title"),
    ("Thẩm quyền ký", "signing_authority"),
)
_ROLES: Final = {
    "direct": "lãnh đạo, chỉ đạo",
    "lead": "chủ trì",
    "coordinate": "phối hợp",
    "advise": "tham mưu",
    "guide": "hướng dẫn",
    "carry_out": "thực hiện",
}
_UNITS: Final = {"percent": "%"}
_NOT_GIVEN: Final = "(không ghi)"


def summary(reading: Json) -> str:
    """The whole file: every document in it with its header, grounds, recipients and tasks."""
    lines: list[str] = [f"Lưu ý: {note}" for note in reading["notes"]]
    if not reading["documents"]:
        lines.append(f"Không nhận ra văn bản nào trong {len(reading['lines'])} dòng.")
    for number, document in enumerate(reading["documents"], start=1):
        lines += ["", f"VĂN BẢN {number}{_span(document)}", *_document(document)]
    return "\n".join(lines).strip()


def _document(document: Json) -> Iterator[str]:
    for title, key in _FACTS:
        yield from _wrapped(f"  {title}: ", _shown(document.get(key)))
    yield from _section("Căn cứ", [_citation(each) for each in document.get("legal_bases", [])])
    yield from _section("Kính gửi", document.get("addressees", []))
    yield from _section("Nơi nhận", document.get("recipients", []))
    yield from _tasks(document)
    yield from _section("Chỉ tiêu", [_target(each) for each in document.get("targets", [])])
    yield from _section(
        "Giai đoạn", [f"{each['from']}–{each['to']}" for each in document.get("phases", [])]
    )
    if document.get("budget_source"):
        yield from _section("Kinh phí", [document["budget_source"]])


def _tasks(document: Json) -> Iterator[str]:
    """Tasks by the body that has them, each with its deadlines; then deadlines of no one task."""
    tasks: list[Json] = document.get("assignments", [])
    deadlines: list[Json] = document.get("deadlines", [])
    by_actor: dict[str, list[Json]] = {}
    for task in tasks:
        by_actor.setdefault(task.get("actor") or _NOT_GIVEN, []).append(task)
    yield f"  Nhiệm vụ ({len(tasks)}):"
    for actor, own in by_actor.items():
        yield from _wrapped("    ", actor)
        for task in own:
            dates = [_when(each) for each in deadlines if _belongs(each, task)]
            yield from _wrapped("      ", _task(task, dates))
    loose = [each for each in deadlines if not any(_belongs(each, task) for task in tasks)]
    yield from _section("Thời hạn khác", [_at(each, _when(each)) for each in loose])


def _task(task: Json, dates: list[str]) -> str:
    clause = ".".join(task.get("clause") or [])
    helpers = task.get("coordinators") or []
    facts = [
        f"mục {clause}" if clause else "",
        _ROLES.get(task.get("role", ""), ""),
        f"phối hợp: {', '.join(helpers)}" if helpers else "",
        f"hạn: {'; '.join(dates)}" if dates else "",
    ]
    return _at(task, f"({' · '.join(fact for fact in facts if fact)}) {task.get('text', '')}")


def _belongs(find: Json, task: Json) -> bool:
    line = find.get("line")
    first, last = task.get("line"), task.get("line_end") or task.get("line")
    return line is not None and first is not None and first <= line <= (last or first)


def _when(deadline: Json) -> str:
    when = deadline.get("when")
    dates = ", ".join(map(str, when)) if isinstance(when, list) else _shown(when)
    return f"{deadline.get('text', '')} [{dates}]"


def _target(target: Json) -> str:
    unit = target.get("unit") or ""
    value = f"{target.get('value')} {_UNITS.get(unit, unit)}".strip()
    year = f", đến năm {target['by_year']}" if target.get("by_year") else ""
    return _at(target, f"{_shown(target.get('subject'))}: {value}{year}")


def _citation(citation: Json) -> str:
    named = citation.get("symbol") or citation.get("name") or _shown(citation.get("text"))
    date = f", ngày {citation['date']}" if citation.get("date") else ""
    return _at(citation, f"{named}{date}")


def _section(title: str, entries: Iterable[str]) -> Iterator[str]:
    shown = list(entries)
    if shown:
        yield f"  {title}:"
        for entry in shown:
            yield from _wrapped("    - ", entry)


def _at(find: Json, text: str) -> str:
    return f"[dòng {find['line']}] {text}" if find.get("line") else text


def _span(document: Json) -> str:
    first, last = document.get("line"), document.get("line_end")
    return f" (dòng {first}–{last})" if first and last else ""


def _shown(value: object) -> str:
    return _NOT_GIVEN if value is None or value == "" else str(value)


def _wrapped(lead: str, text: str) -> list[str]:
    return textwrap.wrap(text, _WIDTH, initial_indent=lead, subsequent_indent=" " * len(lead)) or [
        lead.rstrip()
    ]
