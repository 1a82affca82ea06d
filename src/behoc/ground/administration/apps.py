from django.apps import AppConfig


class AdministrationConfig(AppConfig):
    name = "behoc.ground.administration"
    label = "administration"
    verbose_name = "Quản trị"
