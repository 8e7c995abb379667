"""Addresses of cases."""

from django.urls import path

from rihai.cases.documents import views as documents
from rihai.cases.views import reading, recording, working

app_name = "cases"

urlpatterns = [
    path("", reading.case_list, name="case_list"),
    path("<uuid:uid>/", reading.case_detail, name="case_detail"),
    path("<uuid:uid>/open/", reading.case_open, name="case_open"),
    path("<uuid:uid>/wish/", recording.wish, name="case_wish"),
    path("<uuid:uid>/event/", recording.event_new, name="case_event_new"),
    path("<uuid:uid>/note/", recording.note_new, name="case_note_new"),
    path("<uuid:uid>/note/<uuid:note>/", recording.note_correct, name="case_note_correct"),
    path("<uuid:uid>/worker/", working.assign, name="case_assign"),
    path("<uuid:uid>/participant/", working.participant_new, name="case_participant_new"),
    path("<uuid:uid>/screening/", recording.screening, name="case_screening"),
    path("<uuid:uid>/status/", working.status_change, name="case_status"),
    path("<uuid:uid>/closing/", working.closing, name="case_closing"),
    path("<uuid:uid>/closing/decide/", working.closing_decide, name="case_closing_decide"),
    path("participants/<uuid:uid>/end/", working.participant_end, name="case_participant_end"),
    path("participants/<uuid:uid>/return/", working.participant_return, name="participant_return"),
    path("<uuid:uid>/documents/", documents.document_list, name="case_document_list"),
    path("<uuid:uid>/documents/new/", documents.document_new, name="case_document_new"),
    path("documents/<uuid:uid>/", documents.document_detail, name="case_document_detail"),
    path("documents/<uuid:uid>/copy/", documents.document_copy, name="case_document_copy"),
    path("documents/<uuid:uid>/original/", documents.document_original, name="case_document_original"),
    path("documents/<uuid:uid>/withdraw/", documents.document_withdraw, name="case_document_withdraw"),
]
