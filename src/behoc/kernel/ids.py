"""Charter: public ids, the only ids that stand in addresses; database ids never leave."""

import secrets
from typing import NewType

PublicId = NewType("PublicId", str)
LENGTH = 14
_LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"


def new_public_id() -> PublicId:
    """Seventy random bits in letters that nobody confuses (no i, l, o, u)."""
    return PublicId("".join(secrets.choice(_LETTERS) for _ in range(LENGTH)))


class PublicIdConverter:
    """The `<public:…>` part of an address."""

    regex = f"[{_LETTERS}]{{{LENGTH}}}"

    def to_python(self, value: str) -> PublicId:
        return PublicId(value)

    def to_url(self, value: str) -> str:
        return value
