"""A real mail server on this machine, which keeps what it was given and can be told to refuse."""

import logging
import socket
from collections.abc import Callable, Iterator
from email import message_from_bytes, policy
from typing import TYPE_CHECKING, Any

import pytest
from django.test import override_settings

if TYPE_CHECKING:
    from email.message import EmailMessage

TAKEN = "250 taken"


class MailServer:
    """Letters as they arrived; `answer` is what the server says after the text of one."""

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []
        self.answer: str | Callable[[], str] = TAKEN
        self.answer_to_recipient = ""
        self.port = _free_port()

    @property
    def url(self) -> str:
        """What EMAIL_URL says to reach it."""
        return f"smtp://127.0.0.1:{self.port}?starttls=0"

    async def handle_RCPT(
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any
    ) -> str:
        if self.answer_to_recipient:
            return self.answer_to_recipient
        envelope.rcpt_tos.append(address)
        return "250 known"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:
        answer = self.answer() if callable(self.answer) else self.answer
        if answer.startswith("250"):
            self.letters.append(message_from_bytes(envelope.content, policy=policy.default))
        return answer


@pytest.fixture
def mail_server() -> Iterator[MailServer]:
    """The server, and the product set to send through it."""
    from aiosmtpd.controller import Controller  # noqa: PLC0415 (only where letters are tested)

    logging.getLogger("mail.log").setLevel(logging.WARNING)
    server = MailServer()
    controller = Controller(server, hostname="127.0.0.1", port=server.port)
    controller.start()
    with override_settings(
        EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend",
        EMAIL_HOST="127.0.0.1",
        EMAIL_PORT=server.port,
        EMAIL_USE_TLS=False,
        EMAIL_USE_SSL=False,
        MAIL_IS_SENT=True,
    ):
        yield server
    controller.stop()


def _free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])
