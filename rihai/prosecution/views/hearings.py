"""Pages of a day in court: planning, preparing, how it went."""

from dataclasses import replace
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from rihai.access.answers import ask
from rihai.access.drafts.pages import keeps_draft
from rihai.access.reading import OwnWork, read
from rihai.access.scope import get_visible
from rihai.accounts.models import User
from rihai.accounts.submissions import answers_resends
from rihai.accounts.visitor import visitor
from rihai.prosecution import actions
from rihai.prosecution.forms.hearings import HearingForm, OutcomeForm, PreparationForm, WhoseForm, preparation_items
from rihai.prosecution.models import Hearing
from rihai.prosecution.permissions import check_can_record
from rihai.prosecution.rights.survivors import known_survivors
from rihai.prosecution.views.legal_cases import about, legal_case_for


@keeps_draft
@answers_resends
def hearing_new(request: HttpRequest, uid: UUID) -> HttpResponse:
    user, legal_case = visitor(request), legal_case_for(request, uid)
    check_can_record(user, legal_case)
    survivors = known_survivors(legal_case, user)
    is_shared = legal_case.survivors.count() > 1
    form = HearingForm(request.POST or None, user=user, survivors=survivors, is_shared=is_shared)

    def act() -> str:
        actions.plan_hearing(legal_case, facts=form.facts(), by=user)
        return legal_case.get_absolute_url()

    return ask(request, form, about(legal_case, _("A hearing"), _("Save")), act)


@answers_resends
def hearing_survivor(request: HttpRequest, uid: UUID) -> HttpResponse:
    user, hearing = visitor(request), _hearing(request, uid)
    form = WhoseForm(request.POST or None, survivors=known_survivors(hearing.legal_case, user))

    def act() -> str:
        actions.name_survivor(hearing, survivor=form.chosen(), by=user)
        return hearing.legal_case.get_absolute_url()

    return ask(request, form, about(hearing.legal_case, _("Whose day in court is this?"), _("Save")), act)


@answers_resends
def hearing_prepare(request: HttpRequest, uid: UUID) -> HttpResponse:
    user, hearing = visitor(request), _hearing(request, uid)
    initial = {"prepared": hearing.prepared, "video_wish": hearing.video_wish, "seen": hearing.prepared_version}
    form = PreparationForm(request.POST or None, initial=initial)

    def act() -> str:
        form.show_again(hearing.prepared_version)
        actions.prepare_hearing(hearing, **form.cleaned_data, by=user)
        return hearing.legal_case.get_absolute_url()

    asking = about(hearing.legal_case, _("Getting to know the court"), _("Save"))
    asking = replace(asking, template="prosecution/hearing_prepare.html")
    return ask(request, form, asking, act, more={"items": preparation_items()})


@keeps_draft
@answers_resends
def hearing_outcome(request: HttpRequest, uid: UUID) -> HttpResponse:
    user, hearing = visitor(request), _hearing(request, uid)
    form = OutcomeForm(request.POST or None, initial=_told(hearing, user) if request.method == "GET" else None)

    def act() -> str:
        form.show_again(hearing.told_version)
        told = actions.record_hearing(hearing, facts=form.facts(), by=user, seen=form.cleaned_data["seen"])
        return _plan_of_next_day(told) or hearing.legal_case.get_absolute_url()

    return ask(request, form, about(hearing.legal_case, _("How did the hearing go?"), _("Save")), act)


def _plan_of_next_day(hearing: Hearing) -> str:
    """Adjourned, and its day was planned: the plan is offered for the next date. "" where there is nothing to offer."""
    following = hearing.following.filter(outcome="").first()
    if hearing.outcome != Hearing.Outcome.ADJOURNED or following is None:
        return ""
    was_planned = hearing.court_days.exists() and not following.court_days.exists()
    return reverse("prosecution:court_day_list", args=[following.uid]) if was_planned else ""


def _told(hearing: Hearing, user: User) -> dict[str, object]:
    """What was told of it already, to be put right."""
    if hearing.is_to_come:
        return {}
    following = hearing.following.first()
    return {
        "seen": hearing.told_version,
        "outcome": hearing.outcome,
        "reason": hearing.reason,
        "note": read((hearing, ("note",)), by=user, why=OwnWork())(hearing).note,
        "next_at": following.at if following else None,
    }


def _hearing(request: HttpRequest, uid: UUID) -> Hearing:
    hearing = get_visible(Hearing.objects.select_related("legal_case"), visitor(request), uid, "legal.record")
    check_can_record(visitor(request), hearing.legal_case)
    return hearing
