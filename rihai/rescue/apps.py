"""The app of inquiries, operations and the people found."""

from django.apps import AppConfig


class RescueConfig(AppConfig):
    name = "rihai.rescue"
    label = "rescue"
    verbose_name = "Rescue"
