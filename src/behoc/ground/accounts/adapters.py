"""Glue that django-allauth asks for: no self sign-up, our throttle, our device cookie.

Attempts count per account and device, never per address. A device is trusted only for accounts
that have signed in on it: the cookie is signed, so an attacker can neither make one up nor use one
of their own account; all strange devices share one count per account.
"""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib.auth.password_validation import MinimumLengthValidator
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from behoc.ground.accounts import services
from behoc.ground.accounts.rules import Device, new_device, plain_sign_in_name
from behoc.kernel.errors import TooMany
from behoc.kernel.speech import say

DEVICE_COOKIE = "device"
DEVICE_LASTS = 2 * 365 * 24 * 3600
STRANGE_DEVICE = "strange"
_SALT = "behoc.accounts.device"

_WRONG_CODE = gettext_lazy(
    "Mã không đúng hoặc đã hết hạn. Nhập mã đang hiện trong ứng dụng, hoặc một mã dự phòng."
)


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Accounts are made by administrators; attempts count per account and device."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": gettext_lazy("Tài khoản này đang khóa. Hỏi người quản trị cơ quan."),
        "enter_current_password": gettext_lazy("Mật khẩu hiện tại chưa đúng."),
        "incorrect_password": gettext_lazy("Mật khẩu chưa đúng."),
        "incorrect_code": _WRONG_CODE,
        "invalid_login": gettext_lazy("Tên đăng nhập hoặc mật khẩu chưa đúng."),
        "username_password_mismatch": gettext_lazy(
            "Tên đăng nhập hoặc mật khẩu chưa đúng. Kiểm lại bộ gõ tiếng Việt và phím Caps Lock."
        ),
        "too_many_login_attempts": gettext_lazy(TooMany.template),
        "rate_limited": gettext_lazy(TooMany.template),
        "same_as_current": gettext_lazy("Mật khẩu mới phải khác mật khẩu hiện tại."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up alone: administrators invite."""
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count the attempt, or refuse it before the password is even looked at."""
        name = str(credentials.get("username") or "")[:60]
        try:
            services.count_sign_in_attempt(name, _counted_device(request, name))
        except TooMany as refusal:
            raise ValidationError(say(refusal), code="too_many") from refusal

    def reauthenticate(self, user: Any, password: str) -> bool:
        """Somebody signed in says who they are again; a right password clears the count."""
        right = bool(super().reauthenticate(user, password))
        if right:
            self.forget_attempts(user)
        return right

    def forget_attempts(self, user: Any) -> None:
        """The person has proved who they are on this device."""
        name = user.sign_in_name
        services.forget_sign_in_attempts(name, _counted_device(self.request, name))

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> Any:
        """Clear the count and mark the device as one that this account uses."""
        self.forget_attempts(user)
        response = super().post_login(request, user, **kwargs)
        device = _device(request).with_account(_mark(user.sign_in_name))
        response.set_cookie(
            DEVICE_COOKIE,
            signing.dumps([device.id, *device.accounts], salt=_SALT, compress=True),
            max_age=DEVICE_LASTS,
            httponly=True,
            samesite="Lax",
            secure=request.is_secure(),
        )
        return response

    def set_password(self, user: Any, password: str) -> None:
        """The person chose a password: the one-time one is over."""
        super().set_password(user, password)
        services.keep_own_password(user)


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    """Sentences of the second step of signing in."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _WRONG_CODE,
        "cannot_delete_authenticator": gettext_lazy(
            "Chưa tắt được bảo mật hai lớp. Hỏi người quản trị cơ quan."
        ),
        "cannot_generate_recovery_codes": gettext_lazy(
            "Bật bảo mật hai lớp trước rồi mới tạo mã dự phòng."
        ),
    }

    def get_totp_label(self, user: Any) -> str:
        """What the person's authenticator calls the account."""
        return str(user.sign_in_name)


class LongEnough(MinimumLengthValidator):
    """The length rule of passwords, said in Vietnamese."""

    def get_error_message(self) -> str:
        """What the person reads."""
        return _("Mật khẩu cần ít nhất %(count)s ký tự.") % {"count": self.min_length}


def _counted_device(request: HttpRequest, sign_in_name: str) -> str:
    device = _device(request)
    return device.id if device.known_to(_mark(sign_in_name)) else STRANGE_DEVICE


def _device(request: HttpRequest) -> Device:
    try:
        kept = signing.loads(
            request.COOKIES.get(DEVICE_COOKIE, ""), salt=_SALT, max_age=DEVICE_LASTS
        )
    except signing.BadSignature:
        return new_device()
    return Device(str(kept[0]), tuple(str(mark) for mark in kept[1:]))


def _mark(sign_in_name: str) -> str:
    """The account in the cookie, not to be read by whoever looks at the machine."""
    return salted_hmac(_SALT, plain_sign_in_name(sign_in_name)).hexdigest()[:16]
