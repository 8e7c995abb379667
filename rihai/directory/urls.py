"""Addresses of the directory."""

from django.urls import path

from rihai.directory import views

app_name = "directory"

urlpatterns = [
    path("", views.agency_list, name="agency_list"),
    path("<uuid:uid>/", views.agency_detail, name="agency_detail"),
    path("<uuid:uid>/edit/", views.agency_edit, name="agency_edit"),
    path("<uuid:uid>/checked/", views.agency_verify, name="agency_verify"),
    path("<uuid:uid>/distinct/", views.agency_distinct, name="agency_distinct"),
]
