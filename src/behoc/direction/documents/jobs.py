"""Background work of documents: each job calls one service."""

from behoc.direction.documents.services.reading import read_dispatch
from behoc.kernel.jobs import job


@job("documents.read", retries=2)
def read(dispatch_id: int) -> None:
    """Read one dispatch."""
    read_dispatch(dispatch_id)
