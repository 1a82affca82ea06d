"""HTTP for people and what they hold."""

from collections.abc import Callable
from typing import TypeVar

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from behoc.ground.access.queries import list_grantable_roles, may, role_name
from behoc.ground.administration.forms import EndForm, GrantForm, PersonForm, ResetForm
from behoc.ground.administration.queries import people as queries
from behoc.ground.administration.services import people as services
from behoc.ground.organisations.queries import get_body
from behoc.kernel.actions import SignedRequest, action
from behoc.kernel.clock import today
from behoc.kernel.errors import Conflict, NotAllowed, RuleBroken
from behoc.kernel.htmx import done, page
from behoc.kernel.ids import PublicId
from behoc.kernel.speech import say
from behoc.kernel.tables import page_of

T = TypeVar("T")
_LONGEST_SEARCH = 200


@require_safe
@action("person.view")
def list_people(request: SignedRequest) -> HttpResponse:
    """The people in reach, by given name."""
    words, locked = request.GET.get("q", "")[:_LONGEST_SEARCH], "khoa" in request.GET
    body = get_body(request.GET["co-quan"]) if request.GET.get("co-quan") else None
    found = queries.list_people(
        request.actor, words=words, body_id=body.pk if body else None, locked=locked
    )
    shown = page_of(request, found)
    return page(
        request,
        "administration/pages/people.html",
        page=shown,
        rows=queries.build_rows(request.actor, shown.object_list),
        total=shown.paginator.count,
        q=words,
        body=body,
        locked=locked,
        may_manage=may(request.actor, queries.MANAGE),
    )


@require_http_methods(["GET", "POST"])
@never_cache
@action("person.manage")
def add_person(request: SignedRequest) -> HttpResponse:
    """A new person with a first role; the one-time password is shown on the answer alone."""
    words, chosen = request.GET.get("tim", "")[:_LONGEST_SEARCH], request.GET.get("co-quan", "")
    form = PersonForm(
        request.POST if request.method == "POST" else None,
        bodies=queries.list_body_choices(request.actor, words=words, chosen=chosen),
        roles=list_grantable_roles(request.actor),
    )
    if form.is_valid():
        facts = dict(form.cleaned_data)
        body = get_body(facts.pop("body"))
        added = _kept(form, lambda: services.add_person(request.actor, body, **facts))
        if added:
            return _password(request, added[0].public_id, added[1], is_new=True)
    template = "administration/pages/person_add.html"
    return page(request, template, form=form, words=words, status=_status(form))


@require_safe
@action("person.view")
def show_person(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """One person: what they hold, and what happened."""
    person = queries.get_person(request.actor, public_id)
    return page(
        request,
        "administration/pages/person.html",
        sheet=queries.build_sheet(request.actor, person),
        may_manage=may(request.actor, queries.MANAGE),
    )


@require_http_methods(["GET", "POST"])
@action("person.manage")
def grant_role(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """One more role for the person."""
    person = queries.get_person(request.actor, public_id, action=queries.MANAGE)
    words = request.GET.get("tim", "")[:_LONGEST_SEARCH]
    form = GrantForm(
        request.POST if request.method == "POST" else None,
        initial={"starts_on": today()},
        bodies=queries.list_body_choices(request.actor, person=person, words=words),
        roles=list_grantable_roles(request.actor),
    )
    if form.is_valid():
        facts = dict(form.cleaned_data)
        body, role = get_body(facts.pop("body")), facts.pop("role")
        if _kept(form, lambda: services.grant_role(request.actor, person, body, role, **facts)):
            return done(request, _address(public_id), _("Đã giao vai trò. Máy chủ đã ghi."))
    template = "administration/pages/role_grant.html"
    return page(request, template, form=form, person=person, words=words, status=_status(form))


@require_http_methods(["GET", "POST"])
@action("person.manage")
def end_role(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """End one role today."""
    membership = queries.get_membership(request.actor, public_id)
    person = membership.person
    form = EndForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        flag = form.cleaned_data["even_if_last"]
        if _kept(
            form, lambda: services.end_role(request.actor, membership, even_if_last=flag) or True
        ):
            return done(request, _address(person.public_id), _("Đã thôi vai trò từ hôm nay."))
    return _confirm(
        request,
        form,
        person=person,
        heading=_("Thôi vai trò %(role)s") % {"role": _(role_name(membership.role))},
        lead=_("%(person)s thôi vai trò này tại %(body)s từ hôm nay. Lịch sử được giữ lại.")
        % {"person": person.full_name, "body": membership.organisation.name},
        button=_("Thôi vai trò"),
    )


@require_http_methods(["GET", "POST"])
@never_cache
@action("person.manage")
def reset_password(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """A new one-time password, shown on the answer alone."""
    person = queries.get_person(request.actor, public_id, action=queries.MANAGE)
    form = ResetForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        password = _kept(
            form, lambda: services.reset_password(request.actor, person, **form.cleaned_data)
        )
        if password:
            return _password(request, person.public_id, password, is_new=False)
    return _confirm(
        request,
        form,
        person=person,
        heading=_("Đặt lại mật khẩu"),
        lead=_("%(person)s phải đăng nhập lại trên mọi máy bằng mật khẩu dùng một lần.")
        % {"person": person.full_name},
        button=_("Đặt lại mật khẩu"),
    )


@require_http_methods(["GET", "POST"])
@action("person.manage")
def lock_person(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """Lock the account."""
    person = queries.get_person(request.actor, public_id, action=queries.MANAGE)
    form = EndForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        flag = form.cleaned_data["even_if_last"]
        if _kept(
            form,
            lambda: services.deactivate_person(request.actor, person, even_if_last=flag) or True,
        ):
            return done(request, _address(public_id), _("Đã khóa tài khoản."))
    return _confirm(
        request,
        form,
        person=person,
        heading=_("Khóa tài khoản"),
        lead=_("%(person)s không đăng nhập được nữa. Những việc đã làm vẫn giữ tên người này.")
        % {"person": person.full_name},
        button=_("Khóa tài khoản"),
    )


@require_POST
@action("person.manage")
def unlock_person(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """Unlock the account."""
    person = queries.get_person(request.actor, public_id, action=queries.MANAGE)
    services.reactivate_person(request.actor, person)
    return done(request, _address(public_id), _("Đã mở khóa tài khoản."))


def _kept(form: forms.Form, act: Callable[[], T]) -> T | None:
    """Do it, or say on the form itself why not."""
    try:
        return act()
    except (Conflict, NotAllowed, RuleBroken) as refusal:
        form.add_error(None, say(refusal))
        return None


def _status(form: forms.Form) -> int:
    return 422 if form.is_bound else 200


def _address(public_id: str) -> str:
    return reverse("administration:person_detail", args=[public_id])


def _password(
    request: SignedRequest, public_id: str, password: str, *, is_new: bool
) -> HttpResponse:
    person = queries.get_person(request.actor, public_id)
    return page(
        request,
        "administration/pages/password_once.html",
        person=person,
        password=password,
        is_new=is_new,
    )


def _confirm(request: SignedRequest, form: forms.Form, **words: object) -> HttpResponse:
    template = "administration/pages/confirm.html"
    return page(request, template, form=form, status=_status(form), **words)
