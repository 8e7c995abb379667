"""Addresses of duties."""

from django.urls import path

from rihai.duties import views

app_name = "duties"

urlpatterns = [
    path("", views.duty_list, name="duty_list"),
    path("<uuid:uid>/done/", views.duty_complete, name="duty_complete"),
    path("<uuid:uid>/hand-over/", views.duty_reassign, name="duty_reassign"),
]
