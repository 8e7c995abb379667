"""Addresses of duties."""

from django.urls import path

from rihai.duties import views

app_name = "duties"

urlpatterns = [
    path("", views.duty_list, name="duty_list"),
    path("calendar/", views.calendar, name="calendar"),
    path("calendar.ics", views.calendar_file, name="calendar_file"),
    path("again/", views.repetitions, name="repetitions"),
    path("again/<uuid:uid>/end/", views.repetition_end, name="repetition_end"),
    path("rules/", views.rule_list, name="rule_list"),
    path("rules/<str:code>/", views.rule_change, name="rule_change"),
    path("late/", views.duty_late, name="duty_late"),
    path("<uuid:uid>/undo/", views.duty_undo, name="duty_undo"),
    path("<uuid:uid>/put-off/", views.duty_put_off, name="duty_put_off"),
    path("<uuid:uid>/put-off/undo/", views.duty_put_off_undo, name="duty_put_off_undo"),
    path("<uuid:uid>/put-off/reasons/", views.duty_reasons, name="duty_reasons"),
    path("<uuid:uid>/talked/", views.duty_talk, name="duty_talk"),
    path("<uuid:uid>/done/", views.duty_complete, name="duty_complete"),
    path("<uuid:uid>/hand-over/", views.duty_reassign, name="duty_reassign"),
]
