"""Addresses of handing over a colleague's work, under the name of the shell."""

from django.urls import path

from rihai.web.handover import views

urlpatterns = [
    path("hand-over/", views.handover_list, name="handover_list"),
    path("hand-over/<uuid:uid>/", views.handover_new, name="handover_new"),
    path("hand-over/<uuid:uid>/undo/", views.handover_undo, name="handover_undo"),
]
