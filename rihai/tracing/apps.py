"""The app of missing reports and found records."""

from django.apps import AppConfig


class TracingConfig(AppConfig):
    name = "rihai.tracing"
    label = "tracing"
    verbose_name = "Tracing"
