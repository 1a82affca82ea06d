"""Which role a task gives, and with whom it is to be done."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from behoc.engines.reading.bodies import read_phrase, skip_blank, split_bodies
from behoc.engines.reading.vocabulary import words

if TYPE_CHECKING:
    from behoc.engines.reading.finds import Role

EARLY = 140  # letters in which “chủ trì” still names the role of the whole task
MOST = 40  # mentions of co-operation in one paragraph
ORDER: tuple[Role, ...] = ("lead", "coordinate", "advise", "guide", "direct")
WHY: dict[Role, str] = {
    "lead": "có từ “chủ trì”",
    "coordinate": "mở đầu bằng “phối hợp”",
    "advise": "mở đầu bằng “tham mưu”, “đề xuất”",
    "guide": "mở đầu bằng “hướng dẫn”",
    "direct": "mở đầu bằng “chỉ đạo”, “lãnh đạo”",
    "carry_out": "việc phải làm",
}


def read_role(folded: str) -> Role:
    """The role that the first verb of a task gives; “chủ trì” early in the task decides."""
    sentence = folded.split(". ", 1)[0]
    if words("verbs").pattern("lead").search(sentence[:EARLY].split(";", 1)[0]):
        return "lead"
    position = _skip_preludes(sentence)
    for role in ORDER:
        if words("verbs").at(role, sentence, position) > 0:
            return role
    return "carry_out"


def read_coordinators(text: str, folded: str) -> tuple[str, ...]:
    """The bodies named as co-ordinating."""
    found: list[str] = []
    for hit in islice(words("verbs").pattern("with_whom").finditer(folded), MOST):
        phrase = read_phrase(text, folded, hit.end())
        if not phrase:
            continue
        if hit.group() == "cùng" and not _follows_lead(folded, hit.start()):
            continue
        for body in split_bodies(text[phrase.start : phrase.end]):
            if body not in found:
                found.append(body)
    return tuple(found)


def _follows_lead(folded: str, position: int) -> bool:
    before = folded[max(0, position - 12) : position].rstrip(" ,")
    return before.endswith(("chủ trì", "phối hợp"))


def _skip_preludes(folded: str) -> int:
    """The position of the verb that decides, after adverbs and adjuncts."""
    verbs = words("verbs")
    position = skip_blank(folded, 0)
    if verbs.at("adjuncts", folded, position) > 0:
        comma = folded.find(",", position, position + 220)
        if comma > 0:
            position = skip_blank(folded, comma + 1)
    start = position
    for _ in range(6):
        end = verbs.at("preludes", folded, position)
        if end < 0:
            return position
        position = skip_blank(folded, end)
        while position < len(folded) and folded[position] in ", ":
            position += 1
    return start
