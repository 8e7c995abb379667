"""The app of duties."""

from django.apps import AppConfig

from rihai.duties.rules import load_rules


class DutiesConfig(AppConfig):
    name = "rihai.duties"
    label = "duties"
    verbose_name = "Duties"

    def ready(self) -> None:
        """A schedule with a mistake stops the program here, before anybody relies on it."""
        load_rules()
