"""Pages of potential matches, for whoever holds the person found: the list, one pair, two voices, an answer."""

from functools import partial
from typing import Final
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from rihai.access.answers import Asking, ask, press
from rihai.access.scope import get_visible
from rihai.accounts.checks import check_holds
from rihai.accounts.permissions import Permission
from rihai.accounts.submissions import answers_resends
from rihai.accounts.visitor import visitor
from rihai.tracing.actions.answering import end_answer, give_answer
from rihai.tracing.actions.deciding import look_again, say_of_match, take_voice_back
from rihai.tracing.forms.listing import DistrictForm
from rihai.tracing.forms.matches import AgainForm, AnswerForm, VoiceForm
from rihai.tracing.match_permissions import can_decide, check_can_decide
from rihai.tracing.models.matches import PotentialMatch, SharedAnswer
from rihai.tracing.selectors.listing import OF_PERSON, districts_in, in_district
from rihai.tracing.selectors.matches import match_page, matches_listed
from rihai.tracing.workflow import MatchStatus

PER_PAGE: Final = 25
TABS: Final = (("open", _("To decide")), ("decided", _("Decided")))
SETTLED: Final = (MatchStatus.CONFIRMED, MatchStatus.REFUSED)


@require_GET
def match_list(request: HttpRequest) -> HttpResponse:
    user = visitor(request)
    check_holds(user, Permission.MATCH_DECIDE, verb="match.listed")
    tab = "decided" if request.GET.get("show") == "decided" else "open"
    rows = matches_listed(user, decided=tab == "decided")
    districts = DistrictForm(request.GET, districts=districts_in(rows, OF_PERSON))
    page = Paginator(in_district(rows, districts.chosen, OF_PERSON), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "tracing/match_list.html", {"page": page, "tab": tab, "tabs": TABS, "districts": districts})


@answers_resends
def match_detail(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Both sides with the reasons, and the form for one's own voice."""
    user, match = visitor(request), _match(request, uid)
    form = VoiceForm(request.POST or None, match=match)
    back = reverse("tracing:match_list")
    asking = Asking(
        match.person.pseudonym, _("Save"), back, _("Possible matches"), template="tracing/match_detail.html"
    )

    def act() -> str:
        say_of_match(match, **form.cleaned_data, by=user)
        return match.get_absolute_url()

    more = {
        "match": match,
        "page": match_page(match, user),
        "may_decide": can_decide(user, match),
        "is_settled": match.status in SETTLED,
    }
    return ask(request, form, asking, act, more=more)


@require_POST
@answers_resends
def match_take_back(request: HttpRequest, uid: UUID) -> HttpResponse:
    user, match = visitor(request), _match(request, uid)
    act = partial(take_voice_back, match, by=user)
    return press(request, act, to=match.get_absolute_url(), done=_("Taken back. You can say something else."))


@answers_resends
def match_again(request: HttpRequest, uid: UUID) -> HttpResponse:
    user, match = visitor(request), _match(request, uid)
    check_can_decide(user, match)
    form = AgainForm(request.POST or None)

    def act() -> str:
        look_again(match, **form.cleaned_data, by=user)
        return match.get_absolute_url()

    asking = Asking(_("Look at it again"), _("Open it again"), match.get_absolute_url(), match.person.code)
    return ask(request, form, asking, act)


@answers_resends
def match_answer(request: HttpRequest, uid: UUID) -> HttpResponse:
    user, match = visitor(request), _match(request, uid)
    check_can_decide(user, match)
    form = AnswerForm(request.POST or None, match=match)

    def act() -> str:
        give_answer(match, facts=form.facts(), by=user)
        return match.get_absolute_url()

    asking = Asking(_("Tell whoever asked"), _("Tell them this"), match.get_absolute_url(), match.person.code)
    return ask(request, form, asking, act)


@require_POST
@answers_resends
def answer_end(request: HttpRequest, uid: UUID) -> HttpResponse:
    user = visitor(request)
    answer = get_object_or_404(SharedAnswer, pk=uid)
    match = _match(request, answer.match_id)
    act = partial(end_answer, match, answer=answer, by=user)
    return press(request, act, to=match.get_absolute_url(), done=_("They do not see this answer any more."))


def _match(request: HttpRequest, uid: UUID) -> PotentialMatch:
    both = ("missing_entry", "held_entry")
    rows = PotentialMatch.objects.select_related("person", *both, "organisation", "refused_before")
    return get_visible(rows, visitor(request), uid, "match.opened")
