"""Tasks that ask the same: shown beside a share and beside a dispatch, marked by the body."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from behoc.direction.assignments.queries import likeness, tasks
from behoc.direction.assignments.services import same_work
from behoc.direction.assignments.views.screen import address
from behoc.direction.documents.queries.dispatches import get_dispatch
from behoc.kernel.actions import SignedRequest, action
from behoc.kernel.errors import RuleBroken
from behoc.kernel.htmx import done, page, part, wants_part
from behoc.kernel.ids import PublicId

BESIDE = 3  # twins listed beside a task; the rest on their own page


@require_safe
@action("assignment.view")
def of_share(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """Tasks of the same body that ask the same as this one, as a part of its page."""
    assigned = tasks.get_task(request.actor, public_id)
    twins = likeness.list_twins(request.actor, assigned)
    if wants_part(request):
        template = "assignments/parts/twins.html"
        shown = twins[:BESIDE]
        return part(request, template, twins=twins, shown=shown, share_id=public_id)
    template = "assignments/pages/twins.html"
    return page(request, template, twins=twins, shown=twins, share_id=public_id)


@require_POST
@action("assignment.report")
def mark(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """The two are one piece of work, or are reported apart again."""
    assigned = tasks.get_task(request.actor, public_id, action="assignment.report")
    other_id = request.POST.get("other", "")
    if not other_id:
        raise RuleBroken("Chưa chọn việc giống. Chọn một việc rồi ghi.")
    other = tasks.get_task(request.actor, other_id, action="assignment.report")
    if request.POST.get("verdict") == "apart":
        same_work.part_again(request.actor, assigned, other)
        return done(request, address(public_id), _("Đã tách. Từ nay báo riêng từng việc."))
    same_work.mark_same(request.actor, assigned, other)
    return done(request, address(public_id), _("Đã ghi. Từ nay một lần báo dùng cho cả hai việc."))


@require_safe
@action("assignment.view")
def of_dispatch(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """Earlier tasks that ask the same of the same bodies, as a page or a part of a dispatch's."""
    dispatch = get_dispatch(request.actor, public_id)
    overlaps = likeness.list_overlaps(request.actor, dispatch)
    if wants_part(request):
        return part(request, "assignments/parts/overlaps.html", overlaps=overlaps)
    return page(request, "assignments/pages/overlaps.html", overlaps=overlaps, dispatch=dispatch)
