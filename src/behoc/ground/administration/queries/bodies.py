"""Bodies in reach, and what a file of bodies would do to them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_noop

from behoc.ground.access.queries import scope_for
from behoc.ground.attachments.queries import list_own_files
from behoc.ground.attachments.services import content_path
from behoc.ground.organisations import queries as register
from behoc.ground.organisations.rules.bodies_file import BodyRow, RowError, Sheet, read_rows
from behoc.ground.organisations.rules.catalogue import shipped
from behoc.kernel.actor import Actor
from behoc.kernel.speech import say
from behoc.kernel.text import clean
from behoc.kernel.words import sentence

if TYPE_CHECKING:
    from behoc.ground.attachments.models import StoredFile
    from behoc.ground.organisations.models import Organisation, Place

VIEW, LOAD = "organisation.view", "organisation.load"
ROWS_SHOWN = 100
_FAR = gettext_noop(
    "Mã “%(code)s” ở dòng %(row)s là của cơ quan ngoài địa bàn anh/chị quản trị. Đặt mã khác."
)


@dataclass(frozen=True, slots=True)
class BodyLine:
    """One body in the list."""

    body: "Organisation"
    kind: str
    line: str


@dataclass(frozen=True, slots=True)
class Ground:
    """Where the list stands: a place, those around it and those directly below it."""

    here: "Place"
    above: tuple["Place", ...]
    below: tuple["Place", ...]


@dataclass(frozen=True, slots=True)
class CheckedRow:
    """One row of a file and what it would do."""

    row: BodyRow
    kind: str
    state: str


@dataclass(frozen=True, slots=True)
class FileCheck:
    """A file read and compared with the register, before anything is kept."""

    file: "StoredFile"
    sheet: Sheet
    rows: tuple[CheckedRow, ...]
    new: int
    corrected: int
    unchanged: int

    @property
    def faults(self) -> list[tuple[str | None, str]]:
        """Each fault as its cell and what to do, without naming the cell twice."""
        return [(error.cell, say(error.fault)) for error in self.sheet.errors]

    @property
    def changes(self) -> int:
        """How many bodies the file would make or correct."""
        return self.new + self.corrected


def find_ground(actor: Actor, code: str) -> Ground:
    """The place of that code, else the one where the actor's body stands."""
    here = register.find_place(code) if code else None
    here = here or register.get_body_by_id(actor.body).place
    above = register.list_places_above(here)[:-1]
    return Ground(here, tuple(above), tuple(register.list_places_below(here)))


def list_bodies(actor: Actor, ground: Ground, *, words: str = "") -> Any:
    """Bodies in reach at a place and below it; a query set to page."""
    scope = scope_for(actor, VIEW)
    return register.list_bodies_in_reach(scope, words=words, place_path=ground.here.path)


def build_line(body: "Organisation") -> BodyLine:
    """One body with the official names of its kind and line."""
    return BodyLine(body, _kind(body.kind), dict(shipped().lines).get(body.line, body.line))


def get_file(actor: Actor, public_id: str) -> "StoredFile":
    """A file that the actor sent, or NotFound."""
    return list_own_files(actor, [public_id])[0]


def check_file(actor: Actor, file: "StoredFile") -> FileCheck:
    """Read a file of bodies and say what loading it would do."""
    sheet = read_sheet(actor, content_path(file).read_bytes(), file.name)
    known = register.describe_bodies([row.code for row in sheet.rows])
    states = [_state(row, known.get(row.code)) for row in sheet.rows]
    rows = zip(sheet.rows[:ROWS_SHOWN], states, strict=False)
    return FileCheck(
        file=file,
        sheet=sheet,
        rows=tuple(CheckedRow(row, _kind(row.kind), state) for row, state in rows),
        new=states.count("new"),
        corrected=states.count("corrected"),
        unchanged=states.count("unchanged"),
    )


def read_sheet(actor: Actor, content: bytes, name: str) -> Sheet:
    """The rows of a file with every fault; bodies and places out of reach are faults too."""
    codes = register.list_codes()
    if actor.is_system:
        return read_rows(content, name, known_codes=codes, known_places=register.list_place_codes())
    scope = scope_for(actor, LOAD)
    places = frozenset().union(*(register.list_place_codes(path) for path in scope.places))
    sheet = read_rows(content, name, known_codes=codes, known_places=places)
    taken = register.list_codes_out_of_reach([row.code for row in sheet.rows], scope)
    far = [
        RowError(None, sentence(_FAR, code=row.code, row=row.row))
        for row in sheet.rows
        if row.code in taken
    ]
    return Sheet(sheet.rows, (*sheet.errors, *far))


def _state(row: BodyRow, known: dict[str, Any] | None) -> str:
    if known is None:
        return "new"
    written = {
        gettext_noop("Tên"): clean(row.name),
        gettext_noop("Tên ngắn"): clean(row.short_name),
        gettext_noop("Loại"): row.kind,
        gettext_noop("Tuyến"): row.line,
        gettext_noop("Ký hiệu"): row.symbol,
        gettext_noop("Cấp trên"): row.superior,
        gettext_noop("Địa bàn"): row.place,
        gettext_noop("Tên gọi khác"): list(row.aliases),
        gettext_noop("Hiệu lực từ"): row.valid_from,
        gettext_noop("Hiệu lực đến"): row.valid_to,
    }
    return "unchanged" if written == known else "corrected"


def _kind(code: str) -> str:
    found = next((kind.vi for kind in shipped().kinds if kind.code == code), code)
    return found[:1].upper() + found[1:]
