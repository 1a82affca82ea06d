from django.apps import AppConfig


class DashboardsConfig(AppConfig):
    name = "behoc.surface.dashboards"
    label = "dashboards"
    verbose_name = "Bảng điều hành"
