"""Charter: public ids, the only ids that stand in addresses; database ids never leave."""

import secrets
from typing import NewType

from django.db import models

PublicId = NewType("PublicId", str)
LENGTH = 14
_LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"


def new_public_id() -> PublicId:
    """Seventy random bits in letters that nobody confuses (no i, l, o, u)."""
    return PublicId("".join(secrets.choice(_LETTERS) for _ in range(LENGTH)))


def public_id_field() -> "models.CharField[str, str]":
    """The column of a table whose rows stand in addresses."""
    return models.CharField(
        verbose_name="mã công khai",
        max_length=LENGTH,
        unique=True,
        default=new_public_id,
        editable=False,
    )


class PublicIdConverter:
    """The `<public:…>` part of an address."""

    regex = f"[{_LETTERS}]{{{LENGTH}}}"

    def to_python(self, value: str) -> PublicId:
        return PublicId(value)

    def to_url(self, value: str) -> str:
        return value
