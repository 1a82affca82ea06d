from django.apps import AppConfig


class DraftingConfig(AppConfig):
    name = "behoc.direction.drafting"
    label = "drafting"
    verbose_name = "Dự thảo"
