"""Addresses of people. A name never stands in one: the search is sent by POST."""

from django.urls import path

from rihai.people.views import contact, people

app_name = "people"

urlpatterns = [
    path("", people.person_search, name="person_search"),
    path("<uuid:uid>/", people.person_detail, name="person_detail"),
    path("<uuid:uid>/open/", people.person_open, name="person_open"),
    path("<uuid:uid>/correct/", people.person_correct, name="person_correct"),
    path("<uuid:uid>/names/new/", people.name_new, name="name_new"),
    path("<uuid:uid>/relatives/new/", people.relative_new, name="relative_new"),
    path("<uuid:uid>/items/new/", people.item_new, name="item_new"),
    path("<uuid:uid>/contact/", contact.contact_detail, name="contact_detail"),
    path("<uuid:uid>/contact/open/", contact.contact_open, name="contact_open"),
    path("<uuid:uid>/contact/edit/", contact.contact_edit, name="contact_edit"),
    path("<uuid:uid>/contact/confirm/", contact.contact_confirm, name="contact_confirm"),
]
