from django.apps import AppConfig


class RelationsConfig(AppConfig):
    name = "behoc.direction.relations"
    label = "relations"
    verbose_name = "Quan hệ văn bản"
