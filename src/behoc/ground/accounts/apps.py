from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "behoc.ground.accounts"
    label = "accounts"
    verbose_name = "Tài khoản"
