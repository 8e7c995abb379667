"""A sheet for the survivor: where the claim stands, in plain words and, as far as texts are ours, in her language.

No name stands on it. Of the law only what a lawyer has confirmed.
"""

from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import override
from django.views.decorators.http import require_GET

from rihai.accounts.visitor import visitor
from rihai.prosecution.claim_rules import law_day
from rihai.prosecution.law.law_country import law_for
from rihai.prosecution.selectors.claims import claim_page
from rihai.prosecution.views.claims import claim_for
from rihai.prosecution.views.paper_language import language_for


@require_GET
def claim_sheet(request: HttpRequest, uid: UUID) -> HttpResponse:
    user, claim = visitor(request), claim_for(request, uid)
    read, page = law_for(claim), claim_page(claim, user)
    language = language_for(request, claim.case.person)
    answer_by = law_day(due for due in page.dues if read.may_quote(due.clock))
    context = {
        "claim": claim,
        "page": page,
        "answer_by": answer_by,
        "language": language,
        "languages": settings.LANGUAGES,
    }
    with override(language):
        return render(request, "prosecution/claim_sheet.html", context)
