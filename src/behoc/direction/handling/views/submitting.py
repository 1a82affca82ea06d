"""The clerk's side: submit a paper, see its way, take it back, print its slip."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from behoc.direction.documents.queries.dispatches import get_dispatch
from behoc.direction.handling.forms import SubmitForm, new_key
from behoc.direction.handling.queries import paper, people, screens, slip, submissions
from behoc.direction.handling.services import submitting
from behoc.kernel.actions import SignedRequest, action
from behoc.kernel.htmx import done, page, part, wants_part
from behoc.kernel.ids import PublicId
from behoc.kernel.speech import said_on


@require_safe
@action("handling.view")
def of_dispatch(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """What became of a paper inside the body, as a page or as a part of the paper's page."""
    dispatch = get_dispatch(request.actor, public_id)
    shown = paper.build_paper(request.actor, dispatch)
    if wants_part(request):
        return part(request, "handling/parts/of_dispatch.html", paper=shown)
    return page(request, "handling/pages/of_dispatch.html", paper=shown, dispatch=dispatch)


@require_http_methods(["GET", "POST"])
@action("handling.submit")
def submit(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """Lay a paper before a leader, with a proposal."""
    dispatch = get_dispatch(request.actor, public_id, action="handling.submit")
    body = request.actor.body
    leaders = people.list_leaders(body)
    form = SubmitForm(
        request.POST or None,
        receivers=people.list_receivers(body),
        leaders=leaders,
        initial={"submission_key": new_key()},
    )
    if request.method == "POST" and form.is_valid():
        with said_on(form):
            facts = form.cleaned_data
            lead, coordinators = form.receivers_named()
            chosen = next(each for each in leaders if each.code == facts["leader"])
            kept = submitting.submit_dispatch(
                request.actor,
                dispatch,
                leader_id=chosen.person_id,
                proposal=submitting.Proposal(
                    advice=facts["advice"],
                    field=facts["field"],
                    lead=lead,
                    coordinators=coordinators,
                    due_on=facts["due_on"],
                ),
                submission_key=facts["submission_key"],
            )
            said = _("Đã trình %(leader)s.") % {"leader": chosen.name}
            if chosen.absence:
                said = _("Đã trình %(leader)s; hiện %(note)s.") % {
                    "leader": chosen.name,
                    "note": screens.absence_note(chosen.absence),
                }
            return done(request, address(kept.public_id), said)
    return page(
        request,
        "handling/pages/submit.html",
        status=422 if form.is_bound else 200,
        form=form,
        paper=paper.build_paper(request.actor, dispatch),
    )


@require_POST
@action("handling.submit")
def take_back(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """Take a submission back before the leader has acted."""
    submission = submissions.get_submission(request.actor, public_id, action="handling.submit")
    submitting.take_back(request.actor, submission)
    return done(request, address(public_id), _("Đã rút lượt trình lại."))


@require_safe
@action("handling.view")
def show_slip(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """The slip that goes with the paper, to print."""
    submission = submissions.get_submission(request.actor, public_id)
    shown = slip.build_slip(request.actor, submission)
    return page(request, "handling/print/slip.html", slip=shown)


def address(public_id: str) -> str:
    """The page of a submission."""
    return reverse("handling:submission", args=[public_id])
