"""The board of a body's tasks, and lists of tasks as workbooks."""

from django.http import FileResponse, HttpResponse
from django.views.decorators.http import require_safe

from behoc.direction.assignments.queries.board import build_board, list_sheet, sheet_name
from behoc.kernel.actions import SignedRequest, action
from behoc.kernel.htmx import page
from behoc.kernel.workbooks import write_workbook


@require_safe
@action("assignment.view")
def show_board(request: SignedRequest) -> HttpResponse:
    """What the body has on its hands."""
    board = build_board(request.actor, request.GET.get("theo", ""))
    return page(request, "assignments/pages/board.html", board=board)


@require_safe
@action("assignment.view")
def download_list(request: SignedRequest) -> FileResponse:
    """The list of tasks, narrowed as on its page, as a workbook."""
    cover, columns, rows = list_sheet(
        request.actor,
        whose=request.GET.get("cua", "toi"),
        state=request.GET.get("tinh-trang", ""),
        words=request.GET.get("q", "")[:200],
    )
    book = write_workbook("Nhiem vu", cover, columns, rows)
    return FileResponse(book, as_attachment=True, filename=sheet_name())
