"""What a reader asked to see, as the address says it. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from behoc.measure.indicators.rules import Tree, View

_TREES = {"dia-ban": Tree.PLACE, "tuyen": Tree.LINE}
_NAMES = {tree: name for name, tree in _TREES.items()}
_FIRST_YEAR, _LAST_YEAR = 2000, 2100  # a year outside was mistyped
_VIEWS = {"gui": View.SENT, "duyet": View.APPROVED}
_VIEW_NAMES = {view: name for name, view in _VIEWS.items()}


@dataclass(frozen=True, slots=True)
class Choice:
    """Where, when and which figures; `indicator` is the public id of the one opened."""

    tree: Tree
    code: str
    year: int
    view: View = View.SENT
    indicator: str = ""

    def address(self, **changes: object) -> str:
        """The query string of this choice with something changed."""
        asked = replace(self, **changes)  # type: ignore[arg-type]  # names are this class's own
        told = {
            "theo": _NAMES[asked.tree] if asked.tree != Tree.PLACE else "",
            "noi": asked.code,
            "ky": str(asked.year),
            "so": _VIEW_NAMES[asked.view] if asked.view != View.SENT else "",
            "chi-so": asked.indicator,
        }
        return "?" + urlencode({name: value for name, value in told.items() if value})


def read_choice(asked: Mapping[str, str], this_year: int) -> Choice:
    """The choice in an address; what makes no sense there is left out."""
    year = asked.get("ky", "")
    known = year.isdecimal() and _FIRST_YEAR <= int(year[:4]) <= _LAST_YEAR
    return Choice(
        tree=_TREES.get(asked.get("theo", ""), Tree.PLACE),
        code=asked.get("noi", "")[:40],
        year=int(year[:4]) if known else this_year,
        view=_VIEWS.get(asked.get("so", ""), View.SENT),
        indicator=asked.get("chi-so", "")[:40],
    )
