"""Addresses of the shell."""

from django.urls import path

from rihai.web import views

app_name = "web"

urlpatterns = [
    path("", views.my_day, name="my_day"),
    path("health/", views.health, name="health"),
]
