"""What the browser shows when the network is gone: one page of our own, and the small worker that keeps it.

The worker keeps that page and its style, never a record and never an answer of another address.
"""

import json
from pathlib import Path
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

WORKER: Final = Path(__file__).parent / "static/web/js/offline-worker.js"
STYLES: Final = ("vendor/frontend/frontend.css", "web/css/rihai.css", "web/img/mark.svg")


@require_GET
def offline(request: HttpRequest) -> HttpResponse:
    """Asks nobody anything: it is kept on the device and shown to whoever holds it, so in every language of ours.

    That of whoever fetched it comes first. A worker for each language would be exchanged with each change of language.
    """
    spoken = sorted((code for code, _ in settings.LANGUAGES), key=lambda code: code != get_language())
    return HttpResponse(render_to_string("web/offline.html", {"demo": settings.DEMO, "spoken": spoken}))


@require_GET
def offline_worker(request: HttpRequest) -> HttpResponse:
    """From the root of the site: a worker reaches only what lies below its own address."""
    kept = [reverse("web:offline"), *(static(name) for name in STYLES)]
    script = f"const KEPT = {json.dumps(kept)};\n{WORKER.read_text()}"
    return HttpResponse(script, content_type="text/javascript; charset=utf-8")
