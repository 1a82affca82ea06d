"""Whom a change to tasks is told to."""

from typing import TYPE_CHECKING

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext_noop

from behoc.direction.assignments.models import AssignedBody
from behoc.ground.notifications.rules import BodyMessage
from behoc.ground.notifications.services import notify_bodies
from behoc.kernel.words import sentence

if TYPE_CHECKING:
    from behoc.direction.documents.models import Dispatch

_NEW = gettext_noop("%(count)s nhiệm vụ mới từ %(source)s")


def tell_new_tasks(dispatch: "Dispatch") -> None:
    """Each body with tasks of the dispatch hears once how many there are."""
    rows = AssignedBody.objects.everything(reason="every body with a share is told of its own")
    shares = rows.filter(assignment__document__dispatch=dispatch).order_by()
    counted = shares.values_list("organisation_id").annotate(Count("pk"))
    url = reverse("assignments:of_dispatch", args=[dispatch.public_id])
    messages = [
        BodyMessage(
            body_id,
            title=sentence(_NEW, count=count, source=str(dispatch)),
            url=url,
            key=f"assignment.new:{dispatch.public_id}",
        )
        for body_id, count in counted
    ]
    notify_bodies(messages, "assignment.accept", kind="assignment.new")
