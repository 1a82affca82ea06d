"""Absence and deputies, under the leader's own account."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from behoc.direction.handling.forms import DelegateForm
from behoc.direction.handling.queries import people, screens, submissions
from behoc.direction.handling.rules import DelegationKind
from behoc.direction.handling.services import delegating
from behoc.kernel.actions import SignedRequest, action
from behoc.kernel.clock import today
from behoc.kernel.htmx import done, page
from behoc.kernel.ids import PublicId
from behoc.kernel.speech import said_on


@require_http_methods(["GET", "POST"])
@action("handling.instruct")
def delegations(request: SignedRequest) -> HttpResponse:
    """Who stands in for whom here; a leader adds a deputy."""
    leaders = people.list_leaders(request.actor.body)
    deputies = [each for each in leaders if each.person_id != request.actor.person_id]
    opening = {"starts_on": today(), "kind": DelegationKind.ABSENCE.value}
    form = DelegateForm(request.POST or None, deputies=deputies, initial=opening)
    if request.method == "POST" and form.is_valid():
        with said_on(form):
            facts = form.cleaned_data
            deputy = next(each for each in deputies if each.code == facts["deputy"])
            delegating.delegate(
                request.actor,
                delegating.StandIn(
                    deputy_id=deputy.person_id,
                    kind=DelegationKind(facts["kind"]),
                    starts_on=facts["starts_on"],
                    ends_on=facts["ends_on"],
                    field=facts["field"],
                    rests=facts["rests"],
                ),
            )
            said = _("Đã ghi. %(deputy)s được cho ý kiến thay anh/chị trong những ngày đó.")
            return done(request, reverse("handling:delegations"), said % {"deputy": deputy.name})
    return page(
        request,
        "handling/pages/delegations.html",
        status=422 if form.is_bound else 200,
        form=form,
        deputies=deputies,
        rows=screens.list_delegation_rows(request.actor, people.list_delegations(request.actor)),
    )


@require_POST
@action("handling.instruct")
def end_delegation(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """End one's own delegation."""
    delegation = submissions.get_delegation(request.actor, public_id)
    delegating.end_delegation(request.actor, delegation)
    said = _("Đã thôi. Những ý kiến đã cho trong thời gian đó vẫn giữ nguyên.")
    return done(request, reverse("handling:delegations"), said)
