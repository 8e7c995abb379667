"""The plan of one survivor's day in court, and the call the same evening.

Not here: making her familiar with the court (`hearings`). Neither is ever about what she says.
"""

from typing import Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rihai.accounts.models import User
from rihai.audit import actions as audit
from rihai.cases.erasing.gone import check_not_erased
from rihai.lib.text import normalise
from rihai.lib.workflow import NotPossible
from rihai.prosecution.facts.protection_facts import CourtDayFacts
from rihai.prosecution.law.court_day import Settled, codes
from rihai.prosecution.models import CourtDay, Hearing, LegalCaseSurvivor
from rihai.prosecution.owing.owed import AFTER_COURT, remind_of_call, settle_about
from rihai.prosecution.part_permissions import check_knows_way
from rihai.prosecution.survivor_permissions import lock_with

REACHED: Final = frozenset(CourtDay.After) - {CourtDay.After.NOT_REACHED}


@transaction.atomic
def plan_court_day(hearing: Hearing, *, survivor: LegalCaseSurvivor, facts: CourtDayFacts, by: User) -> CourtDay:
    """Plan it, or change the plan. Somebody owes a call the same evening."""
    legal_case = lock_with(survivor, by)
    check_knows_way(by, legal_case)
    check_not_erased(survivor.case)
    hearing = legal_case.hearings.select_related("legal_case__organisation").get(pk=hearing.pk)
    if unknown := set(facts.settled) - codes():
        raise ValueError(f"{sorted(unknown)} are no items of court_day.yaml")
    if hearing.survivor_id not in (None, survivor.pk):
        raise NotPossible(_("On this day another survivor speaks."))
    if facts.goes_along and not legal_case.parts.filter(user=facts.goes_along, left_at=None).exists():
        raise NotPossible(_("Whoever goes along works on this legal case. Name her there first."))
    plan = CourtDay.objects.filter(hearing=hearing, survivor=survivor).first()
    plan = plan or CourtDay(hearing=hearing, survivor=survivor, data_key=legal_case.data_key, recorded_by=by)
    plan.hearing = hearing
    plan.goes_along, plan.leaves_at, plan.call_at = facts.goes_along, facts.leaves_at, facts.call_at
    plan.settled = {code: str(Settled(state)) for code, state in facts.settled.items()}
    plan.vehicle, plan.meeting_point = normalise(facts.vehicle), normalise(facts.meeting_point)
    plan.phone = normalise(facts.phone)
    plan.save()
    if plan.after not in REACHED:
        remind_of_call(plan, by=by)
    audit.record("legal.court_day_planned", by=by, subject=legal_case, hearing=hearing.uid)
    return plan


@transaction.atomic
def record_call(plan: CourtDay, *, after: CourtDay.After, by: User) -> CourtDay:
    """How she is after the day in court. Who was not reached is still to be called."""
    legal_case = lock_with(plan.survivor, by)
    plan = CourtDay.objects.select_related("hearing__legal_case__organisation").get(pk=plan.pk)
    if after is not CourtDay.After.DID_NOT_GO and plan.hearing.at > timezone.now():
        raise NotPossible(_("The hearing is still to come."))
    plan.after, plan.called_at, plan.called_by = after, timezone.now(), by
    plan.save(update_fields=["after", "called_at", "called_by"])
    if after in REACHED:
        settle_about(plan, AFTER_COURT, by=by)
    audit.record("legal.court_day_called", by=by, subject=legal_case, hearing=plan.hearing_id)
    return plan
