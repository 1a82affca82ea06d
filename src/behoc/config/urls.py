"""Every address of the product, app by app."""

from django.urls import URLPattern, URLResolver, include, path, register_converter

from behoc.config.appearance import choose_appearance
from behoc.config.offline import away, manifest, worker
from behoc.config.session import act_for
from behoc.kernel.ids import PublicIdConverter

register_converter(PublicIdConverter, "public")

shell_patterns = [
    path("giao-dien/", choose_appearance, name="appearance"),
    path("lam-viec-cho/", act_for, name="act_for"),
    path("sw.js", worker, name="worker"),
    path("manifest.webmanifest", manifest, name="manifest"),
    path("mat-mang/", away, name="away"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include((shell_patterns, "shell"))),
    path("tai-khoan/", include("behoc.ground.accounts.urls")),
    path("thong-bao/", include("behoc.ground.notifications.urls")),
    path("quan-tri/", include("behoc.ground.administration.urls")),
    path("", include("behoc.direction.programmes.urls")),
    path("", include("behoc.direction.documents.urls")),
    path("", include("behoc.direction.registers.urls")),
    path("", include("behoc.direction.relations.urls")),
    path("", include("behoc.direction.assignments.urls")),
    path("", include("behoc.direction.drafting.urls")),
    path("", include("behoc.direction.handling.urls")),
    path("", include("behoc.measure.reporting.urls")),
    path("", include("behoc.measure.indicators.urls")),
    path("", include("behoc.surface.dashboards.urls")),
]

handler400 = "behoc.config.faults.bad_request"
handler403 = "behoc.config.faults.permission_denied"
handler404 = "behoc.config.faults.page_not_found"
handler500 = "behoc.config.faults.server_error"
