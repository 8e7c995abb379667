"""Addresses of reports."""

from django.urls import path

from rihai.research import views

app_name = "research"

urlpatterns = [
    path("", views.impact, name="impact"),
]
