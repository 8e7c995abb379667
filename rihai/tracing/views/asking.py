"""Pages of asking all organisations.

The page of a question is made of the question alone: the same words, whether or not somebody is held who fits.
"""

from functools import partial
from typing import Final
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from rihai.access.answers import Asking, ask, press
from rihai.access.own import open_own
from rihai.access.scope import get_visible
from rihai.accounts.submissions import answers_resends
from rihai.accounts.visitor import visitor
from rihai.people.search_entries import EntryFields
from rihai.tracing.actions.asking import ask_all, end_search
from rihai.tracing.budgets import left_today
from rihai.tracing.forms.asking import SearchForm
from rihai.tracing.match_permissions import check_can_ask
from rihai.tracing.models.asking import SearchRecord
from rihai.tracing.selectors.matches import answers_for

PER_PAGE: Final = 25


@require_GET
def search_list(request: HttpRequest) -> HttpResponse:
    user = visitor(request)
    check_can_ask(user)
    page = Paginator(SearchRecord.objects.visible_to(user), PER_PAGE).get_page(request.GET.get("page"))
    left = left_today(user, user.organisation_id)
    return render(request, "tracing/search_list.html", {"page": page, "left": left})


@answers_resends
def search_new(request: HttpRequest) -> HttpResponse:
    user = visitor(request)
    check_can_ask(user)
    form = SearchForm(request.POST or None)
    back, template = reverse("tracing:search_list"), "tracing/search_new.html"
    asking = Asking(_("Ask all organisations"), _("Ask"), back, _("Questions to all"), template=template)

    def act() -> str:
        return ask_all(facts=form.facts(), by=user).get_absolute_url()

    return ask(request, form, asking, act, more={"left": left_today(user, user.organisation_id)})


@require_GET
def search_detail(request: HttpRequest, uid: UUID) -> HttpResponse:
    user = visitor(request)
    search = get_visible(SearchRecord.objects.select_related("asked_by"), user, uid, "search.opened")
    opened = open_own((search, ["asked", "why"]), by=user)(search)
    asked = EntryFields.from_json(opened.asked) if opened is not None and isinstance(opened.asked, dict) else None
    context = {
        "search": search,
        "asked": asked,
        "why": opened.why if opened is not None else "",
        "answers": answers_for(user, search.uid),
        "may_end": search.asked_by_id == user.uid and search.is_running,
    }
    return render(request, "tracing/search_detail.html", context)


@require_POST
@answers_resends
def search_end(request: HttpRequest, uid: UUID) -> HttpResponse:
    user = visitor(request)
    search = get_visible(SearchRecord.objects.all(), user, uid, "search.end")
    act = partial(end_search, search, by=user)
    return press(request, act, to=search.get_absolute_url(), done=_("The question has ended."))
