"""An open round goes on by a newer edition of its form; what is typed already stays."""

from django.db import transaction

from behoc.ground.access.services import require
from behoc.ground.audit.services import record
from behoc.kernel.actor import Actor
from behoc.kernel.errors import RuleBroken
from behoc.measure.reporting.models import FormEdition, Report, Round
from behoc.measure.reporting.rules import ReportState
from behoc.measure.reporting.services import telling
from behoc.measure.reporting.services.rounds import check_edition


@transaction.atomic
def renew_form(actor: Actor, turn: Round, edition: FormEdition) -> int:
    """Let reports that were never sent go on by another edition; returns how many they are.

    What was sent keeps the edition that it was filled by. A second press changes nothing.
    """
    require(actor, "round.manage", turn)
    rounds = Round.objects.everything(reason="the round was fetched within reach; now locked")
    turn = rounds.select_for_update(of=("self",)).select_related("duty").get(pk=turn.pk)
    if turn.closed_at:
        raise RuleBroken("Đợt báo cáo đã đóng. Mở lại đợt rồi đổi biểu mẫu.")
    if turn.edition_id == edition.pk:
        return 0
    check_edition(turn.duty, edition)
    rows = Report.objects.everything(reason="the round in reach says who has not sent")
    unsent = rows.filter(round=turn, state=ReportState.DRAFT, sent_at=None)
    reports = list(unsent.select_for_update())
    unsent.update(edition=edition)
    before = {"edition": turn.edition_id}
    turn.edition = edition
    turn.save(update_fields=["edition"])
    telling.tell_renewed(turn, reports)
    after = {"edition": edition.pk, "bodies": len(reports)}
    record(actor, "round.renew", turn, before=before, after=after)
    return len(reports)
