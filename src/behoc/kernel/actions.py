"""Charter: every view says which action it is, or why it is open to all."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from behoc.kernel.actor import Actor
from behoc.kernel.errors import NotAllowed

P = ParamSpec("P")
R = TypeVar("R", bound=HttpResponseBase)


class ActorRequest(HttpRequest):
    """A request whose middleware has found out who acts; None when signed out."""

    actor: Actor | None
    may: Callable[[str], bool]
    waiting: int
    """What waits for the actor, where a view has counted it already; the shell then does not."""


class SignedRequest(ActorRequest):
    """A request that has passed `@action`: somebody acts."""

    actor: Actor


Guarded = Callable[Concatenate[Any, P], HttpResponseBase]
View = Callable[Concatenate[SignedRequest, P], HttpResponseBase]


def action(name: str) -> Callable[[View[P]], Guarded[P]]:
    """Mark a view as that action: signed out goes to sign-in, without the right is 403."""

    def mark(view: View[P]) -> Guarded[P]:
        @wraps(view)
        def guarded(request: Any, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if request.actor is None:
                return _sign_in(request)
            if not request.may(name):
                raise NotAllowed
            return view(request, *args, **kwargs)

        guarded.action = name  # type: ignore[attr-defined]  # read by the matrix test
        return cast("Guarded[P]", guarded)

    return mark


def public(reason: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Mark a view as open to everyone, with the reason why."""

    def mark(view: Callable[P, R]) -> Callable[P, R]:
        view.public = reason  # type: ignore[attr-defined]  # read by the matrix test
        return view

    return mark


def _sign_in(request: HttpRequest) -> HttpResponse:
    # After signing in one comes back to a page, never to the address of an act.
    back = request.get_full_path() if request.method in ("GET", "HEAD") else "/"
    if request.headers.get("HX-Request"):
        response = HttpResponse(status=401)
        response["HX-Redirect"] = redirect_to_login(back).url
        return response
    return redirect_to_login(back)
