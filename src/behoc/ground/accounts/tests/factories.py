"""People who can really sign in."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.test import Client

from behoc.ground.accounts.models import Person
from behoc.ground.accounts.services import create_membership, create_person
from behoc.ground.organisations.models import Organisation
from behoc.kernel.clock import today

PASSWORD = "muoi-hai-con-song"
SIGN_IN = "/tai-khoan/login/"


@dataclass
class Browser:
    """One device: its cookies live as long as it does."""

    client: Client

    def sign_in(self, name: str, password: str = PASSWORD, next_page: str = "") -> HttpResponse:
        fields: dict[str, Any] = {"login": name, "password": password}
        if next_page:
            fields["next"] = next_page
        return self.client.post(SIGN_IN, fields)

    def give_code(self, code: str) -> HttpResponse:
        return self.client.post("/tai-khoan/login/ma/", {"code": code})

    def sign_out(self) -> None:
        self.client.post("/tai-khoan/logout/")

    @property
    def signed_in(self) -> bool:
        return "_auth_user_id" in self.client.session


def new_browser() -> Browser:
    return Browser(Client())


def new_person(name: str = "lan.nguyen", **facts: Any) -> Person:
    facts = {"full_name": "Nguyễn Thị Lan", "password": PASSWORD} | facts
    return create_person(sign_in_name=name, **facts)


def new_holder(body: Organisation, role: str = "specialist", name: str = "lan.nguyen") -> Person:
    person = new_person(name)
    create_membership(person, body.pk, role, granted_by_id=None, starts_on=today())
    return person
