"""Which of one's bodies one acts for now."""

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from behoc.config.middleware.actor import ACTING_FOR
from behoc.config.way_back import way_back
from behoc.kernel.actions import public
from behoc.kernel.errors import NotFound
from behoc.kernel.htmx import done

if TYPE_CHECKING:
    from behoc.ground.access.queries import Post


@public("only bodies in which the signed-in person holds a role are taken")
@require_POST
def act_for(request: HttpRequest) -> HttpResponse:
    """Act from now on for another body in which one holds a role."""
    posts: list[Post] = getattr(request, "posts", [])
    wanted = request.POST.get("body", "")
    post = next((each for each in posts if each.organisation.public_id == wanted), None)
    if post is None:
        raise NotFound("Anh/chị không giữ vai trò nào ở cơ quan đó.")
    request.session[ACTING_FOR] = post.organisation.public_id
    said = _("Đang làm việc cho %(body)s.") % {"body": post.organisation.name}
    return done(request, way_back(request), said)
