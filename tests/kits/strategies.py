"""Hypothesis strategies: whole small worlds, drawn at random."""

from dataclasses import dataclass

from hypothesis import strategies as st

from behoc.ground.access.rules import roles

# Database ids of which many begin like one another, for paths that look alike: /1/ and /11/.
LOOK_ALIKE = (1, 11, 111, 2, 12, 21, 112, 22)
# One role and action for every way of reaching that the table of roles knows, none included.
WAYS = list(
    {
        role.actions.get(action, frozenset()): (role.code, action)
        for role in roles().values()
        for action in sorted({action for each in roles().values() for action in each.actions})
    }.values()
)


@dataclass(frozen=True, slots=True)
class Ground:
    """Random trees: for each place and body the index of what is above it, or None at the top."""

    place_above: tuple[int | None, ...]
    body_above: tuple[int | None, ...]
    place_of: tuple[int, ...]

    def is_below(self, tree: str, index: int, top: int) -> bool:
        """Walk upwards: the naive answer, without any path."""
        above = self.place_above if tree == "place" else self.body_above
        step: int | None = index
        while step is not None and step != top:
            step = above[step]
        return step == top


@dataclass(frozen=True, slots=True)
class Row:
    """One row of each kind: whose it is, to whom it was sent."""

    owner: int
    sent_to: frozenset[int]
    by_actor: bool


@dataclass(frozen=True, slots=True)
class Case:
    """A ground with rows."""

    ground: Ground
    rows: tuple[Row, ...]


@st.composite
def grounds(draw: st.DrawFn) -> Ground:
    """Up to eight bodies in their lines, at up to five places."""
    places = draw(st.integers(1, 5))
    bodies = draw(st.integers(2, len(LOOK_ALIKE)))
    return Ground(
        place_above=_tree(draw, places),
        body_above=_tree(draw, bodies),
        place_of=tuple(draw(st.integers(0, places - 1)) for _ in range(bodies)),
    )


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """A ground and up to six rows."""
    ground = draw(grounds())
    body = st.integers(0, len(ground.body_above) - 1)
    sent_to = st.frozensets(body, max_size=3)
    rows = st.builds(Row, owner=body, sent_to=sent_to, by_actor=st.booleans())
    return Case(ground, tuple(draw(st.lists(rows, min_size=1, max_size=6))))


def _tree(draw: st.DrawFn, size: int) -> tuple[int | None, ...]:
    return tuple(
        draw(st.none() | st.integers(0, index - 1)) if index else None for index in range(size)
    )
