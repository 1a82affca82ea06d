"""The daily letter: written once for a person and a day, handed over once.

A letter is first a row (the database holds one per person and day), then handed over by a job of
its own. Its state is committed as “sending” just before the mail server is given the text. Whoever
is killed before that is taken up again; whoever is killed after it leaves a doubt that nobody can
settle from here, so the letter is never given twice: it becomes “unsure”, and what is still unseen
comes with the letter of another day.
"""

from contextlib import suppress
from datetime import datetime
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import transaction

from behoc.ground.accounts.queries import list_addresses
from behoc.ground.notifications.models import Letter, Notice, NoticeWishes
from behoc.ground.notifications.queries.kinds import urgent_kinds
from behoc.ground.notifications.queries.letters import build_message
from behoc.ground.notifications.rules.letters import (
    NEWS_FOR,
    SILENCE,
    LetterState,
    Wishes,
    belongs,
    due_at,
    next_try,
)
from behoc.kernel.clock import now, today
from behoc.kernel.ids import new_public_id
from behoc.kernel.jobs import enqueue

JOB = "notifications.send_letter"
PERMANENT = 500  # from here on a mail server says “never”, below it “not now” (RFC 5321, 4.2.1)
_LONGEST_FAILURE = 300


def gather_letters() -> int:
    """Write the letters that are due by now and ask for each to be sent; returns how many."""
    if not settings.MAIL_IS_SENT:
        return 0
    _take_up_again()
    fresh = _due_letters(now())
    with transaction.atomic():
        letters = Letter.objects.everything(reason="letters are only added").bulk_create(fresh)
        for letter in letters:
            enqueue(JOB, letter_id=letter.pk)
    return len(letters)


def send_letter(letter_id: int) -> None:
    """Hand one letter over to the mail server; does nothing when that was done already."""
    connection = get_connection()
    try:
        connection.open()
    except (OSError, SMTPException) as problem:
        _put_off(letter_id, problem)
        return
    try:
        message = _begin(letter_id)
        if message is not None:
            message.connection = connection
            _hand_over(letter_id, message)
    finally:
        with suppress(SMTPException):  # what was said is said; a rude parting changes nothing
            connection.close()


def _due_letters(moment: datetime) -> list[Letter]:
    day = today()
    waiting = _letters().filter(day=day).values("person")
    unseen = Notice.objects.everything(reason="the daily letters are for everybody").unseen()
    unseen = unseen.filter(letter__isnull=True, created_at__gte=moment - NEWS_FOR)
    news: dict[int, list[tuple[str, datetime]]] = {}
    for person_id, kind, told_at in unseen.exclude(person__in=waiting).values_list(
        "person_id", "kind", "created_at"
    ):
        news.setdefault(person_id, []).append((kind, told_at))
    wished, urgent = _wishes(list(news)), urgent_kinds()
    return [
        _new_letter(person_id, wishes, moment)
        for person_id, wishes in wished.items()
        if wishes.by_mail and wishes.address and (due := due_at(wishes, day)) <= moment
        if any(belongs(*one, wishes=wishes, due=due, urgent=urgent) for one in news[person_id])
    ]


def _new_letter(person_id: int, wishes: Wishes, moment: datetime) -> Letter:
    return Letter(
        person_id=person_id,
        day=today(),
        due_at=due_at(wishes, today()),
        address=wishes.address,
        next_try_at=moment + SILENCE,
        message_id=f"<{new_public_id()}@{settings.SITE_NAME}>",
    )


def _wishes(person_ids: list[int]) -> dict[int, Wishes]:
    rows = NoticeWishes.objects.everything(reason="each person's own wishes for their own letter")
    said = {row.person_id: row.as_wishes() for row in rows.filter(person__in=person_ids)}
    found = {}
    for person_id, known in list_addresses(person_ids).items():
        wishes = said.get(person_id, Wishes())
        found[person_id] = (
            wishes
            if wishes.address
            else Wishes(wishes.by_mail, known, wishes.hour, wishes.muted, wishes.leave)
        )
    return found


