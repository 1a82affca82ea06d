"""Addresses of a person's own account: those of django-allauth that the product uses, no others."""

from allauth.account import views as account
from allauth.mfa.base import views as second_factor
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from django.urls import path

from behoc.ground.accounts.views import closed, inactive
from behoc.kernel.actions import public

entrance = public("the door itself")
own = public("a person's own account, any role or none; allauth asks for sign-in")

urlpatterns = [
    path("login/", entrance(account.login), name="account_login"),
    path("login/ma/", entrance(second_factor.authenticate), name="mfa_authenticate"),
    path("logout/", own(account.logout), name="account_logout"),
    path("khoa/", inactive, name="account_inactive"),
    path("mat-khau/", own(account.password_change), name="account_change_password"),
    path("xac-nhan/", own(account.reauthenticate), name="account_reauthenticate"),
    path("xac-nhan/ma/", own(second_factor.reauthenticate), name="mfa_reauthenticate"),
    path("hai-lop/", own(second_factor.index), name="mfa_index"),
    path("hai-lop/bat/", own(totp.activate_totp), name="mfa_activate_totp"),
    path("hai-lop/tat/", own(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path(
        "hai-lop/ma-du-phong/",
        own(recovery_codes.view_recovery_codes),
        name="mfa_view_recovery_codes",
    ),
    path(
        "hai-lop/ma-du-phong/tao/",
        own(recovery_codes.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "hai-lop/ma-du-phong/tai/",
        own(recovery_codes.download_recovery_codes),
        name="mfa_download_recovery_codes",
    ),
    # allauth links to these from its own code, so they must have an address.
    path("dang-ky/", closed, name="account_signup"),
    path("quen-mat-khau/", closed, name="account_reset_password"),
    path("dat-mat-khau/", closed, name="account_set_password"),
]
