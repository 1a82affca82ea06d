"""The frame around every signed-in page: who acts, where to go, what waits, how it looks."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from behoc.config.appearance import read_appearance
from behoc.ground.notifications.queries.notices import count_unseen
from behoc.kernel.text import initials
from behoc.surface.dashboards.queries.desk import count_waiting


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of the navigation; shown when the actor may do its action."""

    label: str
    url_name: str
    icon: str
    action: str
    short: str = ""
    counts_waiting: bool = False


TABS = 4  # the phone's bar holds four places and the drawer
MENU: tuple[tuple[str, tuple[Item, ...]], ...] = (
    (
        "",
        (
            Item(
                gettext_noop("Bàn làm việc"),
                "dashboards:desk",
                "desk",
                "",
                gettext_noop("Việc"),
                counts_waiting=True,
            ),
        ),
    ),
    (
        gettext_noop("Chỉ đạo và kết quả"),
        (
            Item(gettext_noop("Văn bản"), "documents:list", "document", "document.view"),
            Item(gettext_noop("Nhiệm vụ"), "assignments:list", "tasks", "assignment.view"),
            Item(
                gettext_noop("Ý kiến lãnh đạo"),
                "handling:waiting",
                "signature",
                "handling.instruct",
                short=gettext_noop("Ý kiến"),
            ),
            Item(
                gettext_noop("Lãnh đạo giao tôi"),
                "handling:parts",
                "speak",
                "handling.answer",
                short=gettext_noop("Được giao"),
            ),
            Item(gettext_noop("Lan tỏa"), "dashboards:cascades", "network", "assignment.view"),
            Item(
                gettext_noop("Sổ văn bản"),
                "registers:list",
                "book",
                "register.view",
                short=gettext_noop("Sổ"),
            ),
            Item(gettext_noop("Chỉ tiêu"), "indicators:board", "target", "indicator.view"),
            Item(gettext_noop("Dự thảo"), "drafting:list", "pencil", "draft.view"),
            Item(gettext_noop("Báo cáo"), "reporting:list", "report", "report.view"),
        ),
    ),
    (
        gettext_noop("Phong trào"),
        (
            Item(
                gettext_noop("Phong trào, đề án"),
                "programmes:list",
                "award",
                "programme.view",
                short=gettext_noop("Phong trào"),
            ),
        ),
    ),
    (
        gettext_noop("Bảo đảm"),
        (
            Item(
                gettext_noop("Con người, vai trò"),
                "administration:people",
                "people",
                "person.view",
                short=gettext_noop("Con người"),
            ),
            Item(
                gettext_noop("Tổ chức, địa bàn"),
                "administration:bodies",
                "network",
                "organisation.view",
                short=gettext_noop("Tổ chức"),
            ),
            Item(gettext_noop("Nhật ký"), "administration:log", "book", "audit.read"),
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Shell:
    """What templates/shell/ shows."""

    signed_in: bool = False
    actor_id: str = ""
    actor_name: str = ""
    actor_initials: str = ""
    body_name: str = ""
    role_names: str = ""
    memberships: tuple[dict[str, Any], ...] = ()
    items: tuple[dict[str, Any], ...] = ()
    tabs: tuple[dict[str, Any], ...] = ()
    waiting: int = 0
    unseen: int = 0
    theme: str = "system"
    text: str = "vua"


def context(request: HttpRequest) -> dict[str, Any]:
    """The context processor: `shell` for every page; a fragment stands in one that has it."""
    return {} if getattr(request, "is_part", False) else {"shell": _shell(request)}


def _shell(request: HttpRequest) -> Shell:
    appearance = read_appearance(request)
    actor = getattr(request, "actor", None)
    posts = getattr(request, "posts", [])
    if actor is None or not posts:
        return Shell(theme=appearance.theme, text=appearance.text)
    counted = getattr(request, "waiting", None)  # the desk has counted for itself already
    waiting = count_waiting(actor) if counted is None else counted
    menu = _menu(request, waiting)
    current = next((post for post in posts if post.organisation.pk == actor.body_id), None)
    return Shell(
        signed_in=True,
        actor_id=getattr(request.user, "public_id", ""),
        actor_name=actor.name,
        actor_initials=initials(actor.name),
        body_name=actor.body_name,
        role_names=current.role_names if current else "",
        memberships=tuple(
            {
                "id": post.organisation.public_id,
                "body": post.organisation.name,
                "roles": post.role_names,
                "current": post is current,
            }
            for post in posts
        ),
        items=menu,
        tabs=tuple(item for group in menu for item in group["items"])[:TABS],
        waiting=waiting,
        unseen=count_unseen(actor),
        theme=appearance.theme,
        text=appearance.text,
    )


def _menu(request: HttpRequest, waiting: int) -> tuple[dict[str, Any], ...]:
    groups = []
    for title, items in MENU:
        shown = [_entry(request, item, waiting) for item in items if _visible(request, item)]
        if shown:
            groups.append({"title": _(title), "items": shown})
    return tuple(groups)


def _visible(request: HttpRequest, item: Item) -> bool:
    return not item.action or bool(request.may(item.action))  # type: ignore[attr-defined]  # set by ActorMiddleware


def _entry(request: HttpRequest, item: Item, waiting: int) -> dict[str, Any]:
    try:
        url = reverse(item.url_name)
    except NoReverseMatch:
        url = "/"
    return {
        "label": _(item.label),
        "short": _(item.short or item.label),
        "hot": item.counts_waiting,
        "url": url,
        "icon": item.icon,
        "count": waiting if item.counts_waiting else 0,
        "current": request.path == url or (url != "/" and request.path.startswith(url)),
    }
