"""HTTP for programmes."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from behoc.direction.programmes import queries, services
from behoc.direction.programmes.forms import LocalForm, ProgrammeForm
from behoc.kernel.actions import SignedRequest, action
from behoc.kernel.htmx import done, page
from behoc.kernel.ids import PublicId
from behoc.kernel.tables import page_of


@require_safe
@action("programme.view")
def list_all(request: SignedRequest) -> HttpResponse:
    """Every programme, the nation's first."""
    words = request.GET.get("q", "")[:100]
    shown = page_of(request, queries.list_programmes(words))
    shown.object_list = [queries.build_row(each) for each in shown.object_list]
    return page(
        request,
        "programmes/pages/list.html",
        page=shown,
        q=words,
        can_add=request.may("programme.manage"),
    )


@require_safe
@action("programme.view")
def show(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """One programme: its phases, what it is called here, what hangs on it."""
    programme = queries.get_programme(public_id)
    return page(
        request,
        "programmes/pages/detail.html",
        programme=queries.build_page(request.actor, programme),
        can_name=request.may("programme.manage"),
    )


@require_http_methods(["GET", "POST"])
@action("programme.manage")
def add(request: SignedRequest) -> HttpResponse:
    """A body's own movement or scheme."""
    form = ProgrammeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        facts = form.facts(request.actor.body_name)
        programme = services.add_programme(request.actor, facts)
        url = reverse("programmes:detail", args=[programme.public_id])
        return done(request, url, _("Đã thêm. Máy chủ đã ghi."))
    return page(
        request,
        "programmes/pages/form.html",
        status=422 if request.method == "POST" else 200,
        form=form,
        title=_("Thêm phong trào, đề án của cơ quan mình"),
        back_url=reverse("programmes:list"),
    )


@require_http_methods(["GET", "POST"])
@action("programme.manage")
def name_here(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """What the programme is called, and when it runs, at the actor's body."""
    programme = queries.get_programme(public_id)
    back = reverse("programmes:detail", args=[public_id])
    local = queries.find_local(request.actor, programme)
    known = {name: getattr(local, name) for name in LocalForm.base_fields} if local else None
    form = LocalForm(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        services.name_locally(
            request.actor,
            programme,
            name=form.cleaned_data["name"].strip(),
            years=form.years(),
            founding_symbol=form.cleaned_data["founding_symbol"].strip() or None,
        )
        return done(request, back, _("Đã ghi tên gọi tại chỗ."))
    return page(
        request,
        "programmes/pages/form.html",
        status=422 if request.method == "POST" else 200,
        form=form,
        title=_("Cơ quan mình gọi phong trào này là gì?"),
        note=programme.name,
        back_url=back,
    )
