"""Glue that django-allauth asks for: no self sign-up, our throttle, our device cookie."""

import secrets
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from behoc.ground.accounts import services

DEVICE_COOKIE = "device"


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Accounts are made by administrators; failures count per account and device."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up alone: administrators invite."""
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Refuse before the password is even looked at."""
        services.check_sign_in_allowed(_name(credentials), device_of(request))

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Count the failure."""
        services.count_failed_sign_in(_name(credentials), device_of(request))

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> Any:
        """Clear the count and mark the device as one that this account uses."""
        services.forget_failed_sign_ins(user.sign_in_name, device_of(request))
        response = super().post_login(request, user, **kwargs)
        if DEVICE_COOKIE not in request.COOKIES:
            response.set_cookie(
                DEVICE_COOKIE,
                secrets.token_urlsafe(24),
                max_age=2 * 365 * 24 * 3600,
                httponly=True,
                samesite="Lax",
                secure=request.is_secure(),
            )
        return response


def device_of(request: HttpRequest) -> str:
    """The device's own cookie; devices never seen before share one count per account."""
    return request.COOKIES.get(DEVICE_COOKIE, "")[:64] or "unknown"


def _name(credentials: dict[str, Any]) -> str:
    return str(credentials.get("username") or "")[:60]
