"""Nobody changes the number of an agency alone, and never from one minute to the next."""

from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, OperationalError, transaction
from django.db.models.signals import pre_save  # noqa: TID251 - a failure of the database, made here
from django.urls import reverse
from django.utils import timezone

from rihai.accounts.models import User
from rihai.accounts.roles import Role
from rihai.audit.models import AuditEvent
from rihai.audit.refusals import Refused
from rihai.directory import actions
from rihai.directory.actions.contacts import TAKES_EFFECT_AFTER
from rihai.directory.models import Agency, AgencyContact, CallBack
from rihai.directory.selectors.history import WORDS, history_of
from rihai.directory.workers import apply_due_changes
from rihai.directory.workflow import ContactStatus
from rihai.lib.workflow import NotPossible
from tests.conftest import SignedIn
from tests.directory.conftest import NEW, OLD, a_call, in_force, phone
from tests.factories import a_user, an_agency

Result, Checked = CallBack.Result, CallBack.Checked


@pytest.fixture
def change(unit: Agency, kiran: User) -> AgencyContact:
    old = in_force(unit, by=kiran)
    return actions.propose_contact(unit, facts=phone(NEW), replaces=old, by=kiran)


def statuses(agency: Agency) -> dict[str, str]:
    return dict(agency.contacts.values_list("value", "status"))


def test_a_proposed_change_changes_nothing_yet(unit: Agency, change: AgencyContact) -> None:
    assert statuses(unit) == {OLD: ContactStatus.IN_FORCE, NEW: ContactStatus.PROPOSED}
    assert apply_due_changes() == 0


def test_whoever_proposed_a_change_does_not_confirm_it(unit: Agency, change: AgencyContact, kiran: User) -> None:
    with pytest.raises(Refused):
        actions.record_call_back(change, facts=a_call(Result.CONFIRMS), by=kiran)

    assert statuses(unit)[NEW] == ContactStatus.PROPOSED


def test_the_database_refuses_one_person_as_two(change: AgencyContact) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        AgencyContact.objects.filter(pk=change.pk).update(
            confirmed_by=change.proposed_by_id, confirmed_at=timezone.now()
        )


def test_a_confirmed_change_takes_effect_a_day_later(unit: Agency, change: AgencyContact, dolly: User) -> None:
    actions.record_call_back(change, facts=a_call(Result.CONFIRMS), by=dolly)
    now = timezone.now()

    with time_machine.travel(now + TAKES_EFFECT_AFTER - timedelta(minutes=1)):
        assert apply_due_changes() == 0
        assert statuses(unit) == {OLD: ContactStatus.IN_FORCE, NEW: ContactStatus.CONFIRMED}
    with time_machine.travel(now + TAKES_EFFECT_AFTER + timedelta(minutes=1)):
        assert apply_due_changes() == 1
        assert apply_due_changes() == 0

    assert timedelta(hours=24) == TAKES_EFFECT_AFTER
    assert statuses(unit) == {OLD: ContactStatus.ENDED, NEW: ContactStatus.IN_FORCE}


def test_who_called_when_with_what_result_is_kept(change: AgencyContact, dolly: User) -> None:
    call = actions.record_call_back(change, facts=a_call(Result.CONFIRMS), by=dolly)

    assert (call.called_by, call.result, call.change) == (dolly, Result.CONFIRMS, change)
    assert AuditEvent.objects.filter(verb="agency.contact_called_back", actor_uid=dolly.uid).count() == 1


def test_an_old_number_that_knows_of_nothing_stops_the_change(unit: Agency, change: AgencyContact, dolly: User) -> None:
    actions.record_call_back(change, facts=a_call(Result.DENIES), by=dolly)

    assert statuses(unit) == {OLD: ContactStatus.IN_FORCE, NEW: ContactStatus.STOPPED}


def test_no_answer_is_no_confirmation_unless_made_sure_in_another_way(
    unit: Agency, change: AgencyContact, dolly: User
) -> None:
    actions.record_call_back(change, facts=a_call(Result.NO_ANSWER), by=dolly)
    assert statuses(unit)[NEW] == ContactStatus.PROPOSED

    actions.record_call_back(change, facts=a_call(Result.NO_ANSWER, Checked.VISIT), by=dolly)

    assert statuses(unit)[NEW] == ContactStatus.CONFIRMED
    assert change.call_backs.count() == 2


