"""Addresses of the shell."""

from django.urls import path

from rihai.web import offline, views

app_name = "web"

urlpatterns = [
    path("", views.my_day, name="my_day"),
    path("health/", views.health, name="health"),
    path("offline/", offline.offline, name="offline"),
    path("offline-worker.js", offline.offline_worker, name="offline_worker"),
]
