"""The documents that hang on a programme."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from behoc.direction.documents.queries import programmes as filed
from behoc.direction.documents.queries import screens
from behoc.direction.programmes.queries import get_programme
from behoc.kernel.actions import SignedRequest, action
from behoc.kernel.htmx import page, part, wants_part
from behoc.kernel.ids import PublicId
from behoc.kernel.tables import page_of


@require_safe
@action("document.view")
def of_programme(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """Dispatches in reach that hang on a programme, as a page or as a part of its page."""
    programme = get_programme(public_id)
    shown = page_of(request, filed.list_dispatches_of_programme(request.actor, programme))
    shown.object_list = [screens.build_row(request.actor, each) for each in shown.object_list]
    if wants_part(request):
        return part(request, "documents/parts/of_programme.html", page=shown, programme=programme)
    return page(request, "documents/pages/of_programme.html", page=shown, programme=programme)
