from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    name = "behoc.direction.programmes"
    label = "programmes"
    verbose_name = "Phong trào, đề án"
