"""Who acts in the sample work: people by their sign-in name."""

from typing import TYPE_CHECKING, Any

from behoc.ground.access.queries import actor_for
from behoc.ground.accounts.queries import find_account

if TYPE_CHECKING:
    from behoc.kernel.actor import Actor


def actor_of(sign_in_name: str) -> "Actor":
    """The person as an actor in the first body where a role is held."""
    return actor_for(_account(sign_in_name))[0]


def person_id(sign_in_name: str) -> int:
    """The person's id."""
    return int(_account(sign_in_name).pk)


def _account(sign_in_name: str) -> Any:  # Any: a person, whose table is not ours to name
    person = find_account(sign_in_name)
    if person is None:
        raise LookupError(sign_in_name)
    return person
