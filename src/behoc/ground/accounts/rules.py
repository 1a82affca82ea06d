"""What can be said of accounts from plain values alone."""

import re
import secrets

SIGN_IN_NAME = re.compile(r"[a-z0-9](?:[a-z0-9._-]{1,58})[a-z0-9]")
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
_GROUPS, _GROUP = 3, 4


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
