"""A report held while it changes: two people who act on it take turns."""

from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from behoc.ground.access.queries import scope_for
from behoc.ground.access.services import require_right
from behoc.kernel.actor import Actor
from behoc.kernel.clock import now
from behoc.kernel.errors import Conflict
from behoc.kernel.scope import one
from behoc.measure.reporting.models import Report, ReportReceipt, ReportVersion
from behoc.measure.reporting.rules import VersionKind
from behoc.measure.reporting.rules.patches import Clash

LONGEST_KEY = 64


@dataclass(frozen=True, slots=True)
class Kept:
    """The server's receipt: the report as it now stands, when, and what was not kept and why.

    `version` counts what was sent; it stays 0 for a draft that is merely kept.
    """

    public_id: str
    state: str
    revision: int
    at: datetime
    version: int = 0
    clashes: tuple[Clash, ...] = field(default=())


def lock_report(actor: Actor, action: str, public_id: str) -> Report:
    """The report as it stands now, locked, for an actor who may do the action on it."""
    require_right(actor, action)
    rows = Report.objects.within(scope_for(actor, action)).filter(public_id=public_id)
    if action == "report.decide":
        rows = rows.filter(sent_at__isnull=False)
    rows = rows.select_for_update(of=("self",))
    return one(
        Report, rows.select_related("round__duty", "edition", "organisation__superior", "receiver")
    )


def check_revision(report: Report, revision: int) -> None:
    """Refuse to act on a report that changed after the actor looked."""
    if report.revision != revision:
        raise Conflict


def find_receipt(report: Report, key: str) -> Kept | None:
    """What was answered to that key before; the report is locked, so no two answers cross."""
    if not key:
        return None
    rows = ReportReceipt.objects.everything(reason="the same sending may have arrived before")
    found = rows.filter(report=report, key=key[:LONGEST_KEY]).first()
    return _read(found.answer) if found else None


def give_receipt(
    actor: Actor,
    report: Report,
    key: str,
    *,
    version: int = 0,
    clashes: tuple[Clash, ...] = (),
) -> Kept:
    """Answer, and remember the answer under the key, so that a sending repeated is answered so."""
    kept = Kept(report.public_id, str(report.state), report.revision, now(), version, clashes)
    if key:
        answer = {**asdict(kept), "at": kept.at.isoformat()}
        ReportReceipt(
            report=report,
            key=key[:LONGEST_KEY],
            answer=answer,
            person_id=actor.person,
            at=kept.at,
        ).save()
    return kept


def keep_version(actor: Actor, report: Report, kind: VersionKind, reason: str = "") -> int:
    """Set the answers down as the next version; returns its number."""
    rows = ReportVersion.objects.everything(reason="the report is locked by its writer")
    last = rows.filter(report=report).order_by("-number").values_list("number", flat=True).first()
    number = int(last or 0) + 1
    ReportVersion(
        report=report,
        number=number,
        kind=kind,
        answers=report.answers,
        reason=reason,
        person_id=actor.person,
        at=now(),
    ).save()
    return number


def _read(answer: dict[str, Any]) -> Kept:
    facts = {**answer, "at": datetime.fromisoformat(answer["at"])}
    facts["clashes"] = tuple(Clash(**each) for each in answer["clashes"])
    return Kept(**facts)
