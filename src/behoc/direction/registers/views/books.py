"""A register on the screen, on paper and as a workbook."""

from urllib.parse import urlencode

from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from behoc.direction.documents.services.receipts import note_listed
from behoc.direction.registers.forms import SelectionForm
from behoc.direction.registers.queries import book, screens
from behoc.direction.registers.rules.series import Direction
from behoc.kernel.actions import SignedRequest, action
from behoc.kernel.clock import today
from behoc.kernel.htmx import page
from behoc.kernel.tables import page_of
from behoc.kernel.workbooks import Column, write_workbook

LETTERS = 1.4  # a share of one hundred of a landscape page is about this many letters wide
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@action("register.view")
def list_register(request: SignedRequest) -> HttpResponse:
    """The chosen register, the latest number first."""
    form = SelectionForm(request.GET)
    chosen = form.selection(today().year)
    rows = book.list_entries(request.actor, chosen).reverse()
    shown = page_of(request, rows)
    shown.object_list = [screens.build_row(entry) for entry in shown.object_list]
    series = book.list_series(request.actor, chosen.direction, chosen.year)
    is_incoming = chosen.direction == Direction.IN
    to_enter = screens.list_to_enter(request.actor) if is_incoming else None
    if to_enter:
        note_listed(request.actor, to_enter.dispatches)
    return page(
        request,
        "registers/pages/list.html",
        form=form,
        chosen=chosen,
        is_incoming=is_incoming,
        page=shown,
        total=shown.paginator.count,
        years=book.list_years(request.actor, chosen.direction),
        series=[(each.public_id, book.series_words(each)) for each in series],
        gaps=[] if chosen.is_narrowed else book.list_gaps(series),
        to_enter=to_enter,
        query=urlencode([(key, value) for key, value in request.GET.items() if key != "trang"]),
        can_enter=request.may("register.enter"),
        can_upload=request.may("document.upload"),
        can_decide=request.may("register.decide"),
    )


@require_safe
@action("register.view")
def print_register(request: SignedRequest) -> HttpResponse:
    """The chosen part as the register that is printed, bound and kept."""
    chosen = SelectionForm(request.GET).selection(today().year)
    shown = book.columns_of(chosen.direction)
    rows = book.list_entries(request.actor, chosen)
    return page(
        request,
        "registers/print/register.html",
        cover=book.build_cover(request.actor, chosen),
        columns=[{"code": column.code, "name": _(column.name)} for column in shown],
        numbers=range(1, len(shown) + 1),
        rows=list(book.list_rows(rows, shown)),
        query=request.GET.urlencode(),
    )


@require_safe
@action("register.view")
def export_register(request: SignedRequest) -> HttpResponseBase:
    """The chosen part as a workbook with the same columns."""
    chosen = SelectionForm(request.GET).selection(today().year)
    shown = book.columns_of(chosen.direction)
    rows = book.list_entries(request.actor, chosen).iterator(chunk_size=500)
    cover = book.build_cover(request.actor, chosen)
    title = _("Văn bản đến") if chosen.direction == Direction.IN else _("Văn bản đi")
    columns = [Column(_(each.name), round(each.share * LETTERS)) for each in shown]
    content = write_workbook(title, cover.lines, columns, book.list_rows(rows, shown))
    way = "den" if chosen.direction == Direction.IN else "di"
    return FileResponse(
        content,
        as_attachment=True,
        filename=f"so-van-ban-{way}-{chosen.year}.xlsx",
        content_type=EXCEL,
    )