@pytest.mark.parametrize(
    ("result", "checked"), [(Result.NO_NUMBER, Checked.LETTER), (Result.NO_NUMBER, None)]
)  # fmt: skip
def test_where_there_is_an_old_number_it_is_called(
    change: AgencyContact, dolly: User, result: CallBack.Result, checked: CallBack.Checked | None
) -> None:
    with pytest.raises(NotPossible):
        actions.record_call_back(change, facts=a_call(result, checked), by=dolly)


def test_the_first_number_of_an_agency_needs_a_second_person_too(unit: Agency, kiran: User, dolly: User) -> None:
    first = actions.propose_contact(unit, facts=phone(NEW), by=kiran)

    with pytest.raises(NotPossible):
        actions.record_call_back(first, facts=a_call(Result.CONFIRMS), by=dolly)
    with pytest.raises(NotPossible):
        actions.record_call_back(first, facts=a_call(Result.NO_NUMBER), by=dolly)
    actions.record_call_back(first, facts=a_call(Result.NO_NUMBER, Checked.OFFICIAL_LIST), by=dolly)

    assert statuses(unit) == {NEW: ContactStatus.CONFIRMED}


def test_a_change_is_stopped_by_one_person_even_after_it_was_confirmed(
    unit: Agency, change: AgencyContact, dolly: User, bina: User
) -> None:
    actions.record_call_back(change, facts=a_call(Result.CONFIRMS), by=dolly)

    actions.stop_change(change, by=bina)
    actions.stop_change(change, by=bina)

    with time_machine.travel(timezone.now() + timedelta(days=3)):
        assert apply_due_changes() == 0
    assert statuses(unit)[OLD] == ContactStatus.IN_FORCE


def test_taking_a_number_away_needs_two_people_and_a_day(unit: Agency, kiran: User, dolly: User) -> None:
    old = in_force(unit, by=kiran)
    removal = actions.propose_removal(old, by=kiran)
    assert actions.propose_removal(old, by=kiran) == removal
    actions.record_call_back(removal, facts=a_call(Result.CONFIRMS), by=dolly)

    with time_machine.travel(timezone.now() + timedelta(days=2)):
        apply_due_changes()

    assert not unit.contacts.in_force().exists()
    assert unit.contacts.filter(status=ContactStatus.ENDED).count() == 2


def test_proposing_the_same_again_gives_the_same_proposal(unit: Agency, change: AgencyContact, dolly: User) -> None:
    assert actions.propose_contact(unit, facts=phone(NEW), replaces=change.replaces, by=dolly) == change


def test_a_contact_has_one_waiting_change_at_most(unit: Agency, change: AgencyContact, dolly: User) -> None:
    with pytest.raises(NotPossible, match="waiting"):
        actions.propose_contact(unit, facts=phone("+912225557777"), replaces=change.replaces, by=dolly)


def test_a_change_is_confirmed_once(change: AgencyContact, dolly: User, bina: User) -> None:
    actions.record_call_back(change, facts=a_call(Result.CONFIRMS), by=dolly)

    with pytest.raises(NotPossible):
        actions.record_call_back(change, facts=a_call(Result.DENIES), by=bina)


def test_whoever_does_not_keep_the_directory_proposes_and_stops_nothing(
    unit: Agency, change: AgencyContact, asha: User
) -> None:
    with pytest.raises(Refused):
        actions.propose_contact(unit, facts=phone("+912225557777"), by=asha)
    with pytest.raises(Refused):
        actions.stop_change(change, by=asha)
    with pytest.raises(Refused):
        actions.record_call_back(change, facts=a_call(Result.CONFIRMS), by=asha)


def test_a_personal_number_is_sealed_and_shown_to_few(
    unit: Agency, kiran: User, ravi: User, asha: User, chand: User, admin: User
) -> None:
    contact = actions.propose_contact(unit, facts=phone("+919876543210", is_personal=True), by=kiran)

    assert contact.value == ""
    assert "9876543210" not in str(contact.personal)
    shown = [user.username for user in (ravi, asha, chand, admin) if _sees(user, contact)]
    assert shown == ["ravi"]


