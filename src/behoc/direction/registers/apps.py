from django.apps import AppConfig


class RegistersConfig(AppConfig):
    name = "behoc.direction.registers"
    label = "registers"
    verbose_name = "Sổ văn bản"
