"""A phrase of a document that names receivers, taken apart into bodies and groups of bodies."""

import re
from dataclasses import dataclass, replace

from behoc.ground.organisations.rules.catalogue import Catalogue, Group, Open, shipped
from behoc.ground.organisations.rules.spelling import canonical
from behoc.kernel.text import clean
from behoc.kernel.words import gettext_noop

SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")  # printed counts
COUNTED_WORDS = "xa|phuong|dac khu|thi tran|huyen|quan|thi xa|so|ban|nganh|truong|thon|to dan pho"
SEPARATOR = re.compile(r"(?:[,;](?: va)?|(?<!\w)va|(?<!\w)cung) ")
TAIL = re.compile(
    r"(?:(?:cua|thuoc|trong|tren dia ban|o|tai|truc thuoc|toan) )*"
    r"(?P<level>(?:tinh|thanh|thi|huyen|quan) uy|tinh|thanh pho|thanh|thi xa|huyen|quan|xa|phuong|"
    r"dac khu|cap tinh|cap xa|cap huyen)(?!\w) ?(?P<place>.*)"
)
LIST_HEAD = re.compile(r"cac (?:so|phong|hoi|ban|truong):? ")
LEVELS = {
    "tinh": ("province",),
    "cap tinh": ("province",),
    "thanh pho": ("province", "district"),
    "thanh": ("province", "district"),
    "thi xa": ("district",),
    "huyen": ("district",),
    "quan": ("district",),
    "cap huyen": ("district",),
    "xa": ("commune",),
    "phuong": ("commune",),
    "dac khu": ("commune",),
    "cap xa": ("commune",),
    "tinh uy": ("province",),
    "thanh uy": ("province", "district"),
    "huyen uy": ("district",),
    "quan uy": ("district",),
    "thi uy": ("district",),
}


@dataclass(frozen=True, slots=True)
class Part:
    """One receiver in a phrase: a group of bodies, or the name of one body.

    `name` is the canonical name; `group` the code of the rule where it is a group. `levels` and
    `place` are what the phrase says after it (“… tỉnh Hải Xuyên”). `others` stands for “khác”,
    `direct` for “trực thuộc”, `loose` for words that narrow a group without saying to what.
    """

    name: str
    group: str | None = None
    levels: tuple[str, ...] = ()
    place: str = ""
    count: int | None = None
    head: bool = False
    others: bool = False
    direct: bool = False
    loose: bool = False


@dataclass(frozen=True, slots=True)
class GroupPhrase:
    """A phrase that names receivers, as printed and as understood."""

    text: str
    whole: Part
    parts: tuple[Part, ...]
    say: str | None = None

    @property
    def is_group(self) -> bool:
        """The phrase means, or may mean, more than one body."""
        return len(self.parts) > 1 or any(part.group for part in self.parts)

    @property
    def count(self) -> int | None:
        """The printed number of receivers, when every part of the phrase carries one."""
        counts = [part.count for part in self.parts if part.count is not None]
        return sum(counts) if counts and len(counts) == len(self.parts) else None


def parse_phrase(text: str, catalogue: Catalogue | None = None) -> GroupPhrase:
    """What a phrase says; a phrase that is not understood comes back as one unknown name."""
    catalogue = catalogue or shipped()
    words = _words(text)
    if not re.sub(r"#\d+", "", words).strip():
        return GroupPhrase(clean(text), Part(""), (), gettext_noop("Chưa có tên nơi nhận nào."))
    bare, head = _strip_title(re.sub(r" ?#\d+ ?", " ", words).strip(), catalogue)
    whole = Part(name=bare, head=head)
    spoken = _open(words, catalogue)
    if spoken is not None:
        return GroupPhrase(clean(text), whole, (), spoken.say)
    parts = tuple(_share_tail(_parts(words, catalogue)))
    return GroupPhrase(clean(text), whole, parts)


def points_above(text: str, catalogue: Catalogue | None = None) -> bool:
    """True for “Như trên” and its kin: they name nobody but those who were named before."""
    spoken = _open(_words(text), catalogue or shipped())
    return spoken is not None and spoken.code == "as_above"


