"""The app of legal cases."""

from django.apps import AppConfig


class ProsecutionConfig(AppConfig):
    name = "rihai.prosecution"
    label = "prosecution"
    verbose_name = "Prosecution"

    def ready(self) -> None:
        pass
