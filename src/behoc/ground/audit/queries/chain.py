"""Whether the log is still what was sealed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, Min, OuterRef

from behoc.ground.audit.models import AuditEntry, LogSeal
from behoc.ground.audit.rules import BEGINNING, link

CHUNK = 2000
# A transaction is not open for longer; a row that says it is older than its neighbours by more
# than this was put in afterwards.
BACKDATED = timedelta(hours=1)
SEALED_FIELDS = tuple(field.attname for field in AuditEntry._meta.concrete_fields)


@dataclass(frozen=True, slots=True)
class Chain:
    """What a walk along the whole chain has found."""

    sealed: int
    head: str
    broken_at: int | None
    backdated: tuple[int, ...]
    unsealed: int
    oldest_unsealed_at: datetime | None
    knows_expected: bool

    @property
    def is_whole(self) -> bool:
        """True when nothing speaks of tampering; rows that wait for their seal do not."""
        return self.broken_at is None and not self.backdated and self.knows_expected


def verify_chain(expected: str = "") -> Chain:
    """Work every link out again. `expected` is a head noted earlier, as “sequence:digest”."""
    previous, count, broken_at, newest = BEGINNING, 0, None, None
    backdated: list[int] = []
    knows_expected = not expected
    for sequence, sealed_at, digest, entry in _links():
        if sequence != count + 1 or digest != link(previous, sequence, sealed_at, entry):
            broken_at = count + 1
            break
        previous, count = digest, sequence
        knows_expected = knows_expected or expected == f"{sequence}:{digest}"
        if newest is not None and entry["at"] < newest - BACKDATED:
            backdated.append(entry["id"])
        newest = max(newest or entry["at"], entry["at"])
    waiting = unsealed_entries().aggregate(oldest=Min("at"))
    return Chain(
        sealed=LogSeal.objects.count(),
        head=f"{count}:{previous}",
        broken_at=broken_at,
        backdated=tuple(backdated),
        unsealed=unsealed_entries().count(),
        oldest_unsealed_at=waiting["oldest"],
        knows_expected=knows_expected,
    )


def unsealed_entries() -> Any:
    """Entries that no link holds yet, in the order of their numbers."""
    rows = AuditEntry.objects.everything(reason="the chain runs over the whole log")
    return rows.filter(~Exists(LogSeal.objects.filter(entry=OuterRef("pk")))).order_by("pk")


def _links() -> Iterator[tuple[int, datetime, str, dict[str, Any]]]:
    names = [f"entry__{name}" for name in SEALED_FIELDS]
    rows = LogSeal.objects.order_by("sequence").values_list(
        "sequence", "sealed_at", "digest", *names
    )
    for sequence, sealed_at, digest, *values in rows.iterator(CHUNK):
        yield sequence, sealed_at, digest, dict(zip(SEALED_FIELDS, values, strict=True))
