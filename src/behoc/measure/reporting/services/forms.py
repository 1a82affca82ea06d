"""Forms: shipped ones are loaded; a local edition is proposed by one, confirmed by another."""

from collections.abc import Iterable

from django.db import transaction

from behoc.ground.audit.services import record
from behoc.kernel.actor import Actor
from behoc.kernel.clock import now
from behoc.kernel.errors import NotAllowed
from behoc.measure.reporting.models import Form, FormEdition
from behoc.measure.reporting.rules import EditionState
from behoc.measure.reporting.rules.catalogue import FormFacts


@transaction.atomic
def load_forms(actor: Actor, shipped: Iterable[FormFacts]) -> int:
    """Add shipped forms and editions that are not there yet; how many editions were new.

    An edition once loaded stays as it is, for reports rest on it: a changed file needs a new
    version.
    """
    if not actor.is_system:
        raise NotAllowed
    new = 0
    for facts in shipped:
        form, _made = Form.objects.get_or_create(
            code=facts.code, defaults={"name": facts.name, "created_at": now()}
        )
        rows = FormEdition.objects.everything(reason="a shipped edition is loaded once")
        edition, made = rows.get_or_create(
            form=form,
            organisation=None,
            version=facts.version,
            defaults={
                "content": facts.content,
                "source": facts.source,
                "state": EditionState.CONFIRMED,
                "confirmed_at": now(),
                "created_at": now(),
            },
        )
        if made:
            new += 1
            record(actor, "form.load", edition, after={"name": facts.name})
    return new
