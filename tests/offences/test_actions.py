"""Premises and suspects: recorded once, linked once, opened to those at work, and never a verdict."""

import pytest

from rihai.access.compartments import Compartment
from rihai.access.reading import OwnWork, read
from rihai.access.rights import Way, way_to_read
from rihai.accounts.models import User
from rihai.audit.refusals import Hidden, Refused
from rihai.lib.precision import ImpreciseDate
from rihai.offences import actions
from rihai.offences.facts import PremisesFacts, SuspectFacts
from rihai.offences.models import Premises, Suspect
from rihai.people.models import Provenance
from rihai.rescue.models import Inquiry
from tests.cases.builders import facts_of, opens, verbs
from tests.rescue import builders as rescue

OPENED = {Compartment.RECORD, Compartment.OPERATION_PLAN}
PLACE = PremisesFacts(kind="lodge", name="Blue Lodge", address="Station Road 4", note="Two doors")
SOMEBODY = SuspectFacts(name="Called Bhaiya", description="Tall, a scar", head_count=2)


@pytest.fixture
def premises(ravi: User) -> Premises:
    return actions.record_premises(organisation=ravi.organisation, by=ravi, facts=PLACE)


@pytest.fixture
def suspect(ravi: User) -> Suspect:
    return actions.record_suspect(organisation=ravi.organisation, by=ravi, facts=SOMEBODY)


@pytest.fixture
def inquiry(kiran: User, ravi: User) -> Inquiry:
    return rescue.an_inquiry(kiran, kiran)


def test_a_premises_is_kept_sealed_and_opened_by_whoever_recorded_it(premises: Premises, ravi: User) -> None:
    premises.refresh_from_db()

    plain = read((premises, ["name", "address", "note"]), by=ravi, why=OwnWork())(premises)
    assert (plain.name, plain.address, plain.note) == ("Blue Lodge", "Station Road 4", "Two doors")
    assert (premises.kind, premises.standing) == ("lodge", Premises.Standing.REPORTED)
    assert opens(ravi, premises) == OPENED
    assert facts_of("premises.recorded") == {"kind": "lodge"}


def test_a_suspect_is_kept_sealed_and_opened_by_whoever_recorded_him(suspect: Suspect, ravi: User) -> None:
    suspect.refresh_from_db()

    plain = read((suspect, ["name", "description"]), by=ravi, why=OwnWork())(suspect)
    assert (plain.name, plain.description, suspect.head_count) == ("Called Bhaiya", "Tall, a scar", 2)
    assert opens(ravi, suspect) == OPENED


def test_nobody_else_sees_them_not_even_whoever_leads(
    premises: Premises, suspect: Suspect, kiran: User, dolly: User, asha: User, chand: User
) -> None:
    for user in (kiran, dolly, asha, chand):
        assert not Premises.objects.visible_to(user).exists()
        assert not Suspect.objects.visible_to(user).exists()


def test_a_premises_plays_a_part_in_a_matter_once(premises: Premises, ravi: User, inquiry: Inquiry) -> None:
    first = actions.link_premises(premises, to=inquiry, part="exploitation", by=ravi)

    assert actions.link_premises(premises, to=inquiry, part="exploitation", by=ravi) == first
    assert actions.link_premises(premises, to=inquiry, part="operation", by=ravi) != first
    assert verbs(premises.uid).count("premises.linked") == 2
    assert (first.subject_label, first.subject_uid) == ("rescue.inquiry", inquiry.uid)


def test_a_suspect_has_a_role_in_a_matter_once(suspect: Suspect, ravi: User, inquiry: Inquiry) -> None:
    first = actions.link_suspect(suspect, to=inquiry, role="recruiter_or_intermediary", note="He called", by=ravi)

    assert actions.link_suspect(suspect, to=inquiry, role="recruiter_or_intermediary", by=ravi) == first
    assert verbs(suspect.uid).count("suspect.linked") == 1
    assert read((first, ["note"]), by=ravi, why=OwnWork())(first).note == "He called"


def test_linking_opens_them_to_those_who_work_on_the_matter(
    premises: Premises, suspect: Suspect, ravi: User, kiran: User, asha: User, inquiry: Inquiry
) -> None:
    actions.link_premises(premises, to=inquiry, part="exploitation", by=ravi)
    actions.link_suspect(suspect, to=inquiry, role="exploiter", by=ravi)

    assert way_to_read(kiran, premises, "address") is Way.OWN
    assert way_to_read(kiran, suspect, "name") is Way.OWN
    assert way_to_read(asha, premises, "address") is Way.NONE


