"""Addresses that the templates name, without the views behind them."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import include, path


def nowhere(request: HttpRequest, **parts: Any) -> HttpResponse:
    """Stand in for every view; the preview only needs the address."""
    return HttpResponse()


def named(*routes: tuple[str, str]) -> list[Any]:
    """Build one address for each pair of address and name."""
    return [path(address, nowhere, name=name) for address, name in routes]


documents = named(
    ("van-ban/", "list"),
    ("van-ban/tai-len/", "upload"),
    ("van-ban/<str:dispatch_id>/doc/", "reading"),
    ("van-ban/<str:dispatch_id>/doc/tien-do/", "progress"),
    ("van-ban/<str:dispatch_id>/doc/thoi/", "stop"),
    ("van-ban/<str:document_id>/kiem/", "review"),
    ("van-ban/<str:document_id>/kiem/nhan-nhom/", "finds_accept"),
    ("van-ban/<str:document_id>/kiem/them/", "find_add"),
    ("van-ban/<str:document_id>/vao-so/", "register"),
    ("van-ban/muc/<str:find_id>/", "find"),
    ("van-ban/muc/<str:find_id>/kiem/", "find_decide"),
    ("van-ban/muc/<str:find_id>/sua/", "find_edit"),
    ("van-ban/<str:document_id>/", "detail"),
    ("van-ban/<str:document_id>/ban-goc/", "source"),
)
assignments = named(
    ("nhiem-vu/", "list"),
    ("nhiem-vu/<str:task_id>/", "detail"),
    ("nhiem-vu/<str:task_id>/nhan/", "accept"),
    ("nhiem-vu/<str:task_id>/bao-cao/", "report"),
)
urlpatterns = [
    path("", include((named(("", "desk")), "dashboards"))),
    path("", include((documents, "documents"))),
    path("", include((assignments, "assignments"))),
    path("", include((named(("don-vi/", "act_as")), "accounts"))),
    path("", include((named(("giao-dien/", "appearance")), "shell"))),
    *named(
        ("dang-nhap/", "account_login"),
        ("dang-xuat/", "account_logout"),
        ("doi-mat-khau/", "account_change_password"),
        ("xac-nhan-lai/", "account_reauthenticate"),
        ("hai-lop/", "mfa_index"),
        ("hai-lop/ma/", "mfa_authenticate"),
        ("hai-lop/xac-nhan-lai/", "mfa_reauthenticate"),
        ("hai-lop/bat/", "mfa_activate_totp"),
        ("hai-lop/tat/", "mfa_deactivate_totp"),
        ("hai-lop/du-phong/", "mfa_view_recovery_codes"),
        ("hai-lop/du-phong/tao/", "mfa_generate_recovery_codes"),
        ("hai-lop/du-phong/tai/", "mfa_download_recovery_codes"),
    ),
]
