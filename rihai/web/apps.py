"""The app of the pages; at its start the framework's forms learn our words."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "rihai.web"
    label = "web"
    verbose_name = "Web"

    def ready(self) -> None:
        from rihai.web import plain_words  # the forms of the framework want the settings first

        plain_words.teach_forms()
