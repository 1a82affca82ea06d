"""A person keeps a search under a name and lets it go again."""

from django.db import transaction

from behoc.direction.documents.models import SavedSearch
from behoc.ground.access.services import require, require_right
from behoc.kernel.actor import Actor
from behoc.kernel.clock import now
from behoc.kernel.errors import RuleBroken
from behoc.kernel.text import clean

MOST_KEPT = 30


@transaction.atomic
def save_search(actor: Actor, *, name: str, query: str) -> SavedSearch:
    """Keep the search; the same name again replaces what it stood for."""
    require_right(actor, "document.search")
    name = clean(name)[:80]
    if not name or not query:
        raise RuleBroken("Lượt tìm cần có tên và ít nhất một điều kiện. Ghi tên rồi lưu lại.")
    rows = SavedSearch.objects.everything(reason="the person's own saved searches")
    others = rows.filter(person_id=actor.person).exclude(name=name)
    if others.count() >= MOST_KEPT:
        raise RuleBroken(
            "Đã lưu %(count)s lượt tìm, nhiều nhất có thể. Bỏ bớt một lượt rồi lưu.",
            count=MOST_KEPT,
        )
    found, _created = rows.update_or_create(
        person_id=actor.person, name=name, defaults={"query": query[:600], "created_at": now()}
    )
    kept: SavedSearch = found
    return kept


def forget_search(actor: Actor, saved: SavedSearch) -> None:
    """Let a saved search go."""
    require(actor, "document.search", saved)
    saved.delete()
