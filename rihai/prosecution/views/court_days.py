"""Pages of a survivor's day in court: the plan, the paper to take along, the call in the evening."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from django.views.decorators.http import require_GET

from rihai.access.answers import Asking, as_seen, ask
from rihai.access.drafts.pages import keeps_draft
from rihai.access.reading import OwnWork, read
from rihai.access.scope import get_visible
from rihai.access.seen import seen_of_row, take_lock
from rihai.accounts.models import User
from rihai.accounts.submissions import answers_resends
from rihai.accounts.visitor import visitor
from rihai.prosecution import actions
from rihai.prosecution.forms.court_days import CallForm, CourtDayForm
from rihai.prosecution.models import CourtDay, Hearing, LegalCaseSurvivor
from rihai.prosecution.part_permissions import check_knows_way
from rihai.prosecution.permissions import check_can_record
from rihai.prosecution.rights.guests import knows_way
from rihai.prosecution.selectors.court_days import days_of, plan_page
from rihai.prosecution.survivor_permissions import survivor_for
from rihai.prosecution.views.paper_language import language_for

ROWS = ("hearing__legal_case", "hearing__court", "survivor__legal_case", "survivor__case__person", "goes_along")


@require_GET
def court_day_list(request: HttpRequest, uid: UUID) -> HttpResponse:
    user = visitor(request)
    hearing = _hearing(user, uid)
    context = {"hearing": hearing, "days": days_of(hearing, user), "knows_way": knows_way(user, hearing.legal_case)}
    return render(request, "prosecution/court_day_list.html", context)


@keeps_draft
@answers_resends
def court_day_plan(request: HttpRequest, uid: UUID, survivor: UUID) -> HttpResponse:
    """The plan of the last day in court is a proposal for the next: what depends on the day is to be settled again."""
    user = visitor(request)
    hearing, row = _hearing(user, uid), survivor_for(user, survivor, "legal.record")
    if row.legal_case_id != hearing.legal_case_id:
        raise Http404
    check_knows_way(user, hearing.legal_case)
    form = CourtDayForm(request.POST or None, legal_case=hearing.legal_case)
    known = _known(hearing, row)
    is_proposal = known is not None and known.hearing_id != hearing.pk
    if known is not None and not form.is_bound:
        form.show(known, _plain(known, user), is_proposal=is_proposal)

    def act() -> str:
        plan = actions.plan_court_day(hearing, survivor=row, facts=form.facts(), by=user)
        return _page(plan)

    back = reverse("prosecution:court_day_list", args=[hearing.uid])
    asking = Asking(
        _("Plan of the day in court"),
        _("Save"),
        back,
        row.case.person.code,
        template="prosecution/court_day_plan.html",
        seen=_planned(hearing, row),
        seen_now=lambda: _planned_now(hearing, row),
    )
    return ask(request, form, asking, act, more={"proposed_from": known if is_proposal else None})


@require_GET
def court_day(request: HttpRequest, uid: UUID) -> HttpResponse:
    user = visitor(request)
    context = {"page": plan_page(_plan(user, uid), user)}
    return render(request, "prosecution/court_day.html", context)


@require_GET
def court_day_sheet(request: HttpRequest, uid: UUID) -> HttpResponse:
    """What is taken along: no name, no place to meet, nothing of what is said."""
    user = visitor(request)
    plan = _plan(user, uid)
    language = language_for(request, plan.survivor.case.person)
    with override(language):
        page = plan_page(plan, user, on_paper=True)
        context = {"page": page, "language": language, "languages": settings.LANGUAGES}
        return render(request, "prosecution/court_day_sheet.html", context)


@answers_resends
def court_day_call(request: HttpRequest, uid: UUID) -> HttpResponse:
    user = visitor(request)
    plan = _plan(user, uid)
    form = CallForm(request.POST or None, initial={"after": plan.after})

    def act() -> str:
        actions.record_call(plan, **form.cleaned_data, by=user)
        return _page(plan)

    code = plan.survivor.case.person.code
    asking = Asking(_("The call in the evening"), _("Save"), _page(plan), code)
    return ask(request, form, as_seen(asking, plan.hearing.legal_case, plan), act)


def _hearing(user: User, uid: UUID) -> Hearing:
    hearing = get_visible(Hearing.objects.select_related("legal_case", "court"), user, uid, "legal.record")
    check_can_record(user, hearing.legal_case)
    return hearing


def _plan(user: User, uid: UUID) -> CourtDay:
    plan = get_visible(CourtDay.objects.select_related(*ROWS), user, uid, "legal.record")
    survivor_for(user, plan.survivor_id, "legal.record")
    return plan


def _known(hearing: Hearing, row: LegalCaseSurvivor) -> CourtDay | None:
    """The plan of this day, else of the last day that was planned."""
    plans = row.court_days.select_related("hearing")
    return plans.filter(hearing=hearing).first() or plans.order_by("-hearing__at").first()


def _planned(hearing: Hearing, row: LegalCaseSurvivor) -> str:
    planned = CourtDay.objects.filter(hearing=hearing, survivor=row).first()
    return seen_of_row(planned) if planned else "nothing planned"


def _planned_now(hearing: Hearing, row: LegalCaseSurvivor) -> str:
    """Nobody plans it meanwhile: planning locks the legal case too."""
    take_lock(hearing.legal_case)
    return _planned(hearing, row)


def _plain(plan: CourtDay, user: User) -> Any:
    return read((plan, ("vehicle", "meeting_point", "phone")), by=user, why=OwnWork())(plan)


def _page(plan: CourtDay) -> str:
    return reverse("prosecution:court_day", args=[plan.uid])
