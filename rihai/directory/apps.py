"""The app of agencies and places."""

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "rihai.directory"
    label = "directory"
    verbose_name = "Directory"