def _words(text: str) -> str:
    """The canonical words, printed counts as #19, remarks in brackets left out."""
    text = re.sub(r"<[^>]{1,10}>", " ", text)
    text = re.sub(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]+", lambda m: f"({m[0].translate(SUPERSCRIPTS)})", text)
    text = re.sub(r"\(\s*(\d{1,3})(?!\d)[^)]*\)", r" #\1 ", text)
    text = re.sub(r"\([^)]*\)", " ", text)
    words = canonical(text).strip(" -+.;,:/")
    words = re.sub(r"^(?:de nghi|yeu cau|giao|doi voi|kinh gui:?) ", "", words)
    counted = rf"(?<!so )(?<![\w#])(\d{{1,3}}) (?=(?:{COUNTED_WORDS})(?!\w))"
    return re.sub(counted, r"#\1 cac ", words)


def _open(words: str, catalogue: Catalogue) -> Open | None:
    return next((phrase for phrase in catalogue.open if phrase.pattern.fullmatch(words)), None)


def _parts(words: str, catalogue: Catalogue) -> list[Part]:
    parts = []
    while words:
        words, head = _strip_title(words.lstrip(" -,;:"), catalogue)
        lead = re.match(r"#(\d+) ", words)
        words = words[lead.end() :] if lead else words
        group, end = _longest_group(words, catalogue)
        cut = _cut(words, end, catalogue)
        part = _part(words[:cut].strip(" ,;-"), group, end, head=head)
        if part.name:
            parts.append(replace(part, count=int(lead[1])) if lead else part)
        words = re.sub(r"^(?:[,;]|va |cung | )+", "", words[cut:])
    return parts


def _strip_title(words: str, catalogue: Catalogue) -> tuple[str, bool]:
    title = catalogue.titles.match(words)
    return (words[title.end() :], True) if title else (words, False)


def _longest_group(words: str, catalogue: Catalogue) -> tuple[Group | None, int]:
    found = [(match.end(), g) for g in catalogue.groups if (match := g.pattern.match(words))]
    if not found:
        return None, 0
    end, group = max(found, key=lambda pair: pair[0])
    return group, end


def _cut(words: str, start: int, catalogue: Catalogue) -> int:
    """Where this part ends: before a separator that the beginning of another body follows."""
    for separator in SEPARATOR.finditer(words, start):
        after, _ = _strip_title(words[separator.end() :], catalogue)
        if separator[0].startswith(";") or catalogue.starters.match(after):
            return separator.start()
    return len(words)


def _part(words: str, group: Group | None, end: int, *, head: bool) -> Part:
    count = re.search(r"#(\d+)", words)
    number = int(count[1]) if count else None
    if group is None:
        return Part(name=re.sub(r" ?#\d+ ?", " ", words).strip(), count=number, head=head)
    tail = re.sub(r"#\d+ ?", "", words[end:]).strip(" ,;-")
    part = _with_tail(Part(name=words[:end], group=group.code, count=number, head=head), tail)
    is_name = LIST_HEAD.match(words) or not words.startswith("cac ")
    if part.loose and is_name and "lien quan" not in tail:
        return Part(name=words, count=number, head=head)
    return part


def _with_tail(part: Part, tail: str) -> Part:
    """What stands after a group: which level and place, “khác”, or words that stay open."""
    others = bool(re.match(r"khac(?!\w)", tail))
    tail = re.sub(r"^(?:khac|con lai) ?", "", tail)
    tail = re.sub(r"^tren dia ban$", "", tail)
    match = TAIL.fullmatch(tail)
    if match:
        levels = LEVELS[match["level"]]
        place = re.sub(r"^(?:toan|ta) ?", "", match["place"])
        return replace(part, others=others, levels=levels, place=place)
    direct = tail == "truc thuoc"
    return replace(part, others=others, direct=direct, loose=bool(tail) and not direct)


def _share_tail(parts: list[Part]) -> list[Part]:
    """“các sở, ban, ngành, đoàn thể tỉnh”: the level said last holds for the groups before it."""
    shared: list[Part] = []
    after = None
    for part in reversed(parts):
        said = part.levels or part.place
        if part.group and not said and not part.loose and after is not None:
            part = replace(part, levels=after.levels)  # noqa: PLW2901  # the part as it is meant
        after = part if part.group else None
        shared.append(part)
    return shared[::-1]
