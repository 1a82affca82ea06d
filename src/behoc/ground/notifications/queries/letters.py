"""A person's own wishes and letters, and what a letter says."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext, override

from behoc.ground.access.queries import scope_for
from behoc.ground.accounts.queries import list_addresses
from behoc.ground.notifications.models import Letter, Notice, NoticeWishes
from behoc.ground.notifications.queries.kinds import kinds
from behoc.ground.notifications.queries.notices import kind_words
from behoc.ground.notifications.rules.letters import LetterState
from behoc.ground.notifications.rules.told import as_told
from behoc.kernel.actor import Actor
from behoc.kernel.clock import in_words
from behoc.kernel.speech import say

SET = "notice.set"
SHOWN_IN_LETTER = 40
SHOWN_LETTERS = 7
STATES = {
    LetterState.WAITING: ("wait", "clock", gettext_noop("Chờ gửi")),
    LetterState.SENDING: ("run", "send", gettext_noop("Đang gửi")),
    LetterState.SENT: ("done", "done", gettext_noop("Đã gửi")),
    LetterState.EMPTY: ("none", "circle-dashed", gettext_noop("Không còn gì để báo")),
    LetterState.FAILED: ("late", "alert", gettext_noop("Không gửi được")),
    LetterState.UNSURE: ("soon", "help", gettext_noop("Không rõ đã tới chưa")),
}


@dataclass(frozen=True, slots=True)
class LetterRow:
    """One letter in the list of one's own."""

    day_words: str
    address: str
    notices: int
    tone: str
    icon: str
    state_words: str
    note: str


def get_wishes(actor: Actor) -> NoticeWishes:
    """The actor's own wishes; a row that is not kept yet where nothing was said."""
    rows = NoticeWishes.objects.within(scope_for(actor, SET))
    found: NoticeWishes | None = rows.first()
    return found or NoticeWishes(person_id=actor.person)


def known_address(actor: Actor) -> str:
    """The e-mail address that the register of people has for the actor."""
    return list_addresses([actor.person]).get(actor.person, "")


def list_letters(actor: Actor) -> list[LetterRow]:
    """The actor's own latest letters, the newest first."""
    rows = Letter.objects.within(scope_for(actor, SET)).order_by("-day")[:SHOWN_LETTERS]
    return [_row(letter) for letter in rows]


def list_kinds() -> list[tuple[str, str]]:
    """Every kind with its name, for choosing."""
    return sorted(((kind, kind_words(kind)) for kind in kinds()), key=lambda pair: pair[1])


def build_message(letter: Letter, notices: list[Notice]) -> EmailMultiAlternatives:
    """The letter as plain text and as simple HTML, in Vietnamese."""
    with override("vi"):
        shown = [_line(notice) for notice in notices[:SHOWN_IN_LETTER]]
        facts = {
            "lines": shown,
            "more": len(notices) - len(shown),
            "lead": _lead(len(notices)),
            "day_words": f"{letter.day:%d/%m/%Y}",
            "list_url": _address(reverse("notifications:list")),
            "settings_url": _address(reverse("notifications:wishes")),
        }
        message = EmailMultiAlternatives(
            subject=_("Bể Học: %(count)s thông báo, ngày %(day)s")
            % {"count": len(notices), "day": facts["day_words"]},
            body=render_to_string("notifications/mail/letter.txt", facts),
            to=[letter.address],
            headers={"Message-ID": letter.message_id, "Auto-Submitted": "auto-generated"},
        )
        message.attach_alternative(
            render_to_string("notifications/mail/letter.html", facts), "text/html"
        )
    return message


def _line(notice: Notice) -> dict[str, Any]:
    return {
        "title": say(as_told(notice.title)),
        "text": say(as_told(notice.text)) if notice.text else "",
        "kind_words": kind_words(notice.kind),
        "body": notice.organisation.short_name if notice.organisation else "",
        "when_words": in_words(notice.created_at),
        "url": _address(reverse("notifications:open", args=[notice.public_id])),
    }


def _lead(count: int) -> str:
    said = ngettext(
        "Anh/chị có %(count)s thông báo chưa xem.",
        "Anh/chị có %(count)s thông báo chưa xem.",
        count,
    )
    return said % {"count": count}


def _address(path: str) -> str:
    return f"{settings.SITE_ADDRESS}{path}"


def _row(letter: Letter) -> LetterRow:
    tone, icon, words = STATES[LetterState(letter.state)]
    return LetterRow(
        day_words=f"{letter.day:%d/%m/%Y}",
        address=letter.address,
        notices=letter.notices,
        tone=tone,
        icon=icon,
        state_words=_(words),
        note=_note(letter),
    )


def _note(letter: Letter) -> str:
    if letter.state == LetterState.SENT and letter.sent_at:
        return in_words(letter.sent_at)
    if letter.state == LetterState.UNSURE:
        return _("Không gửi lại để khỏi gửi hai lần; việc chưa xem sẽ có trong thư ngày khác.")
    if letter.state == LetterState.WAITING and letter.failure:
        return _("Lần thử %(times)s chưa được: %(why)s") % {
            "times": letter.attempts,
            "why": letter.failure,
        }
    return letter.failure
