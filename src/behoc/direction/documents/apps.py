from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "behoc.direction.documents"
    label = "documents"
    verbose_name = "Văn bản"