@transaction.atomic
def _begin(letter_id: int) -> EmailMultiAlternatives | None:
    """The text, with the letter marked as being sent; None when there is nothing to send."""
    letter: Letter | None = (
        _letters()
        .select_for_update(skip_locked=True, of=("self",))
        .filter(pk=letter_id, state=LetterState.WAITING)
        .first()
    )
    if letter is None:
        return None
    notices = _notices_for(letter)
    letter.state = LetterState.SENDING if notices else LetterState.EMPTY
    letter.sending_at, letter.notices = now(), len(notices)
    letter.attempts += 1
    letter.save(update_fields=["state", "sending_at", "notices", "attempts"])
    if not notices:
        return None
    mine = Notice.objects.everything(reason="the notices that this letter tells of")
    mine.filter(pk__in=[notice.pk for notice in notices]).update(letter=letter)
    return build_message(letter, notices)


def _notices_for(letter: Letter) -> list[Notice]:
    wishes, urgent = _wishes([letter.person_id]).get(letter.person_id), urgent_kinds()
    if wishes is None or not wishes.by_mail:
        return []
    rows = Notice.objects.everything(reason="a person's own notices for their own letter").unseen()
    rows = rows.filter(person_id=letter.person_id, letter__isnull=True)
    return [
        notice
        for notice in rows.select_related("organisation").order_by("-created_at", "-pk")
        if belongs(notice.kind, notice.created_at, wishes=wishes, due=letter.due_at, urgent=urgent)
    ]


def _hand_over(letter_id: int, message: EmailMultiAlternatives) -> None:
    try:
        message.send()
    except (SMTPResponseException, SMTPRecipientsRefused) as problem:
        _put_off(letter_id, problem)  # the server itself said no: it has not taken the letter
    except (OSError, SMTPException) as problem:
        _doubt(_letters().filter(pk=letter_id), str(problem))
    else:
        _letters().filter(pk=letter_id).update(state=LetterState.SENT, sent_at=now(), failure="")


@transaction.atomic
def _put_off(letter_id: int, problem: Exception) -> None:
    found = _letters().select_for_update(of=("self",)).filter(pk=letter_id)
    letter: Letter | None = found.filter(state__in=_UNDER_WAY).first()
    if letter is None:
        return
    if letter.state == LetterState.WAITING:
        letter.attempts += 1
    again = None if _is_final(problem) else next_try(letter.attempts, now())
    letter.state = LetterState.WAITING if again else LetterState.FAILED
    letter.next_try_at, letter.sending_at = again, None
    letter.failure = str(problem)[:_LONGEST_FAILURE]
    letter.save(update_fields=["state", "next_try_at", "sending_at", "attempts", "failure"])
    _release([letter.pk])


def _take_up_again() -> None:
    """Letters whose sender was killed: sent again where that is safe, else left in doubt."""
    _doubt(_letters().filter(state=LetterState.SENDING, sending_at__lte=now() - SILENCE), "")
    with transaction.atomic():
        late = _letters().filter(state=LetterState.WAITING, next_try_at__lte=now())
        for letter in late.select_for_update(skip_locked=True, of=("self",)):
            letter.next_try_at = now() + SILENCE
            letter.save(update_fields=["next_try_at"])
            enqueue(JOB, letter_id=letter.pk)


@transaction.atomic
def _doubt(letters: Any, problem: str) -> None:
    ids = list(letters.select_for_update(of=("self",)).values_list("pk", flat=True))
    _letters().filter(pk__in=ids).update(
        state=LetterState.UNSURE, failure=problem[:_LONGEST_FAILURE]
    )
    _release(ids)


def _release(letter_ids: list[int]) -> None:
    """What was not surely told may stand in another letter."""
    rows = Notice.objects.everything(reason="notices of letters that did not surely go out")
    rows.filter(letter__in=letter_ids).update(letter=None)


def _is_final(problem: Exception) -> bool:
    if isinstance(problem, SMTPRecipientsRefused):
        return all(code >= PERMANENT for code, _words in problem.recipients.values())
    return False


def _letters() -> Any:
    return Letter.objects.everything(reason="letters are sent for everybody by named system work")


_UNDER_WAY = (LetterState.WAITING, LetterState.SENDING)
