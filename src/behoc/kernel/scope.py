"""Charter: the one door to scoped rows: `within(scope)` or `everything(reason=…)`; all else raises.

The architecture's §6 says why: a query that forgets the scope must fail, not leak.
"""

from dataclasses import dataclass
from typing import Any, ClassVar, NoReturn, TypeVar

from django.db import models
from django.db.models import Q

from behoc.kernel.errors import NotFound

M = TypeVar("M", bound=models.Model)


class ScopeRequiredError(RuntimeError):
    """A scoped table was asked without a scope. The message names the fix."""


@dataclass(frozen=True, slots=True)
class Scope:
    """The rows that one actor may reach for one action. Built by `access` alone.

    owners: database ids of bodies whose own rows are reached (OWN);
    lines, places: path prefixes of bodies reached through their trees (LINE, PLACE);
    addressed: ids of bodies whose received rows are reached (ADDRESSED);
    people: ids of persons whose own rows are reached (SELF);
    whole: every row, for operators and named system work only.
    """

    owners: frozenset[int] = frozenset()
    lines: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    addressed: frozenset[int] = frozenset()
    people: frozenset[int] = frozenset()
    whole: bool = False


@dataclass(frozen=True, slots=True)
class ScopeFields:
    """How one table is reached: look-ups from its rows to bodies and persons."""

    owner: str = ""
    addressed: str = ""
    person: str = ""

    def condition(self, scope: Scope) -> Q:
        """The rows of this table inside the scope, as one condition on them."""
        found = Q(pk__in=())
        if self.owner:
            found |= _owner_condition(self.owner, scope)
        if self.addressed and scope.addressed:
            found |= Q(**{f"{self.addressed}__in": scope.addressed})
        if self.person and scope.people:
            found |= Q(**{f"{self.person}__in": scope.people})
        return found


class ScopedQuerySet(models.QuerySet[M]):
    """A query set that came through the door and may be narrowed further."""


class ClosedManager(models.Manager[M]):
    """A manager that answers only through the door."""

    rows_class: type[ScopedQuerySet[Any]] = ScopedQuerySet

    def get_queryset(self) -> NoReturn:
        name = self.model.__name__
        raise ScopeRequiredError(
            f"{name}.objects is closed: use {name}.objects.within(scope) with a Scope from "
            f"access.queries.scope_for(actor, action), or everything(reason=…) in a service."
        )

    def within(self, scope: Scope) -> Any:
        """Rows inside the scope; an empty scope finds nothing."""
        rows = self._rows()
        if scope.whole:
            return rows
        # A subquery rather than joins with DISTINCT: several reaches may meet in one row.
        reached = self._rows().filter(self.model.scope_fields.condition(scope))  # type: ignore[attr-defined]  # a Scoped model
        return rows.filter(pk__in=reached.order_by().values("pk"))

    def everything(self, *, reason: str) -> Any:
        """Every row, for work that no scope can express; the reason stands in the code."""
        if len(reason) < len("a reason"):
            raise ScopeRequiredError("everything() needs a reason that a reviewer can judge.")
        return self._rows()

    def _rows(self) -> Any:
        return self.rows_class(self.model, using=self._db)


def closed_manager(rows_class: type[ScopedQuerySet[Any]]) -> ClosedManager[Any]:
    """A closed manager whose rows speak the given query vocabulary."""
    manager: ClosedManager[Any] = ClosedManager()
    manager.rows_class = rows_class
    return manager


class Scoped(models.Model):
    """Base of every table whose rows belong to a body or a person."""

    scope_fields: ClassVar[ScopeFields] = ScopeFields()

    objects: ClassVar[ClosedManager[Any]] = ClosedManager()
    all_rows: ClassVar[models.Manager[Any]] = models.Manager()

    class Meta:
        abstract = True
        default_manager_name = "all_rows"
        base_manager_name = "all_rows"


def one(model: type[M], rows: Any) -> M:
    """The one of rows narrowed to it, or NotFound: what is out of reach is not there.

    `model` says what the rows are, for the type of the answer.
    """
    found: M | None = rows.first()
    if found is None:
        raise NotFound
    return found


def _owner_condition(owner: str, scope: Scope) -> Q:
    found = Q(pk__in=())
    if scope.owners:
        found |= Q(**{f"{owner}__in": scope.owners})
    for prefix in scope.lines:
        found |= Q(**{f"{owner}__line_path__startswith": prefix})
    for prefix in scope.places:
        found |= Q(**{f"{owner}__place_path__startswith": prefix})
    return found
