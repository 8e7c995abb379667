"""Addresses of missing reports, found records and what belongs to them."""

from django.urls import path

from rihai.tracing.views import asking, found, matches, photos, reports, sheets, telling

app_name = "tracing"

urlpatterns = [
    path("missing/", reports.report_list, name="report_list"),
    path("missing/new/", reports.report_new, name="report_new"),
    path("missing/<uuid:uid>/", reports.report_detail, name="report_detail"),
    path("missing/<uuid:uid>/open/", reports.report_open, name="report_open"),
    path("missing/<uuid:uid>/correct/", reports.report_correct, name="report_correct"),
    path("missing/<uuid:uid>/assign/", reports.report_assign, name="report_assign"),
    path("missing/<uuid:uid>/reporter/", reports.report_reporter, name="report_reporter"),
    path("missing/<uuid:uid>/end/", reports.report_end, name="report_end"),
    path("missing/<uuid:uid>/reopen/", reports.report_reopen, name="report_reopen"),
    path("missing/<uuid:uid>/sighting/", sheets.sighting_new, name="sighting_new"),
    path("missing/<uuid:uid>/sheet/", sheets.sheet_new, name="sheet_new"),
    path("missing/<uuid:uid>/told/", telling.progress_new, name="progress_new"),
    path("missing/<uuid:uid>/consent/", telling.consent_new, name="consent_new"),
    path("missing/<uuid:uid>/photo/", photos.report_photo_new, name="report_photo_new"),
    path("missing/photos/<uuid:uid>/", photos.report_photo, name="report_photo"),
    path("missing/photos/<uuid:uid>/withdraw/", photos.report_photo_withdraw, name="report_photo_withdraw"),
    path("missing/consents/<uuid:uid>/tell/", telling.consent_tell, name="consent_tell"),
    path("missing/consents/<uuid:uid>/withdraw/", telling.consent_withdraw, name="consent_withdraw"),
    path("missing/sheets/<uuid:uid>/", sheets.sheet_detail, name="sheet_detail"),
    path("missing/sheets/<uuid:uid>/text/", sheets.sheet_text, name="sheet_text"),
    path("missing/sheets/<uuid:uid>/asked/", sheets.sheet_asked, name="sheet_asked"),
    path("missing/asked/<uuid:uid>/answer/", sheets.request_answer, name="request_answer"),
    path("missing/again/<uuid:uid>/", telling.again_detail, name="again_detail"),
    path("matches/", matches.match_list, name="match_list"),
    path("matches/<uuid:uid>/", matches.match_detail, name="match_detail"),
    path("matches/<uuid:uid>/take-back/", matches.match_take_back, name="match_take_back"),
    path("matches/<uuid:uid>/again/", matches.match_again, name="match_again"),
    path("matches/<uuid:uid>/answer/", matches.match_answer, name="match_answer"),
    path("matches/answers/<uuid:uid>/end/", matches.answer_end, name="answer_end"),
    path("searches/", asking.search_list, name="search_list"),
    path("searches/new/", asking.search_new, name="search_new"),
    path("searches/<uuid:uid>/", asking.search_detail, name="search_detail"),
    path("searches/<uuid:uid>/end/", asking.search_end, name="search_end"),
    path("planted/", asking.planted_list, name="planted_list"),
    path("planted/<uuid:uid>/end/", asking.planted_end, name="planted_end"),
    path("found/", found.found_list, name="found_list"),
    path("found/new/", found.found_new, name="found_new"),
    path("found/<uuid:uid>/", found.found_detail, name="found_detail"),
    path("found/<uuid:uid>/open/", found.found_open, name="found_open"),
    path("found/<uuid:uid>/sheet/", found.found_sheet, name="found_sheet"),
    path("found/<uuid:uid>/withdraw/", found.found_withdraw, name="found_withdraw"),
    path("found/<uuid:uid>/photo/", photos.found_photo_new, name="found_photo_new"),
    path("found/photos/<uuid:uid>/", photos.found_photo, name="found_photo"),
    path("found/photos/<uuid:uid>/withdraw/", photos.found_photo_withdraw, name="found_photo_withdraw"),
]
