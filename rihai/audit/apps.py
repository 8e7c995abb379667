"""Django's entry for this package. Nothing runs at start."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "rihai.audit"
