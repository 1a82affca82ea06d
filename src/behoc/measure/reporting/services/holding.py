"""A report held while it changes: two people who act on it take turns."""

from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Q

from behoc.ground.access.queries import scope_for
from behoc.ground.access.services import require_right
from behoc.kernel.actor import Actor
from behoc.kernel.clock import now
from behoc.kernel.errors import Conflict, RuleBroken
from behoc.kernel.ids import new_public_id
from behoc.kernel.scope import one
from behoc.measure.reporting.models import Report, ReportReceipt, ReportVersion
from behoc.measure.reporting.rules import VersionKind
from behoc.measure.reporting.rules.patches import Clash

LONGEST_KEY = 64
RECEIVED = "received"
"""What a receipt says of a report that was taken and is still to be checked."""


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
    """What was answered to that key before; the report is locked, so no two answers cross.

    RuleBroken while another sending is being checked: what was received stays as it was sent.
    """
    rows = ReportReceipt.objects.everything(reason="the same sending may have arrived before")
    found = list(rows.filter(Q(key=key[:LONGEST_KEY]) | Q(waits=True), report=report))
    for each in found:
        if key and each.key == key[:LONGEST_KEY]:
            return _read(each.answer)
    if found:
        raise RuleBroken(
            "Máy chủ đã nhận báo cáo này và đang kiểm tra. Đợi ít phút rồi tải lại trang; "
            "kiểm tra xong sẽ báo đã gửi, hoặc báo chỗ cần sửa."
        )
    return None


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
        _receipt(actor, report, key, kept).save(force_insert=True)
    return kept


def take_in(actor: Actor, report: Report, key: str) -> Kept:
    """Answer that the report was received, and remember who sent what, to be checked behind."""
    kept = Kept(report.public_id, RECEIVED, report.revision, now())
    receipt = _receipt(actor, report, key or new_public_id(), kept)
    receipt.waits, receipt.revision = True, report.revision
    receipt.sender = {
        "name": actor.name,
        "body_id": actor.body,
        "roles": sorted(actor.roles),
        "request_id": actor.request_id,
    }
    receipt.save(force_insert=True)
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


def _receipt(actor: Actor, report: Report, key: str, kept: Kept) -> ReportReceipt:
    answer = {**asdict(kept), "at": kept.at.isoformat()}
    return ReportReceipt(
        report=report,
        key=key[:LONGEST_KEY],
        answer=answer,
        person_id=actor.person,
        at=kept.at,
    )


def _read(answer: dict[str, Any]) -> Kept:
    facts = {**answer, "at": datetime.fromisoformat(answer["at"])}
    facts["clashes"] = tuple(Clash(**each) for each in answer["clashes"])
    return Kept(**facts)
