from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    name = "behoc.measure.indicators"
    label = "indicators"
    verbose_name = "Chỉ tiêu"
