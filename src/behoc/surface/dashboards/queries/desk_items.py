"""The items of the desk: one thing or one group of a kind, why it is here, one next action."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from behoc.direction.assignments.queries import amendments, screens
from behoc.direction.documents.queries import deliveries, dispatches
from behoc.direction.documents.queries.delivery_screens import build_arrival
from behoc.direction.documents.queries.screens import build_waiting
from behoc.direction.registers.queries.screens import list_unentered
from behoc.kernel.actor import Actor
from behoc.surface.dashboards.queries.desk_counts import Counts

if TYPE_CHECKING:
    from behoc.direction.assignments.models import AssignedBody

GROUP_FROM = 4
"""So many of a kind become one item that leads to the list of them."""
TASKS_FROM = 6
"""So many new tasks of one document do; fewer are taken on from the desk with one touch each."""
Item = dict[str, Any]


def list_new(actor: Actor, shares: Iterable["AssignedBody"]) -> tuple[list[Item], list[Item]]:
    """Tasks not taken on yet: those the person answers for one by one, and all others.

    Many of one document become one item; many documents one item for the rest of them.
    """
    own: list[Item] = []
    papers: dict[str, list[AssignedBody]] = {}
    for share in shares:
        if share.person_answerable_id == actor.person_id:
            own.append(_new(screens.build_row(actor, share)))
        else:
            paper = share.assignment.document.dispatch.public_id
            papers.setdefault(paper, []).append(share)
    others = [item for each in papers.values() for item in _of_paper(actor, each)]
    if len(others) <= 2 * GROUP_FROM:
        return own, others
    kept = others[:GROUP_FROM]
    rest = sum(item["size"] for item in others[GROUP_FROM:])
    url = reverse("assignments:list") + "?cua=toi&tinh-trang=new"
    title = _("%(count)s nhiệm vụ mới khác") % {"count": rest}
    why = _("Từ nhiều văn bản, chưa ai trong cơ quan nhận")
    return own, [*kept, build_group("nhiem-vu-moi", "tasks", title, why, url, size=rest)]


def list_amended(actor: Actor, count: int) -> list[Item]:
    """Tasks that were changed and that nobody here has noted."""
    if not count:
        return []
    shares = amendments.list_unnoted(actor)
    rows = [screens.build_row(actor, share) for share in shares[: GROUP_FROM - 1]]
    items = [
        {
            **row,
            "icon": "pencil",
            "origin": f"{row['giver']} · {row['source_words']}",
            "tone": "soon",
            "state_icon": "eye",
            "state_words": _("Nhiệm vụ đã sửa"),
            "date_words": "",
            "quote": "",
            "action_label": _("Xem bản sửa"),
        }
        for row in rows
    ]
    if count < GROUP_FROM:
        return items
    left = count - len(items)
    title = _("%(count)s nhiệm vụ đã sửa, chưa ai xem bản sửa") % {"count": left}
    why = _("Nơi giao đã đổi nội dung hoặc thời hạn")
    rest = reverse("assignments:list") + "?cua=toi"
    return [*items, build_group("da-sua", "pencil", title, why, rest, size=left, tone="soon")]


def list_papers(actor: Actor, count: int) -> list[Item]:
    """Papers that were read and wait for a person, or could not be read."""
    if count < GROUP_FROM:
        return [build_waiting(paper) for paper in dispatches.list_waiting(actor)] if count else []
    refused = [build_waiting(each) for each in dispatches.list_waiting(actor, limit=count)]
    refused = [item for item in refused if item["quote"]]
    left = count - len(refused)
    if not left:
        return refused
    title = _("Kiểm nội dung %(count)s văn bản máy đã đọc") % {"count": left}
    why = _("Kiểm xong mới vào sổ và giao việc được")
    url = reverse("documents:list") + "?tinh-trang=review"
    return [*refused, build_group("cho-kiem", "document", title, why, url, size=left)]


def list_came(actor: Actor, counts: Counts) -> Iterator[Item]:
    """What came to the body: to enter in the register as one item, and what nobody opened."""
    if counts.to_enter:
        title = _("%(count)s văn bản chờ vào sổ đến") % {"count": counts.to_enter}
        url = reverse("registers:list") + "#cho-vao-so"
        why = _("Nơi khác gửi tới, chưa có số đến của cơ quan")
        label = _("Vào sổ")
        item = build_group(
            "cho-vao-so-den", "book", title, why, url, size=counts.to_enter, label=label
        )
        yield item | {"state_icon": "stamp", "state_words": _("Chờ vào sổ")}
    if not counts.arrivals:
        return
    if counts.arrivals < GROUP_FROM:
        unentered = list_unentered(actor)
        yield from map(build_arrival, deliveries.list_arrivals(actor, but=unentered))
        return
    title = _("%(count)s văn bản mới tới, chưa ai mở") % {"count": counts.arrivals}
    url = reverse("documents:list") + f"?tinh-trang={dispatches.FROM_ELSEWHERE}"
    why = _("Nơi khác gửi tới cơ quan mình")
    item = build_group("moi-toi", "mail", title, why, url, size=counts.arrivals)
    yield item | {"state_icon": "mail", "state_words": _("Chưa mở")}


def list_given_back(counts: Counts) -> list[Item]:
    """One item for all that other bodies sent back to the giver: results and petitions."""
    results, asked = counts.results, counts.petitions
    if not results and not asked:
        return []
    said = {"results": results, "asked": asked}
    if not asked:
        title = _("Xác nhận %(results)s kết quả đã báo xong") % said
    elif not results:
        title = _("Trả lời %(asked)s đề xuất của nơi thực hiện") % said
    else:
        title = _("Xác nhận %(results)s kết quả, trả lời %(asked)s đề xuất") % said
    url = reverse("assignments:waiting")
    why = _("Từ các nơi mà cơ quan mình đã giao việc")
    label = _("Xem và xác nhận")
    item = build_group(
        "cho-xac-nhan", "person-check", title, why, url, size=results + asked, label=label
    )
    return [item | {"state_words": _("Chờ xác nhận")}]


def list_hindered(counts: Counts) -> list[Item]:
    """One item for all that hinders other bodies in what this one gave."""
    if not counts.difficulties:
        return []
    title = _("%(count)s khó khăn, vướng mắc chờ trả lời") % {"count": counts.difficulties}
    why = _("Từ các nơi mà cơ quan mình đã giao việc")
    url = reverse("assignments:difficulties")
    label = _("Xem và trả lời")
    item = build_group("kho-khan", "alert", title, why, url, size=counts.difficulties, label=label)
    return [item | {"state_words": _("Chờ trả lời")}]


def build_returned(row: Item) -> Item:
    """A share that was returned, with the reason beside it."""
    return row | {
        "icon": "return",
        "origin": f"{row['giver']} · {row['source_words']}",
        "date_words": _due(row),
    }


def build_group(
    anchor: str,
    icon: str,
    title: str,
    origin: str,
    url: str,
    *,
    size: int,
    tone: str = "wait",
    label: str = "",
) -> Item:
    """Several things of a kind as one item; `size` is how many."""
    return {
        "id": anchor,
        "icon": icon,
        "title": title,
        "url": url,
        "origin": origin,
        "tone": tone,
        "state_icon": "hourglass",
        "state_words": _("Chờ xử lý"),
        "date_words": "",
        "action_label": label or _("Xem danh sách"),
        "action_url": url,
        "is_post": False,
        "quote": "",
        "size": size,
    }


def _of_paper(actor: Actor, shares: list["AssignedBody"]) -> list[Item]:
    rows = [screens.build_row(actor, share) for share in shares[:TASKS_FROM]]
    if len(shares) < TASKS_FROM:
        return [_new(row) for row in rows]
    first, document = rows[0], shares[0].assignment.document
    said = {"count": len(shares), "source": str(document)}
    title = _("%(count)s nhiệm vụ mới từ %(source)s") % said
    why = _("%(giver)s giao, chưa ai trong cơ quan nhận") % {"giver": first["giver"]}
    url = reverse("documents:detail", args=[document.dispatch.public_id]) + "#viec"
    label = _("Xem và nhận")
    anchor = f"moi-{document.dispatch.public_id}"
    item = build_group(anchor, "tasks", title, why, url, size=len(shares), label=label)
    state = {key: first[key] for key in ("tone", "state_icon", "state_words")}
    return [item | state | {"date_words": _due(first)}]


def _new(row: Item) -> Item:
    why = _("Anh/chị chịu trách nhiệm") if row["is_mine"] else ""
    return row | {
        "icon": "tasks",
        "origin": " · ".join(filter(None, [why, row["giver"], row["source_words"]])),
        "date_words": _due(row),
        "action_url": reverse("assignments:accept", args=[row["id"]]),
        "is_post": True,
        "size": 1,
    }


def _due(row: Item) -> str:
    return _("Hạn %(day)s") % {"day": row["due_words"]} if row["due_words"] else ""
