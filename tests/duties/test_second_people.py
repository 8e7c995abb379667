"""A proposed number or mark is brought before a second person, and the duty closes with the answer."""

from datetime import timedelta

import time_machine
from django.utils import timezone

from rihai.accounts.models import Desk, User
from rihai.directory import actions
from rihai.directory.facts import CallFacts, ContactFacts, MarkFacts
from rihai.directory.models import AgencyContact, CallBack, RouteMark
from rihai.duties.models import Duty
from rihai.duties.second_people import AGREE_ON_MARK, CONFIRM_CONTACT, ask_second_people
from rihai.duties.subjects import shown_to
from tests.factories import an_agency


def a_proposal(by: User) -> AgencyContact:
    unit = an_agency("Invented unit", kind="ahtu", is_member=False)
    facts = ContactFacts("office", AgencyContact.Channel.PHONE, "+912225554646")
    return actions.propose_contact(unit, facts=facts, by=by)


def test_a_proposal_is_owed_a_call_once(kiran: User, rescue_desk: Desk) -> None:
    change = a_proposal(kiran)

    assert (ask_second_people(), ask_second_people()) == (1, 0)
    duty = Duty.objects.get(rule=CONFIRM_CONTACT)
    assert (duty.desk, duty.owner, duty.subject_uid) == (rescue_desk, None, change.uid)
    assert shown_to(kiran, [duty])[duty.uid].url.endswith(f"{change.agency_id}/")


def test_the_call_closes_the_duty(kiran: User, dolly: User, rescue_desk: Desk) -> None:
    change = a_proposal(kiran)
    ask_second_people()

    actions.record_call_back(change, facts=CallFacts(CallBack.Result.NO_NUMBER, CallBack.Checked.VISIT), by=dolly)
    ask_second_people()

    duty = Duty.objects.get(rule=CONFIRM_CONTACT)
    assert (duty.done_by, duty.is_open) == (dolly, False)


def test_a_stopped_proposal_owes_nothing(kiran: User, dolly: User, rescue_desk: Desk) -> None:
    change = a_proposal(kiran)
    ask_second_people()

    actions.stop_change(change, by=dolly)
    ask_second_people()

    assert not Duty.objects.open().filter(rule=CONFIRM_CONTACT).exists()


def test_without_a_desk_there_is_nobody_to_ask(chand: User, kiran: User) -> None:
    Desk.objects.all().update(is_active=False)
    a_proposal(kiran)

    assert ask_second_people() == 0


def a_mark(by: User) -> RouteMark:
    unit = an_agency("Invented unit", kind="ahtu", is_member=False)
    ends = timezone.localdate() + timedelta(days=30)
    return actions.propose_mark(unit, facts=MarkFacts(RouteMark.Ground.LEAK, "Invented", ends), by=by)


def owed() -> list[Duty]:
    return list(Duty.objects.open().filter(rule=AGREE_ON_MARK))


def test_a_proposed_mark_is_brought_before_a_second_person_once(
    kiran: User, ravi: User, dolly: User, rescue_desk: Desk
) -> None:
    mark = a_mark(kiran)

    assert (ask_second_people(), ask_second_people()) == (1, 0)
    (duty,) = owed()
    assert (duty.desk, duty.owner) == (rescue_desk, None)
    assert shown_to(dolly, [duty])[duty.uid].url.endswith(f"{mark.agency_id}/")
    # An officer at the same desk does not learn that there is a mark.
    assert shown_to(ravi, [duty]) == {}


def test_agreeing_on_a_mark_closes_the_duty_and_ending_it_asks_once_more(
    kiran: User, dolly: User, rescue_desk: Desk
) -> None:
    mark = a_mark(kiran)
    ask_second_people()

    actions.confirm_mark(mark, by=dolly)
    ask_second_people()
    agreed = Duty.objects.get(rule=AGREE_ON_MARK)
    actions.end_mark(mark, by=kiran)
    ask_second_people()
    asked_again = owed()
    actions.end_mark(mark, by=dolly)
    ask_second_people()

    assert (agreed.done_by, len(asked_again)) == (dolly, 1)
    assert asked_again[0].uid != agreed.uid
    assert owed() == []
    assert Duty.objects.get(pk=asked_again[0].pk).done_by == dolly


def test_a_declined_mark_owes_nothing(kiran: User, dolly: User, rescue_desk: Desk) -> None:
    mark = a_mark(kiran)
    ask_second_people()

    actions.end_mark(mark, by=dolly)
    ask_second_people()

    assert Duty.objects.get(rule=AGREE_ON_MARK).done_by == dolly


def test_a_mark_that_ran_out_before_anybody_agreed_owes_nothing(kiran: User, rescue_desk: Desk) -> None:
    a_mark(kiran)
    ask_second_people()

    with time_machine.travel(timezone.now() + timedelta(days=40)):
        ask_second_people()

    duty = Duty.objects.get(rule=AGREE_ON_MARK)
    assert (duty.done_by, duty.cancelled_by) == (None, kiran)
