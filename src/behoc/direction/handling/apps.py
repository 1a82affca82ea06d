from django.apps import AppConfig


class HandlingConfig(AppConfig):
    name = "behoc.direction.handling"
    label = "handling"
    verbose_name = "Xử lý văn bản"
