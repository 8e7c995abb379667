"""Connects the framework's sign-in events to `receivers.py`, and nothing else."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "rihai.accounts"
    label = "accounts"
    verbose_name = "Accounts"

    def ready(self) -> None:
        from rihai.accounts import receivers  # the models must be loaded first

        receivers.connect()
