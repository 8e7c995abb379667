"""Addresses of access."""

from django.urls import path

from rihai.access import views

app_name = "access"

urlpatterns = [
    path("review/", views.review, name="review"),
    path("review/<uuid:uid>/", views.reason_open, name="reason_open"),
    path("review/<uuid:uid>/done/", views.reason_review, name="reason_review"),
    path("agency/number/<uuid:uid>/", views.agency_number, name="agency_number"),
    path("agency/mark/<uuid:uid>/", views.mark_basis, name="mark_basis"),
    path("trail/", views.trail, name="trail"),
    path("trail/check/", views.trail_check, name="trail_check"),
    path("emergency/<str:label>/<uuid:uid>/", views.break_glass, name="break_glass"),
    path("staff/<uuid:uid>/close/", views.deactivate_user, name="deactivate_user"),
    path("staff/role/<uuid:uid>/end/", views.end_role, name="end_role"),
]
