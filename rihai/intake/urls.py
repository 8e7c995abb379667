"""Addresses of alerts."""

from django.urls import path

from rihai.intake import missing, views
from rihai.intake.attachments import views as attachments

app_name = "intake"

urlpatterns = [
    path("", views.alert_list, name="alert_list"),
    path("new/", views.alert_new, name="alert_new"),
    path("<uuid:uid>/", views.alert_detail, name="alert_detail"),
    path("<uuid:uid>/open/", views.alert_open, name="alert_open"),
    path("<uuid:uid>/triage/", views.alert_triage, name="alert_triage"),
    path("<uuid:uid>/reopen/", views.alert_reopen, name="alert_reopen"),
    path("<uuid:uid>/missing/", missing.alert_missing, name="alert_missing"),
    path("<uuid:uid>/missing/<uuid:person>/", missing.alert_missing, name="alert_missing_person"),
    path("<uuid:uid>/files/", attachments.attachment_list, name="attachment_list"),
    path("<uuid:uid>/files/new/", attachments.attachment_new, name="attachment_new"),
    path("files/<uuid:uid>/", attachments.attachment_detail, name="attachment_detail"),
    path("files/<uuid:uid>/copy/", attachments.attachment_copy, name="attachment_copy"),
    path("files/<uuid:uid>/original/", attachments.attachment_original, name="attachment_original"),
    path("files/<uuid:uid>/withdraw/", attachments.attachment_withdraw, name="attachment_withdraw"),
    path("duplicates/<uuid:uid>/", views.duplicate_decide, name="duplicate_decide"),
]
