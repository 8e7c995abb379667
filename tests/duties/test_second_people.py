"""A proposed number is brought before a second person, and the duty closes with the call."""

from rihai.accounts.models import Desk, User
from rihai.directory import actions
from rihai.directory.facts import CallFacts, ContactFacts
from rihai.directory.models import AgencyContact, CallBack
from rihai.duties.models import Duty
from rihai.duties.second_people import CONFIRM_CONTACT, ask_second_people
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
