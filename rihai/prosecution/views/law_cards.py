"""Pages of law cards: all topics, and one of them, to be read or printed. Nobody's data stand on them."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from rihai.prosecution.documents.law_cards import ENGLISH, load_cards, shown
from rihai.prosecution.law.law_read import law_read


@require_GET
def law_card_list(request: HttpRequest) -> HttpResponse:
    read = law_read()
    context = {"cards": shown(load_cards().values(), _language(), read), "problem": read.problem}
    return render(request, "prosecution/law_card_list.html", context)


@require_GET
def law_card(request: HttpRequest, code: str) -> HttpResponse:
    card = load_cards().get(code)
    if card is None:
        raise Http404
    read, language = law_read(), _language()
    (found,) = shown([card], language, read)
    context = {"shown": found, "problem": read.problem, "is_other_language": bool(found.languages - {language})}
    return render(request, "prosecution/law_card.html", context)


def _language() -> str:
    return (get_language() or ENGLISH).split("-")[0]
