from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "behoc.ground.organisations"
    label = "organisations"
    verbose_name = "Địa bàn, cơ quan"
