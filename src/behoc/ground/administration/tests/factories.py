"""Actors, people and files for tests of administration."""

import csv
import io
from typing import Any

from behoc.ground.accounts.models import Person
from behoc.ground.administration.queries.bodies import read_sheet
from behoc.ground.administration.services import people as services
from behoc.ground.audit.models import AuditEntry
from behoc.ground.organisations.models import Organisation
from behoc.ground.organisations.rules.bodies_file import Sheet
from behoc.kernel.actor import Actor, system_actor

HEADINGS = ("Mã", "Tên", "Loại", "Cấp trên (Mã)", "Địa bàn (mã)")
SYSTEM = system_actor("thử")


def add(actor: Actor, body: Organisation, name: str = "lan.nguyen", **facts: Any) -> Person:
    facts = {"full_name": "Nguyễn Thị Lan", "role": "specialist"} | facts
    person, _ = services.add_person(actor, body, sign_in_name=name, **facts)
    return person


def file_of(*rows: tuple[str, str, str, str, str]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows([HEADINGS, *rows])
    return out.getvalue().encode()


def sheet_of(actor: Actor, *rows: tuple[str, str, str, str, str]) -> Sheet:
    return read_sheet(actor, file_of(*rows), "co-quan.csv")


def deeds() -> list[str]:
    rows = AuditEntry.objects.everything(reason="counted in a test").order_by("pk")
    return [entry.action for entry in rows]
