"""Which body a single name means: by its full name, or from where the issuer stands."""

from dataclasses import dataclass
from functools import lru_cache

from behoc.ground.organisations.rules.facts import LIKELY, POSSIBLE, SURE, BodyFacts, Found, Setting
from behoc.ground.organisations.rules.phrases import Part
from behoc.ground.organisations.rules.spelling import REMEMBERED, canonical, exact
from behoc.kernel.words import sentence

LISTED_UNDER = ("so", "phong", "hoi", "ban", "truong")


def find_named(part: Part, setting: Setting) -> Found:
    """The body of that name, sought from the issuer's place outwards, then below it."""
    for search in (_by_full_name, _by_local_name, _as_registered):
        hits = search(part.name, setting)
        if len(hits) == 1:
            return Found((hits[0],), _exactly(hits[0].name), SURE)
        if hits:
            say = sentence(
                "Có %(count)s nơi cùng tên “%(name)s”, hãy chọn",
                count=len(hits),
                name=setting.shown,
            )
            return Found((), str(say), 0.0, tuple(hits))
    listed = _listed(part.name, setting)
    return listed or _each_below(part.name, setting)


def _exactly(names: str) -> str:
    return str(sentence("Đúng tên: %(names)s", names=names))


def _by_full_name(name: str, setting: Setting) -> list[BodyFacts]:
    hits = [body for body in setting.bodies if name in _forms_of(body).full]
    inside = [body for body in hits if _is_inside(body, setting)]
    high = [body for body in hits if body.level in ("central", "province")]
    hits = inside or high
    if len(hits) > 1:
        spelt = exact(setting.text)
        same = [body for body in hits if exact(body.name) in spelt or _place_in(body, spelt)]
        return same or hits
    return hits


def _as_registered(name: str, setting: Setting) -> list[BodyFacts]:
    """The name letter for letter as the register has it, anywhere in the issuer's province."""
    return [
        body
        for body in setting.bodies
        if name in _forms_of(body).names and _is_inside(body, setting)
    ]


def _place_in(body: BodyFacts, spelt: str) -> bool:
    return f" {exact(body.place_name)} " in f" {spelt} "


def _is_inside(body: BodyFacts, setting: Setting) -> bool:
    province = setting.province
    return province is None or body.place_path.startswith(province.place_path)


def _by_local_name(name: str, setting: Setting) -> list[BodyFacts]:
    """“Sở Nội vụ”, “Công an xã”: the one at the issuer's place, or the nearest above it."""
    here = setting.issuer.place_path
    hits = [
        body
        for body in setting.bodies
        if here.startswith(body.place_path) and name in _forms_of(body).local
    ]
    nearest = max((len(body.place_path) for body in hits), default=0)
    return [body for body in hits if len(body.place_path) == nearest]


def _each_below(name: str, setting: Setting) -> Found:
    """“Công an xã” from the province: the one of every commune, as a proposal."""
    here = setting.issuer.place_path
    hits = tuple(
        body
        for body in setting.bodies
        if body.place_path.startswith(here) and name in _forms_of(body).by_level
    )
    if len(hits) == 1:
        return Found(hits, _exactly(hits[0].name), LIKELY)
    if hits and len({(body.kind, body.level) for body in hits}) == 1:
        say = sentence(
            "Mọi nơi tên “%(name)s” thuộc %(place)s, hiệu lực %(day)s: %(count)s nơi",
            name=setting.shown,
            place=setting.issuer.place_name,
            day=f"{setting.on:%d/%m/%Y}",
            count=len(hits),
        )
        return Found(hits, str(say), POSSIBLE)
    say = sentence("Chưa thấy cơ quan nào tên “%(name)s”", name=setting.shown)
    return Found((), str(say), 0.0, hits)


def _listed(name: str, setting: Setting) -> Found | None:
    """“các Sở: Giáo dục và Đào tạo, Nội vụ, Tài chính”: one head word for several names."""
    name = name.removeprefix("cac ")
    head, _, rest = name.partition(" ")
    head, rest = head.rstrip(":"), rest.lstrip(": ")
    if head not in LISTED_UNDER or "," not in rest:
        return None
    bodies = _read_list(head, rest.replace("; ", ", "), setting)
    if bodies is None:
        return None
    return Found(tuple(bodies), _exactly("; ".join(body.name for body in bodies)), LIKELY)


def _read_list(head: str, rest: str, setting: Setting) -> list[BodyFacts] | None:
    """The longest names first; None as soon as one piece names nothing."""
    bodies = []
    while rest:
        cuts = [len(rest), *(i for i in range(len(rest) - 1, 0, -1) if _is_cut(rest, i))]
        for cut in cuts:
            hits = _by_local_name(f"{head} {rest[:cut]}", setting)
            if len(hits) == 1:
                break
        else:
            return None
        bodies.append(hits[0])
        rest = rest[cut:].removeprefix(",").strip().removeprefix("va ")
    return bodies


def _is_cut(text: str, at: int) -> bool:
    return text.startswith((", ", " va "), at)


@dataclass(frozen=True, slots=True)
class _Forms:
    """Names with the place, without it, with only the kind of place, and as registered."""

    full: frozenset[str]
    local: frozenset[str]
    by_level: frozenset[str]
    names: frozenset[str]


def _forms_of(body: BodyFacts) -> _Forms:
    return _forms((body.name, body.short_name, *body.aliases), body.place_name)


@lru_cache(maxsize=REMEMBERED)
def _forms(names: tuple[str, ...], place_name: str) -> _Forms:
    """Full names say the place, local ones leave it out, names by level say only its kind."""
    full: set[str] = set()
    local: set[str] = set()
    by_level: set[str] = set()
    place = canonical(place_name)
    kind, bare = _split_place(place)
    registered = frozenset(filter(None, map(canonical, names)))
    for name in registered:
        stem = name
        for ending in (place, bare):
            if ending and name.endswith(f" {ending}"):
                stem = name.removesuffix(ending).strip(" ,-")
                break
        full |= {name} if stem != name else set()
        full |= {f"{stem} {place}", f"{stem} {bare}"} if place else {name}
        local |= {stem, f"{stem} {kind}", name}
        by_level.add(f"{stem} {kind}")
    return _Forms(frozenset(full), frozenset(local), frozenset(by_level), registered)


def _split_place(place: str) -> tuple[str, str]:
    kinds = ("thanh pho", "dac khu", "thi xa", "thi tran", "to dan pho", "khu pho")
    first = place.partition(" ")[0]
    kind = next((kind for kind in kinds if place.startswith(f"{kind} ")), first)
    return kind, place.removeprefix(kind).strip()
