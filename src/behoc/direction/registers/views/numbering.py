"""How the body numbers its papers: shown to all who read the register, decided by the head."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from behoc.direction.registers.forms import BookForm, TermForm
from behoc.direction.registers.queries import numbering
from behoc.direction.registers.services import deciding, keeping
from behoc.kernel.actions import SignedRequest, action
from behoc.kernel.errors import Conflict
from behoc.kernel.htmx import done, page
from behoc.kernel.ids import PublicId


@require_safe
@action("register.view")
def show_numbering(request: SignedRequest) -> HttpResponse:
    """Series, books and terms of the body, and by which text they run."""
    return _page(request)


@require_http_methods(["GET", "POST"])
@action("register.decide")
def open_book(request: SignedRequest) -> HttpResponse:
    """A book of its own for some types."""
    form = BookForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        kept = form.cleaned_data
        book = deciding.open_book(request.actor, name=kept["name"], types=kept["types"])
        return done(request, _address(), _("Đã mở “%(name)s”.") % {"name": book.name})
    return _page(request, book_form=form, status=422 if request.method == "POST" else 200)


@require_POST
@action("register.decide")
def close_book(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """The book takes no more papers."""
    deciding.close_book(request.actor, numbering.get_book(request.actor, public_id))
    return done(request, _address(), _("Sổ thôi nhận văn bản mới. Các dòng cũ vẫn còn."))


@require_http_methods(["GET", "POST"])
@action("register.decide")
def begin_term(request: SignedRequest) -> HttpResponse:
    """From that day the numbers begin anew."""
    form = TermForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        kept = form.cleaned_data
        deciding.begin_term(request.actor, name=kept["name"], starts_on=kept["starts_on"])
        return done(request, _address(), _("Đã ghi nhiệm kỳ."))
    return _page(request, term_form=form, status=422 if request.method == "POST" else 200)


@require_POST
@action("register.enter")
def set_aside(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """The next number went to a paper that stands in a book on paper only."""
    series = numbering.get_series(request.actor, public_id)
    seen = request.POST.get("seen", "")
    if not seen.isascii() or not seen.isdigit():
        raise Conflict
    number = keeping.set_number_aside(request.actor, series, seen=int(seen))
    return done(request, _address(), _("Đã để riêng số %(number)s.") % {"number": number})


def _page(
    request: SignedRequest,
    *,
    book_form: BookForm | None = None,
    term_form: TermForm | None = None,
    status: int = 200,
) -> HttpResponse:
    return page(
        request,
        "registers/pages/numbering.html",
        status=status,
        numbering=numbering.build_numbering(request.actor),
        book_form=book_form or BookForm(),
        term_form=term_form or TermForm(),
        can_decide=request.may("register.decide"),
        can_enter=request.may("register.enter"),
    )


def _address() -> str:
    return reverse("registers:numbering")
