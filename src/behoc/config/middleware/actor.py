"""Finds out who acts: session → person → posts → Actor."""

import secrets
from collections.abc import Callable
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponseBase

from behoc.ground.access.queries import Post, actor_for, may

if TYPE_CHECKING:
    from behoc.kernel.actor import Actor

ACTING_FOR = "acting_for"


class ActorMiddleware:
    """Gives every request `actor` (None when signed out), `posts` and `may`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request_id = secrets.token_hex(8)
        actor: Actor | None = None
        posts: list[Post] = []
        if request.user.is_authenticated:
            acting_for = request.session.get(ACTING_FOR)
            actor, posts = actor_for(request.user, acting_for, request_id=request_id)
        request.actor = actor  # type: ignore[attr-defined]  # kernel.actions.ActorRequest
        request.posts = posts  # type: ignore[attr-defined]  # read by the shell
        request.may = lambda action: actor is not None and may(actor, action)  # type: ignore[attr-defined]  # kernel.actions.ActorRequest
        response = self.get_response(request)
        response["X-Request-ID"] = request_id
        return response
