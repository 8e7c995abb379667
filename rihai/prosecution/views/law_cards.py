"""Pages of law cards: all topics, and one of them, to be read or printed. Nobody's data stand on them."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from rihai.accounts.visitor import visitor
from rihai.prosecution.documents.law_cards import ENGLISH, listed, load_cards, shown
from rihai.prosecution.law.law_country import elsewhere, law_for


@require_GET
def law_card_list(request: HttpRequest) -> HttpResponse:
    """Those of the law that counts for the house of whoever reads; elsewhere only that offences are listed."""
    house = visitor(request).organisation
    read, country = law_for(house), elsewhere(house)
    cards = () if country else shown(load_cards().values(), _language(), read)
    context = {"cards": cards, "problem": read.problem, "elsewhere": country, "listed": listed(read) if country else ()}
    return render(request, "prosecution/law_card_list.html", context)


@require_GET
def law_card(request: HttpRequest, code: str) -> HttpResponse:
    card = load_cards().get(code)
    if card is None:
        raise Http404
    house, language = visitor(request).organisation, _language()
    read = law_for(house)
    (found,) = shown([card], language, read)
    context = {"shown": found, "problem": read.problem, "is_other_language": bool(found.languages - {language})}
    context["elsewhere"] = elsewhere(house)
    return render(request, "prosecution/law_card.html", context)


def _language() -> str:
    return (get_language() or ENGLISH).split("-")[0]
