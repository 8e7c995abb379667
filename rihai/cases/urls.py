"""Addresses of cases."""

from django.urls import path

from rihai.cases import views
from rihai.cases.documents import views as documents

app_name = "cases"

urlpatterns = [
    path("", views.case_list, name="case_list"),
    path("<uuid:uid>/", views.case_detail, name="case_detail"),
    path("<uuid:uid>/open/", views.case_open, name="case_open"),
    path("<uuid:uid>/wish/", views.wish, name="case_wish"),
    path("<uuid:uid>/event/", views.event_new, name="case_event_new"),
    path("<uuid:uid>/note/", views.note_new, name="case_note_new"),
    path("<uuid:uid>/note/<uuid:note>/", views.note_correct, name="case_note_correct"),
    path("<uuid:uid>/worker/", views.assign, name="case_assign"),
    path("<uuid:uid>/participant/", views.participant_new, name="case_participant_new"),
    path("<uuid:uid>/screening/", views.screening, name="case_screening"),
    path("<uuid:uid>/status/", views.status_change, name="case_status"),
    path("<uuid:uid>/closing/", views.closing, name="case_closing"),
    path("<uuid:uid>/closing/decide/", views.closing_decide, name="case_closing_decide"),
    path("participants/<uuid:uid>/end/", views.participant_end, name="case_participant_end"),
    path("participants/<uuid:uid>/return/", views.participant_return, name="participant_return"),
    path("<uuid:uid>/documents/", documents.document_list, name="case_document_list"),
    path("<uuid:uid>/documents/new/", documents.document_new, name="case_document_new"),
    path("documents/<uuid:uid>/", documents.document_detail, name="case_document_detail"),
    path("documents/<uuid:uid>/copy/", documents.document_copy, name="case_document_copy"),
    path("documents/<uuid:uid>/original/", documents.document_original, name="case_document_original"),
    path("documents/<uuid:uid>/withdraw/", documents.document_withdraw, name="case_document_withdraw"),
]
