"""Who issued the document: letterhead first, then the authority line, then the text itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from behoc.engines.reading import marks
from behoc.engines.reading.letters import UPPER, fold, is_capitals
from behoc.engines.reading.names import PARTY, has_place, place_of, write_out
from behoc.engines.reading.vocabulary import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from behoc.engines.reading.columns import Printed
    from behoc.engines.reading.repair import Paragraph

ISSUING = words("verbs").pattern("issuing")
PARTY_PLACE = {
    "thành ủy": re.compile(rf"[Đđ]ảng bộ (?:[Tt]hành phố|TP\.?) ((?:[{UPPER}]\w+ ?){{1,4}})"),
    "tỉnh ủy": re.compile(rf"[Đđ]ảng bộ tỉnh ((?:[{UPPER}]\w+[ -]?){{1,4}})"),
    "huyện ủy": re.compile(rf"[Đđ]ảng bộ huyện ((?:[{UPPER}]\w+ ?){{1,4}})"),
}

NOTE_ISSUER = re.compile(r"(?<!\w)của (?P<issuer>[^(),;]{4,120})\)?")

PLACE_NAME = rf"(?:[{UPPER}]\w*)(?: [{UPPER}]\w*){{0,3}}"

Found = tuple[str, int, str]  # name, line, reason


def letterhead_bodies(texts: Sequence[Printed]) -> list[Printed]:
    """The bodies printed in capitals above the title, superior first."""
    groups: list[Printed] = []
    adjacent = False
    for text, line in texts:
        if marks.type_line(text) or marks.ABOUT.match(text) or marks.opens_addressees(text):
            break
        is_mark = marks.NUMBER_LINE.match(text) or marks.PLACE_DATE.match(text)
        if marks.is_motto(text) or is_mark or not is_capitals(text) or marks.is_authority(text):
            adjacent = False
            continue
        folded = fold(text)
        goes_on = bool(groups) and (adjacent or _is_place(folded)) and not _is_new(folded, groups)
        if goes_on:
            groups[-1] = (f"{groups[-1][0]} {text}", groups[-1][1])
        elif words("bodies").starts("heads", folded):
            groups.append((text, line))
        adjacent = bool(groups)
    return groups


def compose(groups: Sequence[Printed]) -> Found | None:
    """The issuer of a letterhead, with the place its superior gives."""
    if not groups:
        return None
    text, line = groups[-1]
    name = write_out(text)
    if len(groups) > 1 and not has_place(name):
        superior = write_out(groups[-2][0])
        if PARTY.search(fold(superior)) or fold(name).startswith("văn phòng"):
            name = f"{name} {superior}"
        elif place_of(superior):
            name = f"{name} {place_of(superior)}"
    return name, line, "cơ quan in ở đầu văn bản"


def is_complete(name: str) -> bool:
    """Whether a name needs no place any more: it has one, or the body is a central one."""
    return has_place(name) or words("bodies").starts("central_heads", fold(name))


def authority_line(texts: Sequence[Printed]) -> Found | None:
    """The body or office printed in capitals between title and preamble, as decisions have it."""
    after_title = False
    for text, line in texts:
        kind = marks.type_line(text)
        if kind:
            after_title = True
            continue
        if after_title and is_capitals(text) and _opens_authority(text):
            return write_out(text), line, "dòng thẩm quyền ban hành dưới tên văn bản"
    return None


def lone_authority(texts: Sequence[Printed]) -> Found | None:
    """The same line where the title is missing: an office and its body in capitals."""
    for text, line in texts:
        if is_capitals(text) and has_place(text) and _opens_authority(text):
            return write_out(text), line, "dòng thẩm quyền ban hành"
    return None


def from_text(paragraphs: Sequence[Paragraph]) -> Found | None:
    """The body that the introduction names as the one who issues."""
    for paragraph in paragraphs:
        folded = paragraph.folded[:3000]
        for found in ISSUING.finditer(folded):
            start = max(folded.rfind(mark, 0, found.start()) for mark in (",", ";", ".", ":"))
            start = start + 1 + (len(folded[start + 1 :]) - len(folded[start + 1 :].lstrip()))
            name = paragraph.text[start : found.start()].strip()
            if 4 < len(name) < 90 and name[:1].isupper() and _is_body(fold(name)):
                return (
                    name,
                    paragraph.line_at(start),
                    "cơ quan nêu trong phần mở đầu là nơi ban hành",
                )
    return None


def from_attached_note(texts: Sequence[Printed]) -> Found | None:
    """“(Ban hành kèm theo Quyết định số … của …)”: who issued what is attached."""
    for text, line in texts:
        found = NOTE_ISSUER.search(text)
        if found and words("phrases").has("attached_notes", fold(text)):
            return found.group("issuer").strip(), line, "dòng “kèm theo” nêu nơi ban hành"
    return None


def as_written(name: str, paragraphs: Sequence[Paragraph]) -> str:
    """The name as the text itself spells it in small letters, where it does."""
    wanted = fold(name)
    for paragraph in paragraphs:
        at = paragraph.folded.find(wanted)
        if at >= 0 and not is_capitals(paragraph.text[at : at + len(name)]):
            spelled = paragraph.text[at : at + len(name)]
            return spelled[:1].upper() + spelled[1:]
    return name


def complete_place(
    name: str, place: str | None, paragraphs: Sequence[Paragraph], head: Sequence[Printed]
) -> str:
    """Add the place where the title or the text itself says it."""
    if has_place(name):
        return name
    for level, pattern in PARTY_PLACE.items():
        if fold(name).endswith(level):
            found = {
                hit.group(1).strip() for one in paragraphs for hit in pattern.finditer(one.text)
            }
            return f"{name} {found.pop()}" if len(found) == 1 else name
    if place and fold(name).startswith(("sở", "ủy ban", "hội", "ban", "ubnd")):
        for level in words("bodies").list("place_words"):
            wanted = f"{level} {fold(place)}"
            said = (*(one.folded for one in paragraphs), *(fold(one) for one, _ in head))
            if any(wanted in one for one in said):
                return f"{name} {level} {place}"
    return name


def place_told(name: str, texts: Iterable[str]) -> str:
    """“UBND tỉnh” with the one province that these texts name."""
    levels = words("bodies").list("place_words")
    level = next((one for one in levels if fold(name).endswith(f" {one}")), None)
    if has_place(name) or not level:
        return name
    pattern = rf"(?<!\w){level} ({PLACE_NAME})(?!\w)"
    places = {place for text in texts for place in re.findall(pattern, text)}
    return f"{name} {places.pop()}" if len(places) == 1 else name


def _opens_authority(text: str) -> bool:
    folded = fold(text)
    bodies = words("bodies")
    return (bodies.starts("heads", folded) or bodies.starts("titles", folded)) and not _is_place(
        folded
    )


def _is_place(folded: str) -> bool:
    return words("bodies").starts("place_words", folded)


def _is_new(folded: str, groups: Sequence[Printed]) -> bool:
    """Whether a line of capitals begins another body and does not go on with the last one."""
    if _is_place(folded) and not PARTY.match(folded):
        return has_place(groups[-1][0])
    last = fold(groups[-1][0])
    if last.endswith((" và", ",", "-", " của")) or folded.startswith(("và ", "trung ương")):
        return False
    return words("bodies").starts("heads", folded)


def _is_body(folded: str) -> bool:
    return words("bodies").starts("heads", folded)
