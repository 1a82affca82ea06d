"""Rounds: opened for every body that has to report, watched, reminded, closed."""

from datetime import date

from django.db import transaction

from behoc.ground.access.services import require
from behoc.ground.audit.services import record
from behoc.kernel.actor import Actor
from behoc.kernel.clock import now, today
from behoc.kernel.errors import RuleBroken
from behoc.kernel.periods import Period
from behoc.kernel.text import clean
from behoc.measure.reporting.models import Duty, FormEdition, Report, Round
from behoc.measure.reporting.queries.reporters import list_reporters
from behoc.measure.reporting.rules import WRITABLE, EditionState
from behoc.measure.reporting.services import telling
from behoc.measure.reporting.services.reviews import start_reviews

BATCH = 1000
LONGEST_TEXT = 500


@transaction.atomic
def open_round(
    actor: Actor,
    duty: Duty,
    *,
    period: Period,
    due_on: date,
    edition: FormEdition,
    due_is_set: bool = False,
) -> Round:
    """Open a round and a report for each body that has to; the same period again is the same round.

    `due_is_set` says that the receiver set the day because no law or paper names one.
    """
    require(actor, "round.manage", duty)
    held = Duty.objects.everything(reason="the duty was fetched within reach; now locked")
    duty = held.select_for_update(of=("self",)).select_related("organisation").get(pk=duty.pk)
    rounds = Round.objects.everything(reason="the same round may have been opened before")
    known: Round | None = rounds.filter(duty=duty, period=period.key).first()
    if known:
        return known
    _check(duty, edition)
    bodies = list_reporters(duty)
    if not bodies:
        raise RuleBroken(
            "Không có cơ quan nào phải nộp trong đợt này. Xem lại “ai báo cáo” của chế độ báo cáo."
        )
    turn = Round(
        organisation_id=duty.organisation_id,
        duty=duty,
        through_id=duty.through_id,
        edition=edition,
        period=period.key,
        due_on=due_on,
        due_is_set=due_is_set,
        opened_by_id=actor.person_id,
        opened_at=now(),
    )
    turn.save()
    if duty.review:
        start_reviews(turn, [body.pk for body in bodies])
    telling.tell_asked(turn, _start_reports(turn, [body.pk for body in bodies]))
    record(actor, "round.open", turn, after={"due_on": due_on, "bodies": len(bodies)})
    return turn


@transaction.atomic
def remind_silent(actor: Actor, turn: Round, *, text: str = "") -> int:
    """Remind every body that has not sent, once a day at most; returns how many they are."""
    turn = _lock_round(actor, turn)
    if turn.closed_at:
        raise RuleBroken("Đợt báo cáo đã đóng nên không nhắc nữa.")
    rows = Report.objects.everything(reason="the round in reach says who has not sent")
    silent = list(rows.filter(round=turn, state__in=WRITABLE, correction_reason=""))
    telling.tell_reminded(turn, silent, text=clean(text)[:LONGEST_TEXT], day=today())
    if silent:
        record(actor, "round.remind", turn, after={"bodies": len(silent), "day": today()})
    return len(silent)


@transaction.atomic
def close_round(actor: Actor, turn: Round) -> Round:
    """Close a round: nothing is sent in it any more, drafts stay; closed again changes nothing."""
    turn = _lock_round(actor, turn)
    if turn.closed_at:
        return turn
    turn.closed_at, turn.closed_by_id = now(), actor.person_id
    turn.save(update_fields=["closed_at", "closed_by"])
    record(actor, "round.close", turn, after={"closed_at": turn.closed_at})
    return turn


@transaction.atomic
def reopen_round(actor: Actor, turn: Round, *, due_on: date) -> Round:
    """Open a closed round again until a day that the receiver sets, for who comes late."""
    turn = _lock_round(actor, turn)
    if due_on < today():
        raise RuleBroken("Ngày %(day)s đã qua. Chọn ngày từ hôm nay.", day=f"{due_on:%d/%m/%Y}")
    before = {"due_on": turn.due_on, "closed_at": turn.closed_at}
    turn.closed_at, turn.closed_by_id = None, None
    turn.due_on, turn.due_is_set = due_on, True
    turn.save(update_fields=["closed_at", "closed_by", "due_on", "due_is_set"])
    record(actor, "round.open", turn, before=before, after={"due_on": due_on, "closed_at": None})
    return turn


def check_edition(duty: Duty, edition: FormEdition) -> None:
    """A round of the duty may be filled by this edition, or RuleBroken."""
    if edition.form_id != duty.form_id or edition.organisation_id not in (
        None,
        duty.organisation_id,
    ):
        raise RuleBroken("Bản biểu mẫu này không thuộc chế độ báo cáo. Chọn bản khác.")
    if edition.state != EditionState.CONFIRMED:
        raise RuleBroken("Bản biểu mẫu chưa được xác nhận. Nhờ người khác xác nhận rồi mở đợt.")


def _lock_round(actor: Actor, turn: Round) -> Round:
    require(actor, "round.manage", turn)
    rows = Round.objects.everything(reason="the round was fetched within reach; now locked")
    locked: Round = (
        rows.select_for_update(of=("self",)).select_related("duty", "organisation").get(pk=turn.pk)
    )
    return locked


def _check(duty: Duty, edition: FormEdition) -> None:
    if duty.ended_at:
        raise RuleBroken("Chế độ báo cáo này đã thôi áp dụng nên không mở đợt mới.")
    check_edition(duty, edition)


def _start_reports(turn: Round, body_ids: list[int]) -> list[Report]:
    rows = Report.objects.everything(reason="a round opens a report for each body that has to")
    made: list[Report] = rows.bulk_create(
        [
            Report(
                round=turn,
                edition_id=turn.edition_id,
                organisation_id=body_id,
                receiver_id=turn.through_id or turn.organisation_id,
                created_at=now(),
            )
            for body_id in body_ids
        ],
        batch_size=BATCH,
    )
    return made
