"""The app of people, their sealed identity and how they may be reached."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "rihai.people"
    label = "people"
    verbose_name = "People"
