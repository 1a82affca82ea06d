"""Forms of sign-in in Vietnamese, on top of django-allauth's; they never save by themselves."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm
from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as CodeAgainForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.utils.translation import gettext_lazy as _

_CODE = {"autocomplete": "one-time-code", "autocapitalize": "off", "spellcheck": "false"}


class SignInForm(LoginForm):  # type: ignore[misc]  # allauth has no types
    """Sign-in name and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _label(self, "login", _("Tên đăng nhập"), autocapitalize="off", spellcheck="false")
        _label(self, "password", _("Mật khẩu"))
        self.fields["login"].widget.attrs["autofocus"] = True


class NewPasswordForm(ChangePasswordForm):  # type: ignore[misc]  # allauth has no types
    """The present password, and a new one twice; guesses at the present one are counted."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _label(self, "oldpassword", _("Mật khẩu hiện tại"))
        _label(self, "password1", _("Mật khẩu mới"))
        _label(self, "password2", _("Nhập lại mật khẩu mới"))
        self.fields["password1"].help_text = _(
            "Ít nhất 10 ký tự, không phải mật khẩu hay gặp, không giống tên của mình."
        )

    def clean_oldpassword(self) -> str:
        """Refuse a wrong present password."""
        password = str(self.cleaned_data["oldpassword"])
        adapter = get_adapter()
        if not adapter.reauthenticate(self.user, password):
            raise adapter.validation_error("enter_current_password")
        return password

    def clean(self) -> dict[str, Any]:
        """Refuse a new password that is the old one, or was not typed twice alike."""
        cleaned: dict[str, Any] = forms.Form.clean(self) or self.cleaned_data
        if "password1" not in cleaned or "password2" not in cleaned:
            return cleaned
        if cleaned["password1"] != cleaned["password2"]:
            self.add_error("password2", _("Hai lần nhập mật khẩu mới chưa giống nhau."))
        elif cleaned["password1"] == cleaned.get("oldpassword"):
            self.add_error("password1", get_adapter().validation_error("same_as_current"))
        return cleaned


class PasswordAgainForm(ReauthenticateForm):  # type: ignore[misc]  # allauth has no types
    """The password once more, before a change to the account's own safety."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _label(self, "password", _("Mật khẩu"), autofocus=True)


class CodeForm(AuthenticateForm):  # type: ignore[misc]  # allauth has no types
    """The second step of signing in: a code of the phone, or a recovery code."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _label(self, "code", _("Mã sáu số hoặc mã dự phòng"), **_CODE, autofocus=True)

    def clean_code(self) -> str:
        """Count the attempt with those at the password, then look at the code."""
        get_adapter().pre_authenticate(context.request, username=self.user.sign_in_name)
        return str(super().clean_code())


class CodeAgain(CodeAgainForm):  # type: ignore[misc]  # allauth has no types
    """A code once more, before a change to the account's own safety."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _label(self, "code", _("Mã sáu số hoặc mã dự phòng"), **_CODE, autofocus=True)

    def clean_code(self) -> str:
        """Count the attempt, then look at the code."""
        get_adapter().pre_authenticate(context.request, username=self.user.sign_in_name)
        code = str(super().clean_code())
        get_adapter().forget_attempts(self.user)
        return code


class ActivateForm(ActivateTOTPForm):  # type: ignore[misc]  # allauth has no types
    """The first code of a new authenticator proves that it was set up."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _label(self, "code", _("Mã sáu số"), **_CODE, inputmode="numeric")


def _label(form: forms.Form, name: str, label: Any, **attributes: Any) -> None:
    field = form.fields[name]
    field.label, field.help_text = label, ""
    field.widget.attrs.pop("placeholder", None)
    field.widget.attrs.update(attributes)
