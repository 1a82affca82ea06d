from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "behoc.ground.notifications"
    label = "notifications"
    verbose_name = "Thông báo"
