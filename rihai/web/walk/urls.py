"""Addresses of the walk: outside a demonstration there are none."""

from django.urls import URLPattern, path

from rihai.web.walk import views


def demonstration(*, is_demo: bool) -> list[URLPattern]:
    if not is_demo:
        return []
    return [
        path("demonstration/", views.walk, name="walk"),
        path("demonstration/margin/", views.walk_choose, name="walk_choose"),
        path("demonstration/enter/<str:username>/", views.walk_enter, name="walk_enter"),
    ]