def test_a_wrong_house_is_cleared(premises: Premises, ravi: User) -> None:
    actions.set_premises_standing(premises, standing=Premises.Standing.CLEARED, by=ravi)

    premises.refresh_from_db()
    assert premises.standing == Premises.Standing.CLEARED
    assert facts_of("premises.standing_set") == {"standing": "cleared"}


def test_what_became_of_a_suspect_is_as_stated_with_its_day(suspect: Suspect, ravi: User, inquiry: Inquiry) -> None:
    link = actions.link_suspect(suspect, to=inquiry, role="exploiter", by=ravi)

    actions.state_suspect(link, state="arrested", on=ImpreciseDate.parse("2026-05"), by=ravi)
    link.refresh_from_db()
    assert (link.state, link.state_precision, str(link.state_on)) == ("arrested", "month", "2026-05-01")

    actions.state_suspect(link, state="on_bail", on=None, by=ravi)
    link.refresh_from_db()
    assert (link.state, link.state_on, link.state_precision) == ("on_bail", None, "unknown")


def test_a_code_outside_the_lists_never_gets_in(
    premises: Premises, suspect: Suspect, ravi: User, inquiry: Inquiry
) -> None:
    link = actions.link_suspect(suspect, to=inquiry, role="exploiter", by=ravi)

    with pytest.raises(ValueError, match="kinds"):
        PremisesFacts(kind="castle")
    with pytest.raises(ValueError, match="place_roles"):
        actions.link_premises(premises, to=inquiry, part="holiday", by=ravi)
    with pytest.raises(ValueError, match="roles"):
        actions.link_suspect(suspect, to=inquiry, role="villain", by=ravi)
    with pytest.raises(ValueError, match="states"):
        actions.state_suspect(link, state="guilty", on=None, by=ravi)


def test_a_role_without_the_permission_records_neither(leader: User) -> None:
    with pytest.raises(Refused) as premises:
        actions.record_premises(organisation=leader.organisation, by=leader, facts=PLACE)
    with pytest.raises(Refused) as suspect:
        actions.record_suspect(organisation=leader.organisation, by=leader, facts=SOMEBODY)

    assert (premises.value.verb, suspect.value.verb) == ("premises.edit", "suspect.edit")
    assert not Premises.objects.exists()
    assert not Suspect.objects.exists()


@pytest.fixture
def leader(dolly: User) -> User:
    """The director: she leads, and records neither premises nor suspects."""
    return dolly


def test_nobody_records_for_another_organisation(ravi: User, chand: User) -> None:
    with pytest.raises(Refused):
        actions.record_premises(organisation=chand.organisation, by=ravi, facts=PLACE)
    with pytest.raises(Refused):
        actions.record_suspect(organisation=chand.organisation, by=ravi, facts=SOMEBODY)


def test_whoever_does_not_see_one_changes_nothing(
    premises: Premises, suspect: Suspect, ravi: User, kiran: User, chand: User, inquiry: Inquiry
) -> None:
    link = actions.link_suspect(suspect, to=chand, role="exploiter", by=ravi)

    for stranger in (kiran, chand):
        with pytest.raises(Hidden):
            actions.set_premises_standing(premises, standing=Premises.Standing.CLEARED, by=stranger)
        with pytest.raises(Hidden):
            actions.link_premises(premises, to=inquiry, part="exploitation", by=stranger)
        with pytest.raises(Hidden):
            actions.link_suspect(suspect, to=inquiry, role="abuser", by=stranger)
        with pytest.raises(Hidden):
            actions.state_suspect(link, state="arrested", on=None, by=stranger)

    premises.refresh_from_db()
    assert premises.standing == Premises.Standing.REPORTED
    assert suspect.links.count() == 1


def test_published_accounts_leave_no_grants_and_are_linked_all_the_same(ravi: User, inquiry: Inquiry) -> None:
    published = Provenance.PUBLISHED
    premises = actions.record_premises(organisation=ravi.organisation, by=ravi, facts=PLACE, provenance=published)
    suspect = actions.record_suspect(organisation=ravi.organisation, by=ravi, facts=SOMEBODY, provenance=published)

    actions.link_premises(premises, to=inquiry, part="exploitation", by=ravi)
    actions.link_suspect(suspect, to=inquiry, role="exploiter", by=ravi)

    assert not opens(ravi, premises)
    assert not opens(ravi, suspect)
    assert premises.links.count() == suspect.links.count() == 1


def test_facts_never_print_what_they_hold() -> None:
    assert "Lodge" not in repr(PLACE)
    assert "Bhaiya" not in repr(SOMEBODY)
