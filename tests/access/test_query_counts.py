"""A page takes as many queries with thirty rows as with three, and as many as it did before."""

from behoc.ground.access.rules import reaches
from tests.access.addresses import THIRD_PARTY, VISITS
from tests.kits.discovery import Address, addresses
from tests.kits.query_counts import FIX, count_queries, grow, keep_counts, kept_counts
from tests.kits.stage import STAFF, Stage
from tests.kits.visits import Visitor

OURS = [each for each in addresses() if each.name not in THIRD_PARTY]


def test_pages_take_as_many_queries_as_written_down_however_many_rows_there_are(scene, request):
    grow(scene.commune, 3)
    few = _counts(scene)
    grow(scene.commune, 27)
    many = _counts(scene)
    if request.config.getoption("--update-query-counts"):
        keep_counts(few)

    assert few == many, "The number of queries grows with the rows."
    assert few == kept_counts(), FIX


def _counts(scene: Stage) -> dict[str, int]:
    counts: dict[str, int] = {}
    for role in (*STAFF, "system_operator"):
        person = (
            scene.world.operator if role == "system_operator" else scene.commune.desk.holder(role)
        )
        counts |= count_queries(
            Visitor(VISITS, scene.commune, person), [each for each in OURS if _first(each) == role]
        )
    return counts


def _first(address: Address) -> str:
    """The role that visits an address: the first that may."""
    held = (role for role in STAFF if reaches([role], address.action or ""))
    return "clerk" if address.public else next(held, "system_operator")
