from django.apps import AppConfig


class AdministrationConfig(AppConfig):
    name = "behoc.ground.administration"
    label = "administration"
    verbose_name = "Quản trị"

    def ready(self) -> None:
        """Listen to what people change on their own account."""
        from behoc.ground.administration.services import (  # noqa: PLC0415 (once apps are loaded)
            own_account,
        )

        own_account.listen()
