"""Addresses of alerts."""

from django.urls import path

from rihai.intake import views

app_name = "intake"

urlpatterns = [
    path("", views.alert_list, name="alert_list"),
    path("new/", views.alert_new, name="alert_new"),
    path("<uuid:uid>/", views.alert_detail, name="alert_detail"),
    path("<uuid:uid>/open/", views.alert_open, name="alert_open"),
    path("<uuid:uid>/triage/", views.alert_triage, name="alert_triage"),
    path("<uuid:uid>/reopen/", views.alert_reopen, name="alert_reopen"),
    path("duplicates/<uuid:uid>/", views.duplicate_decide, name="duplicate_decide"),
]
