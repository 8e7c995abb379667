"""The app of legal cases."""

from django.apps import AppConfig


class ProsecutionConfig(AppConfig):
    name = "rihai.prosecution"
    label = "prosecution"
    verbose_name = "Prosecution"

    def ready(self) -> None:
        from rihai.prosecution import checks  # noqa: F401 - importing registers them; the models must be loaded first
