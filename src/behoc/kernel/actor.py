"""Charter: who acts: always an explicit argument of queries and services, never ambient."""

from dataclasses import dataclass

from behoc.kernel.errors import NotAllowed


@dataclass(frozen=True, slots=True)
class Actor:
    """A person acting for one body with the roles held there, or the system itself.

    `line_path` and `place_path` are the body's places in its two trees, ending in "/".
    """

    person_id: int | None
    name: str
    body_id: int | None = None
    body_name: str = ""
    line_path: str = ""
    place_path: str = ""
    roles: frozenset[str] = frozenset()
    system: str = ""
    request_id: str = ""

    @property
    def person(self) -> int:
        """The id of the person who acts; NotAllowed for system work, which signs nothing."""
        if self.person_id is None:
            raise NotAllowed
        return self.person_id

    @property
    def body(self) -> int:
        """The id of the body acted for; NotAllowed for a person who holds no role today."""
        if self.body_id is None:
            raise NotAllowed
        return self.body_id

    @property
    def is_system(self) -> bool:
        """True for work done by a named job rather than by a person."""
        return bool(self.system)


def system_actor(name: str) -> Actor:
    """The actor of a background job: named, so that the log says which."""
    return Actor(person_id=None, name=f"Hệ thống ({name})", system=name)
