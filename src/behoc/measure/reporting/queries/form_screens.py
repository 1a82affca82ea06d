"""What the pages of duties and editions show."""

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from behoc.ground.access.queries import may
from behoc.ground.organisations.queries import get_body_by_id, list_bodies_directly_below
from behoc.ground.organisations.rules.catalogue import shipped
from behoc.kernel.actor import Actor
from behoc.kernel.clock import in_words, today
from behoc.kernel.periods import Kind
from behoc.measure.reporting.models import Duty, FormEdition
from behoc.measure.reporting.queries.duties import ShippedDuty, shipped_duties
from behoc.measure.reporting.queries.words import EDITIONS, day_words, period_words
from behoc.measure.reporting.rules import EditionState
from behoc.measure.reporting.rules.turns import list_turns
from behoc.measure.reporting.rules.whom import parse_whom

if TYPE_CHECKING:
    from behoc.ground.organisations.models import Organisation


def build_duty(duty: Duty, task_url: str = "") -> dict[str, Any]:
    """One duty of the own body, with the address of the task that it was drawn from."""
    turns = list_turns(duty.due, duty.period_kind, today())
    following = _("chưa có ngày: mỗi đợt tự đặt")
    if turns:
        said = {"period": period_words(turns[0].period.key), "day": f"{turns[0].due_on:%d/%m/%Y}"}
        following = _("%(period)s, nộp trước hết %(day)s") % said
    return {
        "id": duty.public_id,
        "name": duty.name,
        "source": duty.source,
        "who": whom_words(duty.whom),
        "through": duty.through.short_name if duty.through else "",
        "due_words": duty.due_words,
        "next_words": following,
        "task_url": task_url,
    }


def list_offered(own: list[Duty]) -> list[dict[str, str]]:
    """Shipped duties that the body has not taken up."""
    held = {duty.code for duty in own}
    return [
        {
            "name": each.name,
            "source": each.source,
            "due_words": each.due_words,
            "url": reverse("reporting:add_duty") + f"?mau={each.code}",
        }
        for each in shipped_duties()
        if each.code not in held
    ]


def build_edition(edition: FormEdition) -> dict[str, Any]:
    """One edition, who proposed and who confirmed it."""
    tone, icon, words = EDITIONS[EditionState(edition.state)]
    return {
        "id": edition.public_id,
        "url": reverse("reporting:edition", args=[edition.public_id]),
        "name": edition.form.name,
        "version": edition.version,
        "whose": edition.organisation.short_name if edition.organisation else _("Có sẵn"),
        "source": edition.source,
        "tone": tone,
        "state_icon": icon,
        "state_words": _(words),
        "is_confirmed": edition.state == EditionState.CONFIRMED,
        "proposed_words": _by(edition.proposed_by, edition.proposed_at),
        "confirmed_words": _by(edition.confirmed_by, edition.confirmed_at),
    }


def may_confirm(actor: Actor, edition: FormEdition) -> bool:
    """True for another person than who proposed, in the same body."""
    return (
        edition.state == EditionState.PROPOSED
        and edition.organisation_id == actor.body_id
        and edition.proposed_by_id != actor.person_id
        and may(actor, "form.confirm")
    )


def list_advisers(actor: Actor) -> "list[Organisation]":
    """Bodies through which reports may pass: those directly below, at the same place."""
    own = get_body_by_id(actor.body)
    return [each for each in list_bodies_directly_below(own.pk) if each.place_id == own.place_id]


def find_adviser(actor: Actor, public_id: str) -> "Organisation | None":
    """The adviser of that public id."""
    return next((each for each in list_advisers(actor) if each.public_id == public_id), None)


def find_shipped(code: str) -> ShippedDuty | None:
    """The shipped duty of that code."""
    return next((each for each in shipped_duties() if each.code == code), None)


def initial_duty(code: str) -> dict[str, Any]:
    """What the form of a new duty begins with."""
    found = find_shipped(code)
    if found is None:
        return {"period_kind": Kind.YEAR.value, "tree": "place"}
    whom = parse_whom(found.whom)
    return {
        "name": found.name,
        "source": found.source,
        "period_kind": Kind[found.period.upper()].value,
        "review": found.review,
        "last_day": day_words(last_day_of(found)),
        "tree": whom.tree,
        "kinds": list(whom.kinds),
        "levels": list(whom.levels),
    }


def last_day_of(found: ShippedDuty) -> str:
    """The first yearly day of the paper as kernel.deadlines writes it; "" where it names none."""
    code = found.due[0]["day"] if found.due else ""
    return code if code.startswith("--") else ""


def whom_words(kept: dict[str, Any]) -> str:
    """Who reports, in words: “Ủy ban nhân dân · cấp xã”."""
    whom, catalogue = parse_whom(kept), shipped()
    kinds = {each.code: each.vi for each in catalogue.kinds}
    levels = {each.code: each.vi for each in catalogue.levels}
    words = [", ".join(kinds.get(each, each) for each in whom.kinds)]
    words.append(", ".join(levels.get(each, each) for each in whom.levels))
    if whom.named:
        words.append(_("%(count)s nơi được chọn") % {"count": len(whom.named)})
    return " · ".join(filter(None, words))


def _by(person: Any, at: Any) -> str:
    return f"{person.full_name}, {in_words(at)}" if person and at else ""
