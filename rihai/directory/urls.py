"""Addresses of the directory."""

from django.urls import path

from rihai.directory.views import contacts, decisions, entries, files, routing

app_name = "directory"

urlpatterns = [
    path("", entries.agency_list, name="agency_list"),
    path("new/", entries.agency_new, name="agency_new"),
    path("print/", entries.agency_print, name="agency_print"),
    path("import/", files.agency_import, name="agency_import"),
    path("export/", files.agency_export, name="agency_export"),
    path("competent/", routing.competent, name="competent"),
    path("waiting/", contacts.waiting, name="waiting"),
    path("<uuid:uid>/", entries.agency_detail, name="agency_detail"),
    path("<uuid:uid>/edit/", entries.agency_edit, name="agency_edit"),
    path("<uuid:uid>/checked/", entries.agency_verify, name="agency_verify"),
    path("<uuid:uid>/unit/", entries.unit_new, name="unit_new"),
    path("<uuid:uid>/hours/", entries.agency_hours, name="agency_hours"),
    path("<uuid:uid>/area/", entries.area_new, name="area_new"),
    path("area/<uuid:uid>/end/", entries.area_end, name="area_end"),
    path("<uuid:uid>/contact/", contacts.contact_new, name="contact_new"),
    path("contact/<uuid:uid>/change/", contacts.contact_change, name="contact_change"),
    path("contact/<uuid:uid>/remove/", contacts.contact_remove, name="contact_remove"),
    path("contact/<uuid:uid>/call/", contacts.contact_call, name="contact_call"),
    path("contact/<uuid:uid>/stop/", contacts.contact_stop, name="contact_stop"),
    path("<uuid:uid>/double/", decisions.agency_duplicate, name="agency_duplicate"),
    path("<uuid:uid>/distinct/", decisions.agency_distinct, name="agency_distinct"),
    path("<uuid:uid>/merge/<uuid:into>/", decisions.agency_merge, name="agency_merge"),
    path("<uuid:uid>/unmerge/", decisions.agency_unmerge, name="agency_unmerge"),
    path("<uuid:uid>/mark/", decisions.mark_new, name="mark_new"),
    path("mark/<uuid:uid>/confirm/", decisions.mark_confirm, name="mark_confirm"),
    path("mark/<uuid:uid>/end/", decisions.mark_end, name="mark_end"),
]
