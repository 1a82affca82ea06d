"""A body urges those below that lag behind a target: each is told once a day."""

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_noop

from behoc.ground.access.services import require_on_body, require_right
from behoc.ground.audit.services import record
from behoc.ground.notifications.rules.told import BodyMessage
from behoc.ground.notifications.services import notify_bodies
from behoc.ground.organisations.queries import get_body_by_id
from behoc.kernel.actor import Actor
from behoc.kernel.clock import today
from behoc.kernel.errors import RuleBroken
from behoc.kernel.text import clean
from behoc.kernel.words import sentence
from behoc.measure.indicators.queries.urging import Lagging, Plan

LONGEST_TEXT = 500
TOLD = "indicator.view"  # whoever looks at the indicators of the body
_URGED = gettext_noop("%(body)s đôn đốc: %(name)s đang %(value)s, phải đạt %(target)s")


@transaction.atomic
def urge(actor: Actor, plan: Plan, *, text: str = "") -> int:
    """Tell the bodies of a plan what they lack; how many they are. Each must be within reach."""
    require_right(actor, "indicator.urge")
    if not plan.bodies:
        raise RuleBroken("Không còn nơi nào dưới mức phải đạt để đôn đốc.")
    for each in plan.bodies:
        require_on_body(actor, "indicator.urge", get_body_by_id(each.body_id))
    said = clean(text)[:LONGEST_TEXT]
    body = get_body_by_id(actor.body).short_name
    messages = [_message(body, plan, each, said) for each in plan.bodies]
    notify_bodies(messages, TOLD, kind="indicator.urged")
    record(
        actor,
        "indicator.urge",
        plan.indicator,
        after={"bodies": [each.public_id for each in plan.bodies], "text": said},
    )
    return len(plan.bodies)


def _message(body: str, plan: Plan, lagging: Lagging, text: str) -> BodyMessage:
    title = sentence(
        _URGED,
        body=body,
        name=plan.indicator.name,
        value=lagging.value,
        target=plan.target,
    )
    of = plan.indicator.public_id
    return BodyMessage(
        lagging.body_id,
        title,
        reverse("indicators:board") + f"?chi-so={of}#chi-tiet",
        f"indicator.urged:{of}:{lagging.public_id}:{today().isoformat()}",
        text,
    )
