"""The app of duties."""

from django.apps import AppConfig


class DutiesConfig(AppConfig):
    name = "rihai.duties"
    label = "duties"
    verbose_name = "Duties"
