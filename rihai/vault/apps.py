"""Tells Django about the package and registers its checks."""

from django.apps import AppConfig


class VaultConfig(AppConfig):
    name = "rihai.vault"
    label = "vault"

    def ready(self) -> None:
        from rihai.vault import checks  # noqa: F401 - importing registers them; the models must be loaded first
