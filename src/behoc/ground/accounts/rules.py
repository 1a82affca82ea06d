"""What can be said of accounts from plain values alone."""

import re
import secrets
from dataclasses import dataclass

SIGN_IN_NAME = re.compile(r"[a-z0-9](?:[a-z0-9._-]{1,58})[a-z0-9]")
# A cookie holds four kilobytes; a village hall's machine rarely sees more people than this.
ACCOUNTS_PER_DEVICE = 20
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
# Twelve letters of thirty-one: some sixty bits, and still easy to read out over the phone.
_GROUPS, _GROUP = 3, 4
# Bits of the id in a device's cookie: 128, so that nobody guesses one.
_DEVICE_BYTES = 16


def new_one_time_password() -> str:
    """A password to be read out once: three groups of letters that nobody confuses."""
    groups = ("".join(secrets.choice(_LETTERS) for _ in range(_GROUP)) for _ in range(_GROUPS))
    return "-".join(groups)


def plain_sign_in_name(name: str) -> str:
    """The name as it is kept: no spaces around it, small letters."""
    return name.strip().lower()


def is_sign_in_name(name: str) -> bool:
    """Small letters without marks, digits, dots and dashes; 3 to 60 of them."""
    return SIGN_IN_NAME.fullmatch(name) is not None


@dataclass(frozen=True, slots=True)
class Device:
    """One browser: its id, and marks of the accounts that have signed in on it."""

    id: str
    accounts: tuple[str, ...] = ()

    def known_to(self, mark: str) -> bool:
        """True when the account of that mark has signed in here before."""
        return mark in self.accounts

    def with_account(self, mark: str) -> "Device":
        """The device after that account signed in; the longest unseen account gives way."""
        others = tuple(each for each in self.accounts if each != mark)
        return Device(self.id, (mark, *others)[:ACCOUNTS_PER_DEVICE])


def new_device() -> Device:
    """A browser never seen before."""
    return Device(secrets.token_urlsafe(_DEVICE_BYTES))
