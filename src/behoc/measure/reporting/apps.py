from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "behoc.measure.reporting"
    label = "reporting"
    verbose_name = "Báo cáo"
