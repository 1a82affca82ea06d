"""Which bodies a phrase means on a given day, by a rule that people can read and mend."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date

from behoc.ground.organisations.rules.catalogue import Catalogue, Group, shipped
from behoc.ground.organisations.rules.facts import (
    DOUBTFUL,
    LIKELY,
    SURE,
    BodyFacts,
    Found,
    Resolution,
    Setting,
    is_in_force,
)
from behoc.ground.organisations.rules.naming import find_named
from behoc.ground.organisations.rules.phrases import GroupPhrase, Part
from behoc.ground.organisations.rules.spelling import canonical
from behoc.kernel.words import gettext_noop, sentence


def resolve(  # who, what, when: each is a fact of its own
    phrase: GroupPhrase,
    bodies: Sequence[BodyFacts],
    issuer: BodyFacts,
    on: date,
    *,
    named_elsewhere: Collection[int] = (),
    catalogue: Catalogue | None = None,
) -> Resolution:
    """The bodies that a phrase of the issuer means on that day; never one that is not in force.

    `named_elsewhere` are ids of bodies that the same list names by themselves: “khác” leaves them
    out. What is not understood resolves to nothing and says so.
    """
    if phrase.say is not None:
        return Resolution((), phrase.say, 0, None, 0.0)
    setting = _setting(phrase.text, bodies, issuer, on, named_elsewhere, catalogue or shipped())
    whole = find_named(phrase.whole, setting)
    if whole.bodies:
        return _resolution([(replace(phrase.whole, count=phrase.count), whole)])
    if len(phrase.parts) > 1:
        found = [(part, _meant(part, replace(setting, shown=part.name))) for part in phrase.parts]
    else:
        found = [(part, _meant(part, setting)) for part in phrase.parts]
    return _resolution(found)


def _meant(part: Part, setting: Setting) -> Found:
    if part.group:
        return _group(part, setting)
    spoken = (one for one in setting.catalogue.open if one.pattern.fullmatch(part.name))
    open_phrase = next(spoken, None)
    return Found((), open_phrase.say, 0.0) if open_phrase else find_named(part, setting)


def _setting(  # the same facts as resolve()
    text: str,
    bodies: Sequence[BodyFacts],
    issuer: BodyFacts,
    on: date,
    named_elsewhere: Collection[int],
    catalogue: Catalogue,
) -> Setting:
    standing = tuple(body for body in bodies if is_in_force(body, on))
    above = [
        body
        for body in (*standing, issuer)
        if body.level == "province" and issuer.place_path.startswith(body.place_path)
    ]
    province = above[0] if above else None
    named = frozenset(named_elsewhere)
    return Setting(standing, issuer, province, on, text, text, named, catalogue)


def _resolution(found: list[tuple[Part, Found]]) -> Resolution:
    bodies: dict[int, BodyFacts] = {}
    candidates: dict[int, BodyFacts] = {}
    for _, one in found:
        bodies.update((body.id, body) for body in one.bodies)
        candidates.update((body.id, body) for body in one.candidates)
    counts = [part.count for part, _ in found]
    expected = sum(count or 0 for count in counts) if counts and None not in counts else None
    confidence = min((one.confidence for _, one in found), default=0.0)
    said = "; ".join(one.say for _, one in found)
    left = tuple(body for body in candidates.values() if body.id not in bodies)
    return Resolution(tuple(bodies.values()), said, len(bodies), expected, confidence, left)


def _group(part: Part, setting: Setting) -> Found:
    group = next(group for group in setting.catalogue.groups if group.code == part.group)
    level = _level(group, part, setting.issuer)
    ended = next((s for s in setting.catalogue.successors if s.level == level), None)
    if ended is not None and setting.on >= ended.ended_on:
        return Found((), ended.say, 0.0)
    prefix, place = _territory(group, part, level, setting)
    if prefix is None:
        return Found((), _no_territory(setting), 0.0)
    chosen = tuple(
        body
        for body in setting.bodies
        if body.kind in group.kinds
        and body.place_path.startswith(prefix)
        and level in (None, body.level)
        and _fits(body, group, part, setting)
    )
    say = _group_rule(group, part, level, place, setting)
    return Found(chosen, f"{say}: {_counted(len(chosen), part.count)}", _trust(part, len(chosen)))


def _no_territory(setting: Setting) -> str:
    return str(sentence("Chưa thấy địa bàn nào khớp với “%(name)s”.", name=setting.shown))


def _fits(body: BodyFacts, group: Group, part: Part, setting: Setting) -> bool:
    """What narrows a group beyond its kind, level and territory."""
    issuer, depth = setting.issuer, setting.catalogue.depth
    if body.id == issuer.id or (part.others and body.id in setting.named):
        return False
    if body.kind in group.below and depth(body.level) <= depth(issuer.level):
        return False
    if part.direct or group.direct:
        steps = body.line_path.removeprefix(issuer.line_path).count("/")
        return body.line_path.startswith(issuer.line_path) and steps == 1
    return group.name in canonical(body.name)


def _level(group: Group, part: Part, issuer: BodyFacts) -> str | None:
    if group.level == "any":
        return None
    if group.level != "own":
        return group.level
    if not part.levels or issuer.level in part.levels:
        return issuer.level
    return part.levels[0]


def _territory(
    group: Group, part: Part, level: str | None, setting: Setting
) -> tuple[str | None, str]:
    """The path below which the group's bodies stand, and its name."""
    province, issuer = setting.province, setting.issuer
    if part.place:
        named = (body for body in setting.bodies if _stands_at(body, part))
        found = next(named, None)
        return (found.place_path, found.place_name) if found else (None, "")
    if level == "province" and province is not None:
        return province.place_path, province.place_name
    if issuer.level == "central":
        return "/", gettext_noop("cả nước")
    if group.level == "any" and part.levels == ("province",) and province is not None:
        return province.place_path, province.place_name
    return issuer.place_path, issuer.place_name


def _stands_at(body: BodyFacts, part: Part) -> bool:
    name = canonical(body.place_name)
    return body.level in part.levels and (name == part.place or name.endswith(f" {part.place}"))


def _group_rule(group: Group, part: Part, level: str | None, place: str, setting: Setting) -> str:
    levels = {lv.code: lv.vi for lv in setting.catalogue.levels}
    words = [gettext_noop("Mọi"), group.vi]
    words += [levels[level]] if level else []
    words += [gettext_noop("khác")] if part.others else []
    if part.direct or group.direct:
        words += [gettext_noop("trực thuộc"), setting.issuer.name]
    elif place:
        words += [gettext_noop("thuộc"), place]
    rule = sentence(
        "%(group)s, hiệu lực %(day)s", group=" ".join(words), day=f"{setting.on:%d/%m/%Y}"
    )
    doubt = gettext_noop(" (văn bản còn thu hẹp thêm, cần người chọn lại)") if part.loose else ""
    return f"{rule}{doubt}"


def _counted(found: int, expected: int | None) -> str:
    if expected is None or expected == found:
        return str(sentence("%(count)s nơi", count=found))
    return str(sentence("%(count)s nơi, văn bản ghi %(printed)s", count=found, printed=expected))


def _trust(part: Part, found: int) -> float:
    if not found:
        return 0.0
    if part.loose or (part.count is not None and part.count != found):
        return DOUBTFUL
    return LIKELY if part.count is None else SURE
