"""Sealing the log: each committed entry becomes a link that holds the one before it.

Links are not made in the writer's transaction: there they would let one writer at a time pass. A
transaction that commits late takes its lower numbers along, so links have a count of their own.
"""

from django.db import connection, transaction
from django.db.models import Max

from behoc.ground.audit.models import LogSeal
from behoc.ground.audit.queries.chain import SEALED_FIELDS, unsealed_entries
from behoc.ground.audit.rules import BEGINNING, link
from behoc.kernel.clock import now

BATCH = 5000
# How far below the newest sealed number a late transaction is looked for every minute; the nightly
# turn looks everywhere.
LOOK_BACK = 100_000
_LOCK = 5_210_001  # any number, as long as nobody else takes it


def seal_log(*, everywhere: bool = False) -> int:
    """Seal all that was committed by now; returns how many entries."""
    total = 0
    while sealed := _seal_batch(everywhere=everywhere):
        total += sealed
    return total


@transaction.atomic
def _seal_batch(*, everywhere: bool) -> int:
    with connection.cursor() as cursor:  # held until commit, so that two sealers make one chain
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    last = LogSeal.objects.order_by("-sequence").first()
    sequence, previous = (last.sequence, last.digest) if last else (0, BEGINNING)
    rows = unsealed_entries()
    if last and not everywhere:
        newest = LogSeal.objects.aggregate(number=Max("entry_id"))["number"]
        rows = rows.filter(pk__gt=newest - LOOK_BACK)
    seals, moment = [], now()
    for entry in rows.values(*SEALED_FIELDS)[:BATCH]:
        sequence += 1
        previous = link(previous, sequence, moment, entry)
        seals.append(
            LogSeal(sequence=sequence, entry_id=entry["id"], sealed_at=moment, digest=previous)
        )
    LogSeal.objects.bulk_create(seals, batch_size=1000)
    return len(seals)
