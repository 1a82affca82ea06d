"""One line of a register."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from behoc.direction.registers.forms import EntryForm, ReasonForm
from behoc.direction.registers.queries import book, entries, screens
from behoc.direction.registers.services import keeping
from behoc.kernel.actions import SignedRequest, action
from behoc.kernel.errors import NotAllowed, RuleBroken
from behoc.kernel.htmx import done, page
from behoc.kernel.ids import PublicId
from behoc.kernel.speech import say


@require_http_methods(["GET", "POST"])
@action("register.view")
def show_entry(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """A line with what is known of it; the clerk fills in the rest."""
    if request.method == "GET":
        return _page(request, public_id)
    if not request.may("register.enter"):
        raise NotAllowed
    entry = entries.get_entry(request.actor, public_id, action="register.enter")
    form = EntryForm(request.POST, direction=entry.direction)
    if not form.is_valid():
        return _page(request, public_id, form=form, status=422)
    try:
        keeping.fill_entry(request.actor, entry, form.facts())
    except RuleBroken as broken:
        form.add_error(None, say(broken))
        return _page(request, public_id, form=form, status=422)
    return done(request, book.address_of(entry), _("Đã ghi vào sổ."))


@require_POST
@action("register.enter")
def cancel(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """Cancel the number of a line; the line stays."""
    entry = entries.get_entry(request.actor, public_id, action="register.enter")
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _page(request, public_id, cancel_form=form, status=422)
    keeping.cancel_entry(request.actor, entry, reason=form.cleaned_data["reason"])
    return done(request, book.address_of(entry), _("Đã hủy số. Dòng vẫn còn trong sổ."))


@require_safe
@action("register.view")
def print_stamp(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """The arrival stamp by itself, to be printed on the paper."""
    entry = entries.get_entry(request.actor, public_id)
    stamp = screens.build_stamp(request.actor, entry.document.dispatch)
    return page(request, "registers/print/stamp.html", stamp=stamp, entry=entry)


def _page(
    request: SignedRequest,
    public_id: PublicId,
    *,
    form: EntryForm | None = None,
    cancel_form: ReasonForm | None = None,
    status: int = 200,
) -> HttpResponse:
    entry = entries.get_entry(request.actor, public_id)
    cells, shown = book.cells_of(entry), book.columns_of(entry.direction)
    known = {name: getattr(entry, name) for name in keeping.COLUMNS}
    return page(
        request,
        "registers/pages/entry.html",
        status=status,
        entry=entry,
        row=screens.build_row(entry),
        title=book.register_title(entry.direction),
        cells=[(_(column.name), cells[column.code]) for column in shown],
        form=form or EntryForm(initial=known, direction=entry.direction),
        cancel_form=cancel_form or ReasonForm(),
        history=screens.build_history(entry),
        can_enter=request.may("register.enter") and entry.cancelled_at is None,
        mend_url=screens.mend_address(entry) if request.may("document.mend") else "",
        can_submit=request.may("handling.submit") and entry.cancelled_at is None,
    )
