"""The addresses of a demonstration: the project's own, the one-time way in, and the walk."""

from django.urls import URLPattern, URLResolver, include, path

from rihai.accounts.urls import demonstration as ways_in
from rihai.accounts.urls import own
from rihai.web.urls import urlpatterns as shell
from rihai.web.walk.urls import demonstration

of_the_shell = [one for one in shell if isinstance(one, URLPattern | URLResolver)]
urlpatterns = [
    path("", include(([*demonstration(is_demo=True), *of_the_shell], "web"))),
    path("", include(([*ways_in(is_demo=True), *own], "accounts"))),
    path("", include("rihai.urls")),
]
handler403 = "rihai.web.errors.forbidden"
handler404 = "rihai.web.errors.not_found"
handler500 = "rihai.web.errors.server_error"
