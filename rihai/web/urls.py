"""Addresses of the shell."""

from django.conf import settings
from django.urls import include, path

from rihai.web import offline, openings, views
from rihai.web.walk.urls import demonstration

app_name = "web"

urlpatterns = [
    path("", views.my_day, name="my_day"),
    path("", include("rihai.web.handover.urls")),
    path("", include("rihai.web.erasing.urls")),
    path("health/", views.health, name="health"),
    path("offline/", offline.offline, name="offline"),
    path("offline-worker.js", offline.offline_worker, name="offline_worker"),
    path("people/<uuid:uid>/openings/", openings.openings, name="openings"),
    *demonstration(is_demo=settings.DEMO),
]