def test_a_personal_number_is_written_down_only_by_those_who_may_see_it(unit: Agency, admin: User) -> None:
    with pytest.raises(Refused):
        actions.propose_contact(unit, facts=phone("+919876543210", is_personal=True), by=admin)

    assert not unit.contacts.exists()


def _sees(user: User, contact: AgencyContact) -> bool:
    return AgencyContact.objects.visible_to(user).filter(pk=contact.pk).exists()


def test_the_personal_number_of_another_organisation_neither_blocks_nor_betrays_itself(
    unit: Agency, kiran: User, dolly: User, other_organisation: Agency
) -> None:
    devi = a_user("devi", Role.DIRECTOR, organisation=other_organisation)
    in_force(unit, "+919876543210", by=devi, is_personal=True)
    first = actions.propose_contact(unit, facts=phone(NEW), by=kiran)

    actions.record_call_back(first, facts=a_call(Result.NO_NUMBER, Checked.LETTER), by=dolly)

    first.refresh_from_db()
    assert first.status == ContactStatus.CONFIRMED
    assert [_proposals(unit, user) for user in (dolly, devi)] == [1, 2]


def test_a_call_that_is_sent_twice_is_recorded_once(change: AgencyContact, dolly: User) -> None:
    calls = [actions.record_call_back(change, facts=a_call(Result.NO_ANSWER), by=dolly) for _ in range(2)]
    with time_machine.travel(timezone.now() + timedelta(hours=1)):
        later = actions.record_call_back(change, facts=a_call(Result.NO_ANSWER), by=dolly)
        confirmed = [actions.record_call_back(change, facts=a_call(Result.CONFIRMS), by=dolly) for _ in range(2)]

    assert set(change.call_backs.all()) == {calls[0], later, confirmed[0]}


def _proposals(agency: Agency, user: User) -> int:
    return [one.title for one in history_of([agency], marks=[], user=user)].count(WORDS["agency.contact_proposed"])


def test_a_change_that_cannot_take_effect_keeps_no_other_waiting_and_is_shown(
    change: AgencyContact, kiran: User, dolly: User, bina: User, signed_in: SignedIn, caplog: pytest.LogCaptureFixture
) -> None:
    other_unit = an_agency("Another invented unit", kind="ahtu", is_member=False)
    other = actions.propose_contact(other_unit, facts=phone(NEW), by=kiran)
    actions.record_call_back(change, facts=a_call(Result.CONFIRMS), by=dolly)
    actions.record_call_back(other, facts=a_call(Result.NO_NUMBER, Checked.VISIT), by=dolly)

    def fail(instance: AgencyContact, **_more: object) -> None:
        if instance.pk == change.pk:
            raise OperationalError("invented failure")

    pre_save.connect(fail, sender=AgencyContact)
    try:
        with time_machine.travel(timezone.now() + TAKES_EFFECT_AFTER + timedelta(hours=1)):
            applied = apply_due_changes()
            client = signed_in(bina)
            waiting = client.get(reverse("directory:waiting")).text
            entry = client.get(reverse("directory:agency_detail", args=[change.agency_id])).text
    finally:
        pre_save.disconnect(fail, sender=AgencyContact)

    assert applied == 1
    other.refresh_from_db()
    assert other.status == ContactStatus.IN_FORCE
    assert statuses(change.agency) == {OLD: ContactStatus.IN_FORCE, NEW: ContactStatus.CONFIRMED}
    assert f"The change {change.uid} of a contact did not take effect: OperationalError" in caplog.text
    assert "Should be in use by now" in waiting
    assert "Should be in use by now" in entry


def test_a_change_whose_time_has_just_come_is_not_called_overdue(change: AgencyContact, dolly: User) -> None:
    actions.record_call_back(change, facts=a_call(Result.CONFIRMS), by=dolly)
    change.refresh_from_db()

    with time_machine.travel(timezone.now() + TAKES_EFFECT_AFTER + timedelta(minutes=1)):
        assert not change.is_overdue
