"""Every address of the staff door."""

from django.urls import include, path

urlpatterns = [
    path("", include("rihai.web.urls")),
    path("alerts/", include("rihai.intake.urls")),
    path("", include("rihai.rescue.urls")),
    path("", include("rihai.tracing.urls")),
    path("legal/", include("rihai.prosecution.urls")),
    path("", include("rihai.offences.urls")),
    path("cases/", include("rihai.cases.urls")),
    path("people/", include("rihai.people.urls")),
    path("duties/", include("rihai.duties.urls")),
    path("directory/", include("rihai.directory.urls")),
    path("impact/", include("rihai.research.urls")),
    path("access/", include("rihai.access.urls")),
    path("", include("rihai.accounts.urls")),
]

handler400 = "rihai.web.errors.bad_request"
handler403 = "rihai.web.errors.forbidden"
handler404 = "rihai.web.errors.not_found"
handler500 = "rihai.web.errors.server_error"
