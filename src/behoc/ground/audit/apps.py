from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "behoc.ground.audit"
    label = "audit"
    verbose_name = "Nhật ký"
