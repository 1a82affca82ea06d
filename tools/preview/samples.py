"""Sample pages by name. The words are our own; no real document is quoted."""

from collections.abc import Callable
from typing import Any

from tools.preview import sample_review
from tools.preview.render import thing


def shell(current: str = "desk", **other: Any) -> Any:
    """Build the context that the product's context processor gives every page."""
    def item(key: str, label: str, icon: str, count: int = 0, **more: Any) -> Any:
        return thing(
            label=label, url=f"/{key}", icon=icon, count=count, current=key == current, **more
        )

    groups = [
        thing(title="", items=[item("desk", "Bàn làm việc", "desk", 4, hot=True)]),
        thing(
            title="Chỉ đạo và kết quả",
            items=[
                item("documents", "Văn bản", "document", 3, hot=False),
                item("assignments", "Nhiệm vụ", "tasks", 12, hot=False),
            ],
        ),
        thing(title="Bảo đảm", items=[item("bodies", "Tổ chức, địa bàn", "network", hot=False)]),
    ]
    facts = {
        "actor_id": "u1", "actor_name": "Trần Thị Hạnh", "actor_initials": "TH",
        "body_name": "UBND phường Sông Lành", "role_names": "Văn thư",
        "memberships": [
            thing(id="m1", body="UBND phường Sông Lành", roles="Văn thư", current=True),
            thing(id="m2", body="Hội Khuyến học phường Sông Lành", roles="Theo dõi", current=False),
        ],
        "items": groups, "tabs": [*groups[0].items, *groups[1].items],
        "waiting": 4, "theme": "", "text": "", "version": "2026.11.0",
    }
    return thing(**{**facts, **other})


def error(code: str, **other: Any) -> Callable[[], dict[str, Any]]:
    """Build a sample error page."""
    return lambda: {"template": f"errors/{code}.html", **other}


def review_page() -> dict[str, Any]:
    """Build the review screen."""
    return {
        "template": "documents/pages/review.html",
        "shell": shell("documents"),
        "review": sample_review.review(),
        "add_form": sample_review.AddFind(),
    }


PAGES: dict[str, Callable[[], dict[str, Any]]] = {
    "loi-403": error("403", shell=shell()),
    "loi-404": error("404"),
    "kiem": review_page,
    "loi-500": error("500", request_id="7f3a91"),
}
