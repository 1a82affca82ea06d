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
    """Gives every request `actor` (None when signed out), `posts`, `may` and `has_lost_post`.

    The last is true when the body chosen earlier is one in which no role is held any more.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request_id = secrets.token_hex(8)
        actor: Actor | None = None
        posts: list[Post] = []
        acting_for = None
        if request.user.is_authenticated:
            acting_for = request.session.get(ACTING_FOR)
            actor, posts = actor_for(request.user, acting_for, request_id=request_id)
        request.actor = actor  # type: ignore[attr-defined]  # kernel.actions.ActorRequest
        held = {post.organisation.public_id for post in posts}
        request.has_lost_post = acting_for is not None and acting_for not in held  # type: ignore[attr-defined]  # read by the gate
        request.posts = posts  # type: ignore[attr-defined]  # read by the shell
        request.may = lambda action: actor is not None and may(actor, action)  # type: ignore[attr-defined]  # kernel.actions.ActorRequest
        response = self.get_response(request)
        response["X-Request-ID"] = request_id
        return response
