"""The app of grants and of the one reading call."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "rihai.access"
    label = "access"
    verbose_name = "Access"
