"""Lists of tasks, and one body's share of one."""

from dataclasses import asdict
from typing import Any

from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from behoc.direction.assignments.forms import ReportForm, new_report_form
from behoc.direction.assignments.queries import screens, tasks
from behoc.direction.assignments.queries.drawing import draw, list_drawn
from behoc.direction.assignments.services import assigning, same_work, working
from behoc.direction.assignments.views.screen import address, show
from behoc.direction.documents.queries.dispatches import get_dispatch
from behoc.direction.documents.queries.facts import find_stamp
from behoc.direction.registers.rules.likeness import CameBefore
from behoc.ground.attachments.rules import PICTURES
from behoc.ground.attachments.services import content_path, store_file, stripped_copy
from behoc.kernel.actions import SignedRequest, action
from behoc.kernel.errors import RuleBroken
from behoc.kernel.htmx import done, page, part, receipt, wants_part
from behoc.kernel.ids import PublicId
from behoc.kernel.speech import say
from behoc.kernel.tables import page_of

CHUNK = 1024 * 1024
STAMP = "lay_so_den"  # ticked where the arrival stamp on the scan is the body's own
_SENT = gettext_noop("Đã gửi. Máy chủ đã nhận và ghi vào nhiệm vụ.")
_SENT_BEFORE = gettext_noop(
    "Báo cáo này đã tới máy chủ ở lần gửi trước, với nội dung khác; máy chủ giữ lần trước. "
    "Muốn bổ sung, anh/chị gửi thêm một báo cáo mới."
)


@require_safe
@action("assignment.view")
def list_assignments(request: SignedRequest) -> HttpResponse:
    """Tasks in reach, the nearest deadline first."""
    words, state = request.GET.get("q", "")[:200], request.GET.get("tinh-trang", "")
    whose = request.GET.get("cua", "toi")
    rows = tasks.list_tasks(request.actor, whose=whose, state=state, words=words)
    shown = page_of(request, rows)
    shown.object_list = [screens.build_row(request.actor, each) for each in shown.object_list]
    return page(
        request,
        "assignments/pages/list.html",
        page=shown,
        q=words,
        sheet_query=f"?{request.GET.urlencode()}",
        situation_words=screens.situation(shown.paginator.count),
        filters=screens.list_filters(request.actor, whose, state),
    )


@require_safe
@action("assignment.view")
def show_assignment(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """One body's share of one task."""
    assigned = tasks.get_task(request.actor, public_id)
    working.open_task(request.actor, assigned)
    return show(request, assigned.public_id)


@require_POST
@action("assignment.accept")
def accept(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """Take the task on."""
    assigned = tasks.get_task(request.actor, public_id, action="assignment.accept")
    working.accept_task(request.actor, assigned)
    return done(request, address(public_id), _("Đã nhận nhiệm vụ. Máy chủ đã ghi."))


@require_http_methods(["GET", "POST"])
@action("assignment.report")
def report(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """Say what was done, with pictures."""
    assigned = tasks.get_task(request.actor, public_id, action="assignment.report")
    if request.method == "GET":
        drawn = asdict(draw(assigned, request.GET.getlist("lay")))
        return show(request, public_id, report_form=new_report_form(**drawn))
    form = ReportForm(request.POST, request.FILES)
    if not form.is_valid():
        return show(request, public_id, report_form=form, status=422)
    facts = form.cleaned_data
    try:
        kept = same_work.report_for_all(
            request.actor,
            assigned,
            text=facts["text"],
            finished=facts["finished"],
            files=_store(request, facts["evidence"]),
            submission_key=facts["submission_key"],
            figures=facts["figures"],
            links=facts["links"],
            drawn=list_drawn(assigned, facts["drawn"].split()),
        )
    except RuleBroken as refusal:
        form.add_error(None, say(refusal))
        return show(request, public_id, report_form=form, status=refusal.status)
    same = working.says_the_same(kept, text=facts["text"], finished=facts["finished"])
    return receipt(request, address(public_id), _(_SENT if same else _SENT_BEFORE))


@require_POST
@action("document.assign")
def assign(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """Enter a reviewed dispatch and give its tasks out."""
    dispatch = get_dispatch(request.actor, public_id, action="document.assign")
    reason = request.POST.get("reason", "")
    stamp = find_stamp(dispatch) if request.POST.get(STAMP) else None
    try:
        count = assigning.assign_dispatch(request.actor, dispatch, reason=reason, stamp=stamp)
    except CameBefore:
        asked = f"?{STAMP}=1" if stamp else ""
        return done(request, reverse("registers:alike", args=[public_id]) + asked)
    said = ngettext(
        "Đã vào sổ và giao %(count)s nhiệm vụ.", "Đã vào sổ và giao %(count)s nhiệm vụ.", count
    )
    return done(request, reverse("documents:detail", args=[public_id]), said % {"count": count})


@require_safe
@action("assignment.view")
def of_dispatch(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """The tasks that a dispatch gave, as a page or as a part of the dispatch's page."""
    dispatch = get_dispatch(request.actor, public_id)
    rows = screens.list_of_dispatch(request.actor, dispatch)
    template = "assignments/parts/of_dispatch.html"
    if wants_part(request):
        return part(request, template, tasks=rows, dispatch=dispatch)
    return page(request, "assignments/pages/of_dispatch.html", tasks=rows, dispatch=dispatch)


@require_safe
@action("assignment.view")
def show_evidence(request: SignedRequest, public_id: PublicId) -> HttpResponseBase:
    """One piece of evidence; pictures open in the browser, everything else is downloaded.

    Who only looks on (neither gave the task nor does it) gets pictures without place and time.
    """
    evidence = tasks.get_evidence(request.actor, public_id)
    file = evidence.stored_file
    is_picture = file.media_type in PICTURES
    whole = tasks.is_party(request.actor, evidence) or not is_picture
    return FileResponse(
        content_path(file).open("rb") if whole else stripped_copy(file),
        as_attachment=not is_picture,
        filename=file.name,
        content_type=file.media_type if is_picture else "application/octet-stream",
    )


def _store(request: SignedRequest, files: list[Any]) -> list[Any]:
    return [
        store_file(request.actor, name=each.name, chunks=each.chunks(CHUNK), size=each.size)
        for each in files
    ]
