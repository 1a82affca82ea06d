"""What people change on their own account's safety, told in the log like everything else.

Sign-in belongs to a package, which announces such a change instead of asking for it.
"""

from typing import TYPE_CHECKING, Any

from allauth.account.signals import password_changed
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset

from behoc.ground.access.queries import actor_for
from behoc.ground.audit.services import record

if TYPE_CHECKING:
    from django.http import HttpRequest

    from behoc.ground.accounts.models import Person
    from behoc.kernel.actor import Actor

_DEEDS = (
    (password_changed, "account.change_password"),
    (authenticator_added, "account.add_second_factor"),
    (authenticator_removed, "account.remove_second_factor"),
    (authenticator_reset, "account.renew_codes"),
)


def listen() -> None:
    """Keep every announced change from now on."""
    for signal, deed in _DEEDS:
        signal.connect(_teller(deed), weak=False, dispatch_uid=deed)


def _teller(deed: str) -> Any:
    def tell(request: "HttpRequest", user: "Person", **_rest: object) -> None:
        known: Actor | None = getattr(request, "actor", None)
        record(known or actor_for(user)[0], deed, user)

    return tell
