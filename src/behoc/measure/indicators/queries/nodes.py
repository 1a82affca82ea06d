"""Where figures are looked at: a place, or a body in its line; what stands above and below it."""

from dataclasses import dataclass
from typing import Any

from behoc.ground.access.queries import scope_for
from behoc.ground.organisations.queries import list_standing_bodies, list_standing_places
from behoc.kernel.actor import Actor
from behoc.kernel.clock import today
from behoc.kernel.errors import NotFound
from behoc.kernel.scope import Scope
from behoc.measure.indicators.rules import Tree

VIEW = "indicator.view"


@dataclass(frozen=True, slots=True)
class Node:
    """One place, or one body; `is_leaf` when nothing stands below it, so it has no totals."""

    tree: Tree
    pk: int
    code: str
    name: str
    path: str
    is_leaf: bool

    @property
    def above(self) -> tuple[int, ...]:
        """The ids on the way from the root to this node, itself last."""
        return tuple(int(each) for each in self.path.strip("/").split("/"))


def get_node(actor: Actor, tree: Tree, code: str = "") -> Node:
    """The node with that code, the actor's own without one; NotFound where out of reach."""
    scope = scope_for(actor, VIEW)
    rows = _rows(tree)
    found = rows.filter(code=code) if code else rows.filter(pk=_own(actor, tree))
    row = found.first()
    if row is None or not _is_in_reach(scope, actor, tree, row):
        raise NotFound
    return _node(tree, row)


def list_below(node: Node) -> list[Node]:
    """The nodes directly below, by name; who may see the node may see them."""
    rows = _rows(node.tree).filter(**{_PARENT[node.tree]: node.pk})
    if node.tree == Tree.LINE:
        rows = rows.in_force(today())
    return [_node(node.tree, row) for row in rows.order_by("name_folded")]


def list_way(actor: Actor, node: Node) -> list[Node]:
    """The nodes in reach from the highest down to this one, for the way back up."""
    scope = scope_for(actor, VIEW)
    rows = {row.pk: row for row in _rows(node.tree).filter(pk__in=node.above)}
    seen = [rows[pk] for pk in node.above if pk in rows]
    return [_node(node.tree, row) for row in seen if _is_in_reach(scope, actor, node.tree, row)]


def find_above(node: Node) -> Node | None:
    """The node directly above, whether or not it is in reach; the root has none."""
    if len(node.above) == 1:
        return None
    row = _rows(node.tree).filter(pk=node.above[-2]).first()
    return _node(node.tree, row) if row else None


_PARENT = {Tree.PLACE: "parent_id", Tree.LINE: "superior_id"}


def _rows(tree: Tree) -> Any:
    return list_standing_places() if tree == Tree.PLACE else list_standing_bodies()


def _own(actor: Actor, tree: Tree) -> int:
    path = actor.place_path if tree == Tree.PLACE else actor.line_path
    if not path:
        raise NotFound
    return int(path.strip("/").split("/")[-1])


def _is_in_reach(scope: Scope, actor: Actor, tree: Tree, row: Any) -> bool:
    if tree == Tree.PLACE:
        own = row.path == actor.place_path and bool(scope.owners)
        return own or any(row.path.startswith(place) for place in scope.places)
    if row.pk in scope.owners or any(row.line_path.startswith(line) for line in scope.lines):
        return True
    return any(row.place_path.startswith(place) for place in scope.places)


def _node(tree: Tree, row: Any) -> Node:
    if tree == Tree.PLACE:
        name = row.full_name[:1].upper() + row.full_name[1:]
        return Node(tree, row.pk, row.code, name, row.path, not row.has_below)
    return Node(tree, row.pk, row.code, row.short_name, row.line_path, not row.has_below)
