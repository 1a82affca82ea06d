from importlib import import_module

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "behoc.direction.documents"
    label = "documents"
    verbose_name = "Văn bản"

    def ready(self) -> None:
        import_module("behoc.direction.documents.jobs")
