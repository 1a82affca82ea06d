"""Addresses that django-allauth names but this product keeps closed."""

from typing import Any, NoReturn

from django.http import HttpRequest

from behoc.kernel.actions import public
from behoc.kernel.errors import NotAllowed, NotFound


@public("closed: administrators make accounts and reset passwords")
def closed(request: HttpRequest, **parts: Any) -> NoReturn:
    """Nobody signs up or asks for a password alone."""
    raise NotFound


@public("tells somebody with the right password that the account is locked")
def inactive(request: HttpRequest) -> NoReturn:
    """The password was right, the account is locked."""
    raise NotAllowed("Tài khoản này đang khóa. Hỏi người quản trị cơ quan để mở lại.")
