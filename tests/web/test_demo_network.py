"""The invented network: told by the real actions, at invented bodies only, and true again every evening."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from rihai.accounts.models import Desk, User
from rihai.accounts.roles import GIVEN_BY_HAND, Role
from rihai.audit.models import AuditEvent
from rihai.cases.models import Case, Participant
from rihai.directory import reference
from rihai.directory.models import Agency
from rihai.duties.models import Duty
from rihai.intake.actions import accept_alert
from rihai.intake.forms import TriageForm
from rihai.intake.models import Alert, AlertDecision
from rihai.intake.workflow import Status
from rihai.lib.text import fold
from rihai.people.actions import confirm_number
from rihai.people.models import Person, Provenance, SearchEntry
from rihai.rescue.actions import ASK_HOMES
from rihai.rescue.forms.units import UnitForm
from rihai.rescue.models import DecoyRequest, Inquiry, Lead, Operation, UnitContact
from rihai.tracing.models import FoundRecord, MissingReport
from rihai.tracing.permissions import is_reporter_verified
from rihai.tracing.selectors.sheets import unanswered
from rihai.web.demo import facts
from rihai.web.demo.cast import agency, colleague, make_cast
from rihai.web.demo.marks import tellings
from rihai.web.demo.matters import tell_matters
from rihai.web.demo.night import CONFIRM, MISSING, tell_night
from rihai.web.selectors import Day, day_of
from tests.web.walking import EVENING

pytestmark = pytest.mark.django_db


def day_of_the_officer() -> Day:
    return day_of(colleague("ravi"), timezone.now())


def test_no_invented_body_bears_a_name_of_the_real_lists() -> None:
    invented = {fold(body.name) for body in (*facts.network().members, *facts.network().others)}
    real = {fold(row.name) for row, _double in (*reference.police(), *reference.organisations())}

    assert real
    assert not invented & real
    assert all("demonstration" in name for name in invented)


def test_somebody_works_in_every_role_but_the_administrators_who_found_it(told: None) -> None:
    held = {role for body in facts.network().members for one in body.staff for role in one.roles}

    assert held == {str(role) for role in GIVEN_BY_HAND} - {str(Role.ADMINISTRATOR)}
    assert all(colleague(one.username).permissions for body in facts.network().members for one in body.staff)


def test_those_who_enter_are_the_six_of_the_printed_links() -> None:
    parts = [one.part for one in facts.network().entrances]

    assert parts == [
        "the rescue officer on call",
        "the director",
        "a caseworker",
        "a caseworker of another organisation",
        "the data officer",
        "the lawyer",
    ]


def test_the_people_are_mixed(told: None) -> None:
    people = Person.objects.filter(provenance=Provenance.OWN)

    assert len(people) >= 10
    assert {"female", "male", "transgender"} <= set(people.values_list("sex", flat=True))
    assert {"IN", "NP", "BD"} <= set(people.values_list("nationality_claimed", flat=True))
    years = [year for year in people.values_list("birth_year", flat=True) if year]
    assert max(years) - min(years) > 25
    assert len({name.text.isascii() for matter in facts.matters() for one in matter.people for name in one.names}) == 2


def test_in_every_matter_something_went_wrong() -> None:
    assert all(matter.wrong for matter in facts.matters())


def test_whatever_happens_happens_at_invented_bodies(told: None) -> None:
    parts = [
        *Agency.objects.filter(pk__in=UnitContact.objects.values("agency")),
        *Agency.objects.filter(pk__in=Participant.objects.exclude(agency=None).values("agency")),
        *Agency.objects.filter(pk__in=DecoyRequest.objects.values("agency")),
        *Agency.objects.filter(pk__in=AlertDecision.objects.exclude(referred_to=None).values("referred_to")),
        *Agency.objects.filter(pk__in=User.objects.values("organisation")),
        *Agency.objects.filter(pk__in=Person.objects.values("organisation")),
        *Agency.objects.filter(pk__in=Desk.objects.values("organisation")),
    ]

    assert len(parts) > 8
    assert [body.name for body in parts if not body.is_demonstration] == []
    assert Agency.objects.filter(is_demonstration=False).exists()


def test_only_invented_bodies_are_offered_where_something_happens(told: None) -> None:
    operation, call = Operation.objects.get(status="refused"), Alert.objects.get(status=Status.NEW)

    chosen = UnitForm(operation=operation, user=colleague("ravi")).fields["agency"].queryset  # type: ignore[attr-defined]  # choices from rows
    referred = TriageForm(alert=call, user=colleague("ravi")).fields["refer_to"].queryset  # type: ignore[attr-defined]  # the same

    assert chosen.exists()
    assert not chosen.filter(is_demonstration=False).exists()
    assert referred.exists()
    assert not referred.filter(is_demonstration=False).exists()


def test_every_matter_passed_through_the_actions(told: None) -> None:
    verbs = set(AuditEvent.objects.values_list("verb", flat=True))

    assert {"alert.recorded", "alert.accepted", "lead.judged", "found.recorded", "operation.answered"} <= verbs
    assert AuditEvent.objects.filter(verb="person.registered").count() == Person.objects.count()
    assert AuditEvent.objects.filter(verb="case.opened").count() == Case.objects.count()
    assert Lead.objects.filter(standing=Lead.Standing.REFUTED).count() >= 4
    assert {"wrong_place", "tipped_off"} <= set(Operation.objects.values_list("result", flat=True))


def test_telling_it_again_tells_nothing_twice(told: None) -> None:
    before = (Person.objects.count(), Case.objects.count(), Alert.objects.count(), Duty.objects.count())

    with time_machine.travel(EVENING + timedelta(seconds=20), tick=False):
        make_cast()
        tell_matters()
        tell_night()

    assert (Person.objects.count(), Case.objects.count(), Alert.objects.count(), Duty.objects.count()) == before


@time_machine.travel(EVENING + timedelta(seconds=5), tick=False)
def test_the_officers_day_opens_with_three_things(told: None) -> None:
    day = day_of_the_officer()

    (call,), (search,), (number,) = day.in_danger, day.missing, day.today
    assert timezone.localtime(call.alert.received_at).strftime("%H:%M") == "02:14"
    assert call.duty is not None
    assert (call.duty.duty.due_at - timezone.now()) // timedelta(minutes=1) == 22
    assert (search.days, search.row.duty.detail, search.row.is_overdue) == (9, "Nashik, Palghar", True)
    assert number.duty.rule == CONFIRM
    assert not day.overdue
    assert not day.overdue_alerts


@pytest.mark.parametrize("later", [timedelta(minutes=30), timedelta(days=1), timedelta(days=9, hours=5)])
def test_every_start_is_a_night_of_its_own(told: None, later: timedelta) -> None:
    with time_machine.travel(EVENING + later, tick=False):
        tell_night()
        day = day_of_the_officer()

    (call,), (search,), numbers = day.in_danger, day.missing, [row for row in day.today if row.duty.rule == CONFIRM]
    assert call.duty is not None
    assert (call.duty.duty.due_at - (EVENING + later)) // timedelta(minutes=1) == 22
    assert search.days == 9
    assert len(numbers) == 1
    assert Alert.objects.filter(status=Status.NEW).count() == 1


def test_a_call_left_lying_is_dismissed_with_a_reason_by_the_night_desk(told: None) -> None:
    with time_machine.travel(EVENING + timedelta(hours=3), tick=False):
        tell_night()

    decision = AlertDecision.objects.get(outcome=Status.DISMISSED)
    assert decision.decided_by == colleague("nisha")
    assert decision.reason is not None


def test_what_was_decided_stays_decided(told: None) -> None:
    ravi = colleague("ravi")
    call = Alert.objects.get(status=Status.NEW)
    with time_machine.travel(EVENING + timedelta(minutes=2), tick=False):
        accept_alert(call, priority="crisis", reason="Somebody is held.", officer=ravi, by=ravi)
        confirm_number(Person.objects.get(pk=tellings("flat")[0][0]), by=ravi)

    with time_machine.travel(EVENING + timedelta(minutes=9), tick=False):
        tell_night()

    call.refresh_from_db()
    assert call.status == Status.ACCEPTED
    assert Alert.objects.filter(status=Status.NEW).count() == 1


def test_another_evening_has_a_girl_of_its_own_and_the_former_is_no_longer_sought(told: None) -> None:
    with time_machine.travel(EVENING + timedelta(days=1), tick=False):
        tell_night()

    first, second = (Inquiry.objects.get(pk=told[0]) for told in tellings(MISSING))
    assert (first.outcome, second.outcome) == (Inquiry.Outcome.FALSE_ALARM, "")
    assert not Duty.objects.open().filter(rule=ASK_HOMES, subject_uid=first.uid).exists()
    people = {row.person_id for inquiry in (first, second) for row in inquiry.people.all()}
    assert len(people) == 2


def test_the_girl_has_a_report_whose_answers_have_an_age_and_a_shelter_wrote_her_down_by_ear(told: None) -> None:
    report, found = MissingReport.objects.get(), FoundRecord.objects.get()

    assert report.person.inquiries.exists()
    assert is_reporter_verified(report)
    assert {one.agency for one in unanswered(report)} == {agency("clinic")}
    assert found.organisation == agency("shelter")
    assert set(found.person.names.values_list("script", flat=True)) == {"bengali"}
    assert set(SearchEntry.objects.values_list("kind", flat=True)) == {"missing", "found", "known"}


def test_a_former_evening_s_report_ends_and_its_found_record_is_withdrawn(told: None) -> None:
    with time_machine.travel(EVENING + timedelta(days=1), tick=False):
        tell_night()

    assert sorted(MissingReport.objects.values_list("status", flat=True)) == ["ended", "open"]
    assert sorted(FoundRecord.objects.values_list("status", flat=True)) == ["stands", "withdrawn"]


def test_the_key_of_a_body_never_names_a_real_one(told: None) -> None:
    unit = agency("ahtu")
    Agency.objects.create(name=unit.name, kind="ahtu", source="a list")

    assert agency("ahtu") == unit
