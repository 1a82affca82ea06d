"""What recognition misreads in scanned lines, put right before reading; the lines stay as seen.

Only what stands in fixed places is mended: capital phrases of letterheads and headings, Roman
numbers, role marks of recipients, digits inside dates. Free text is left as it was recognised.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from behoc.engines.reading.letters import UPPER, is_capitals
from behoc.engines.reading.vocabulary import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

HEADING = re.compile(rf"^(?P<number>[IVX1l|]{{1,5}})(?P<mark>\s?[.\-–/]\s?|\s)(?=[{UPPER}]{{2}})")
ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
QUARTER = re.compile(r"(?<!\w)([Qq]uý )([Il1|H]{1,4})(?=\s?[/⁄]|\s+năm|[\s,.;]|$)")
ABOUT = re.compile(r"^[VW]\s?/\s?[a-zA-Z]{1,2}(?= [a-zà-ỹđ])")
NUMBER = re.compile(r"^[S5$§][ốôóöồổõo6]\s?[:.;]?\s?(?=\d)")
TO_CARRY_OUT = re.compile(r"\((?:t/?h|t/[nb]|[UVLưv]h|th)\)(?=[;,.]?\s*$)")
TO_REPORT = re.compile(r"\(((?:để )?)b\s?/\s?[€e6o©]\)")
FILE_COPY = re.compile(r"^(?P<dash>[-–]?\s?)[LTt][ưu]u\s?:?\s?V[TŨIÌTÍ1l]\b[,.]?(?=\s|[;.]?$)")
SLASHES = re.compile(r"[/⁄]{2,}|⁄")
DATE_LIKE = re.compile(r"(?<![\w/])[\dOoIl]{1,2}/[\dOoIl]{1,2}(?:/[\dOoIl]{4})?(?![\w/])")
DIGITS = str.maketrans("OoIl", "0011")
PLACE_LEVEL = re.compile(r"(?<!\S)T[IÍÌỈĨỊÏ]NH(?=\s+\S)")
WORD = re.compile(r"[^\s,.;:*()“”\"]+")
LONGEST = 9  # words of the longest fixed phrase


def mend_scanned(lines: Sequence[str]) -> list[str]:
    """The lines with what recognition misreads put right; as many lines as before."""
    mended = [_mend_line(unicodedata.normalize("NFC", line)) for line in lines]
    return list(_in_sequence(mended))


def _mend_line(line: str) -> str:
    line = SLASHES.sub("/", line)
    line = _opener(NUMBER.sub("Số: ", ABOUT.sub("V/v", line)))
    line = QUARTER.sub(lambda found: found[1] + _quarter(found[2]), line)
    line = TO_REPORT.sub(r"(\1b/c)", TO_CARRY_OUT.sub("(t/h)", line))
    line = FILE_COPY.sub(lambda found: f"{found['dash']}Lưu: VT{_comma(line, found.end())}", line)
    line = DATE_LIKE.sub(lambda found: found[0].translate(DIGITS), line)
    for seen, meant in words("repairs").pairs("scanned"):
        line = line.replace(seen, meant)
    return _accents(line) if is_capitals(line) else line


def _comma(line: str, end: int) -> str:
    return "," if line[end:].strip(" ;.") else ""


def _quarter(seen: str) -> str:
    """Strokes that stand side by side make a Roman number; “H” is two of them."""
    if seen == "1":
        return seen
    return "I" * min(3, sum(2 if one == "H" else 1 for one in seen))


def _opener(line: str) -> str:
    """“Nơi nhận” and “Kính gửi” with the accents that a slanted face lost."""
    bare = _bare(line[:8]).lower()
    for opener in ("Nơi nhận", "Kính gửi"):
        if bare == _bare(opener).lower() and line[:1].isupper():
            rest = line[8:].lstrip(" ;.:")
            return f"{opener}: {rest}".rstrip()
    return line


def _in_sequence(lines: Sequence[str]) -> Iterator[str]:
    """Roman numbers of headings in order: a lost dot or a lost stroke is seen by its neighbours."""
    last = 0
    for line in lines:
        found = HEADING.match(line) if is_capitals(line) else None
        if not found:
            yield line
            continue
        seen = re.sub(r"[1l|]", "I", found["number"])
        value = ROMAN.index(seen) if seen in ROMAN else 0
        if value in (0, last) and last and last + 1 < len(ROMAN):
            value = last + 1
        last = value
        mark = found["mark"].strip() or "."
        yield f"{ROMAN[value] or seen}{mark} {line[found.end() :]}"


def _accents(line: str) -> str:
    """Fixed phrases in capitals get the accents that belong to them."""
    line = PLACE_LEVEL.sub(lambda found: _level(line, found.start(), found[0]), line)
    tokens = list(WORD.finditer(line))
    pieces, at, index = [], 0, 0
    while index < len(tokens):
        size, phrase = _longest(tokens[index:])
        for token, meant in zip(tokens[index : index + size], phrase, strict=True):
            pieces += [line[at : token.start()], meant]
            at = token.end()
        index += size
    return "".join([*pieces, line[at:]])


def _level(line: str, start: int, seen: str) -> str:
    """“TĨNH” is the province's level unless it ends the name of a place, as in Hà Tĩnh."""
    return seen if line[:start].rstrip().endswith("HÀ") else "TỈNH"


def _longest(tokens: Sequence[re.Match[str]]) -> tuple[int, tuple[str, ...]]:
    for size in range(min(LONGEST, len(tokens)), 1, -1):
        found = _phrases().get(" ".join(_bare(token[0]) for token in tokens[:size]))
        if found and len(found) == size:
            return size, found
    return 1, (tokens[0][0],)


@cache
def _phrases() -> dict[str, tuple[str, ...]]:
    """Fixed phrases by their bare letters; two that differ in accents only are left out."""
    found: dict[str, set[str]] = {}
    for phrase in _known():
        capitals = unicodedata.normalize("NFC", phrase.upper())
        found.setdefault(" ".join(map(_bare, WORD.findall(capitals))), set()).add(capitals)
    return {
        bare: tuple(WORD.findall(next(iter(each))))
        for bare, each in found.items()
        if len(each) == 1 and " " in bare
    }


def _known() -> Iterator[str]:
    bodies = words("bodies")
    yield from (name for name, _ in bodies.pairs("casing"))
    yield from bodies.list("titles")
    yield from words("documents").list("types")
    yield from words("phrases").list("state_motto")
    yield from words("phrases").list("party_title")
    yield from words("repairs").list("capital_phrases")


def _bare(text: str) -> str:
    """Letters without accents, doubled ones once: “ĐẢẲNG” and “ĐẢNG” are both “DANG”."""
    apart = unicodedata.normalize("NFD", text.replace("Đ", "D").replace("đ", "d"))
    plain = "".join(one for one in apart if not unicodedata.combining(one))
    return re.sub(r"([A-Z])\1+", r"\1", plain)
