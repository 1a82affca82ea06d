"""Signing in and out and what people change on their own account's safety, told in the log.

Sign-in belongs to a package, which announces such a change instead of asking for it.
"""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from allauth.account.signals import password_changed, user_logged_in
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from django.contrib.auth.signals import user_logged_out
from django.utils.translation import gettext_noop

from behoc.ground.access.queries import actor_for
from behoc.ground.accounts.queries import find_account
from behoc.ground.accounts.services import attempts_refused
from behoc.ground.audit.services import record
from behoc.kernel.actor import system_actor

if TYPE_CHECKING:
    from django.http import HttpRequest

    from behoc.ground.accounts.models import Person
    from behoc.kernel.actor import Actor

_GATE = gettext_noop("đăng nhập")  # who notes what happens before anybody is known
_DEEDS = (
    (password_changed, "account.change_password"),
    (authenticator_added, "account.add_second_factor"),
    (authenticator_removed, "account.remove_second_factor"),
    (authenticator_reset, "account.renew_codes"),
    (user_logged_in, "account.sign_in"),
    (user_logged_out, "account.sign_out"),
)


def listen() -> None:
    """Keep every announced change from now on."""
    for signal, deed in _DEEDS:
        signal.connect(_teller(deed), weak=False, dispatch_uid=deed)
    attempts_refused.connect(_tell_refused, dispatch_uid="account.refused")


def _teller(deed: str) -> Any:
    def tell(request: "HttpRequest", user: "Person | None", **_rest: object) -> None:
        if user is None:
            return  # a session that had ended already
        known: Actor | None = getattr(request, "actor", None)
        record(known or actor_for(user)[0], deed, user)

    return tell


def _tell_refused(sign_in_name: str, **_rest: object) -> None:
    """Somebody tried an account too often: its body's administrators read of it."""
    person = find_account(sign_in_name)
    if person is not None:
        body = actor_for(person)[0]
        record(replace(system_actor(_GATE), body_id=body.body_id), "account.refused", person)
