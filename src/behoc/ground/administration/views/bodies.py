"""HTTP for bodies and files of bodies."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from behoc.ground.access.queries import may
from behoc.ground.administration.forms import FileForm
from behoc.ground.administration.queries import bodies as queries
from behoc.ground.administration.services.loading import Source
from behoc.ground.administration.services.loading import load_bodies as keep_bodies
from behoc.ground.attachments.services import store_file
from behoc.ground.organisations.rules.template import template_workbook
from behoc.kernel.actions import SignedRequest, action
from behoc.kernel.errors import RuleBroken
from behoc.kernel.htmx import done, page
from behoc.kernel.ids import PublicId
from behoc.kernel.speech import say
from behoc.kernel.tables import page_of

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_LONGEST_SEARCH = 200


@require_safe
@action("organisation.view")
def list_bodies(request: SignedRequest) -> HttpResponse:
    """Bodies in reach at a place and below it."""
    words = request.GET.get("q", "")[:_LONGEST_SEARCH]
    ground = queries.find_ground(request.actor, request.GET.get("dia-ban", ""))
    shown = page_of(request, queries.list_bodies(request.actor, ground, words=words))
    return page(
        request,
        "administration/pages/bodies.html",
        page=shown,
        rows=[queries.build_line(body) for body in shown.object_list],
        total=shown.paginator.count,
        ground=ground,
        q=words,
        may_load=may(request.actor, queries.LOAD),
        may_see=may(request.actor, "person.view"),
    )


@require_http_methods(["GET", "POST"])
@action("organisation.load")
def load_bodies(request: SignedRequest) -> HttpResponse:
    """Send a file of bodies; nothing is kept before it was looked at."""
    form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()
    if form.is_valid():
        sent = form.cleaned_data["file"]
        try:
            file = store_file(request.actor, name=sent.name, chunks=sent.chunks(), size=sent.size)
        except RuleBroken as refusal:
            form.add_error("file", say(refusal))
        else:
            return done(request, reverse("administration:bodies_check", args=[file.public_id]))
    status = 422 if form.is_bound else 200
    return page(request, "administration/pages/bodies_load.html", form=form, status=status)


@require_http_methods(["GET", "POST"])
@action("organisation.load")
def check_bodies(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """What the file would do; confirming keeps the whole file."""
    check = queries.check_file(request.actor, queries.get_file(request.actor, public_id))
    if request.method == "POST":
        source = Source(check.file.public_id, check.file.name)
        loaded = keep_bodies(request.actor, check.sheet, source)
        said = _("Đã nạp: %(new)d cơ quan mới, %(corrected)d cơ quan được sửa.") % {
            "new": loaded.new,
            "corrected": loaded.corrected,
        }
        return done(request, reverse("administration:bodies"), said)
    return page(request, "administration/pages/bodies_check.html", check=check)


@require_safe
@action("organisation.load")
def download_template(request: SignedRequest) -> HttpResponse:
    """The workbook to fill in."""
    response = HttpResponse(template_workbook(), content_type=WORKBOOK)
    response["Content-Disposition"] = 'attachment; filename="mau-co-quan.xlsx"'
    return response
