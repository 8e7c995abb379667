"""Addresses of erasing a person, under the name of the shell."""

from django.urls import path

from rihai.web.erasing import views

urlpatterns = [
    path("erasing/", views.erasure_list, name="erasure_list"),
    path("erasing/cases/<uuid:uid>/", views.erasure_ask, name="erasure_ask"),
    path("erasing/cases/<uuid:uid>/copy/", views.erasure_copy, name="erasure_copy"),
    path("erasing/<uuid:uid>/", views.erasure_detail, name="erasure_detail"),
    path("erasing/<uuid:uid>/decide/", views.erasure_decide, name="erasure_decide"),
    path("erasing/<uuid:uid>/take-back/", views.erasure_take_back, name="erasure_take_back"),
]
