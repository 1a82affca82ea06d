from django.apps import AppConfig


class AttachmentsConfig(AppConfig):
    name = "behoc.ground.attachments"
    label = "attachments"
    verbose_name = "Tệp"
