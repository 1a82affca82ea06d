from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "behoc.ground.access"
    label = "access"
    verbose_name = "Phân quyền"
