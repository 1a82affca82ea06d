"""Forms and the editions that a body may open rounds with."""

from typing import Any

from django.db.models import Q

from behoc.ground.access.queries import scope_for
from behoc.kernel.actor import Actor
from behoc.kernel.scope import one
from behoc.measure.reporting.models import Form, FormEdition
from behoc.measure.reporting.rules import EditionState


def list_forms(actor: Actor) -> list[Form]:
    """Shipped forms and the own body's, by name."""
    rows = Form.objects.filter(Q(organisation=None) | Q(organisation_id=actor.body_id))
    return list(rows.order_by("name", "pk"))


def get_form(actor: Actor, public_id: str) -> Form:
    """A shipped form or one of the own body, or NotFound."""
    rows = Form.objects.filter(Q(organisation=None) | Q(organisation_id=actor.body_id))
    return one(Form, rows.filter(public_id=public_id))


def list_editions(actor: Actor, form: Form | None = None) -> list[FormEdition]:
    """Shipped editions and the own body's, the newest of each form first."""
    rows = _seen(actor)
    if form is not None:
        rows = rows.filter(form=form)
    return list(
        rows.select_related("form", "organisation", "proposed_by", "confirmed_by").order_by(
            "form__name", "-created_at", "-pk"
        )
    )


def get_edition(actor: Actor, public_id: str) -> FormEdition:
    """An edition that is shipped, or of the own body, or NotFound."""
    rows = _seen(actor).filter(public_id=public_id)
    return one(
        FormEdition,
        rows.select_related("form", "organisation", "proposed_by", "confirmed_by"),
    )


def latest_edition(actor: Actor, form: Form) -> FormEdition | None:
    """The edition that a new round begins with: the own body's confirmed one, else the shipped."""
    confirmed = [
        each for each in list_editions(actor, form) if each.state == EditionState.CONFIRMED
    ]
    own = [each for each in confirmed if each.organisation_id is not None]
    return next(iter(own or confirmed), None)


def _seen(actor: Actor) -> Any:
    own = FormEdition.objects.within(scope_for(actor, "round.view")).values("pk")
    rows = FormEdition.objects.everything(reason="shipped editions are everybody's, others the own")
    return rows.filter(Q(organisation=None) | Q(pk__in=own))
