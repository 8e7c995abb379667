"""The addresses of a demonstration: the project's own and the one-time way in."""

from django.urls import include, path

from rihai.accounts.urls import demonstration, own

urlpatterns = [
    path("", include(([*demonstration(is_demo=True), *own], "accounts"))),
    path("", include("rihai.urls")),
]
