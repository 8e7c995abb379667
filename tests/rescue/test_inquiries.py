"""Inquiries: who sees them, who works on them, how they end."""

import pytest
from django.http import Http404

from rihai.access.compartments import Compartment
from rihai.access.models import Grant
from rihai.access.rights import Way, way_to_read
from rihai.accounts.models import Desk, User
from rihai.audit.models import AuditEvent
from rihai.audit.refusals import Refused
from rihai.directory.models import Agency
from rihai.duties.models import Duty
from rihai.lib.workflow import NotPossible, StepNotAllowed
from rihai.people.actions import register_person
from rihai.people.models import Provenance
from rihai.rescue import actions
from rihai.rescue.models import Inquiry, Lead
from rihai.rescue.workflow import InquiryStatus
from tests.rescue import builders


def open_duties(rule: str) -> list[Duty]:
    return list(Duty.objects.open().filter(rule=rule))


def test_the_officer_opens_everything_and_her_desk_the_record(kiran: User, ravi: User, rescue_desk: Desk) -> None:
    inquiry = builders.an_inquiry(kiran, ravi, desk=rescue_desk, summary="Words")
    at_the_desk = kiran  # she sits there, and the inquiry is not hers

    assert way_to_read(ravi, inquiry, "summary") is Way.OWN
    assert way_to_read(at_the_desk, inquiry, "summary") is Way.OWN
    held = Grant.objects.live().filter(subject_uid=inquiry.uid, desk=rescue_desk)
    assert [one.compartment for one in held] == [Compartment.RECORD]


def test_an_inquiry_opened_for_nobody_is_the_opener_s(ravi: User) -> None:
    inquiry = actions.open_inquiry(organisation=ravi.organisation, by=ravi)

    assert inquiry.officer == ravi


def test_a_colleague_without_desk_or_assignment_does_not_see_it(inquiry: Inquiry, asha: User, chand: User) -> None:
    assert not Inquiry.objects.visible_to(asha).exists()
    assert not Inquiry.objects.visible_to(chand).exists()


def test_the_director_sees_that_it_exists_and_cannot_open_it(inquiry: Inquiry, dolly: User) -> None:
    assert Inquiry.objects.visible_to(dolly).get() == inquiry
    assert way_to_read(dolly, inquiry, "summary") is Way.NONE


def test_whoever_has_no_part_in_inquiries_opens_none(asha: User) -> None:
    with pytest.raises(Refused):
        actions.open_inquiry(organisation=asha.organisation, by=asha)


def test_nobody_opens_an_inquiry_for_another_organisation(kiran: User, other_organisation: Agency) -> None:
    with pytest.raises(Refused):
        actions.open_inquiry(organisation=other_organisation, by=kiran)


def test_only_somebody_who_works_on_inquiries_can_be_named(kiran: User, asha: User) -> None:
    with pytest.raises(NotPossible, match="rescue officer"):
        builders.an_inquiry(kiran, asha)


def test_people_sought_open_to_the_officer(kiran: User, ravi: User) -> None:
    person = register_person(organisation=kiran.organisation, by=kiran, facts=builders.somebody())

    builders.an_inquiry(kiran, ravi, people=[person])

    assert way_to_read(ravi, person.names.get(), "text") is Way.OWN


def test_adding_a_person_twice_keeps_one(inquiry: Inquiry, ravi: User) -> None:
    link = actions.add_inquiry_person(inquiry, person=builders.somebody(), by=ravi)

    again = actions.add_inquiry_person(inquiry, person=link.person, by=ravi)

    assert again == link
    assert AuditEvent.objects.filter(verb="inquiry.person_added").count() == 1


def test_assigning_moves_access_and_duties(inquiry: Inquiry, kiran: User, ravi: User, meera: User) -> None:
    link = actions.add_inquiry_person(inquiry, person=builders.somebody(), by=ravi)
    builders.a_lead(inquiry, ravi)

    actions.assign_officer(inquiry, officer=meera, by=kiran)

    assert not Inquiry.objects.visible_to(ravi).exists()
    assert way_to_read(ravi, link.person.names.get(), "text") is Way.NONE
    assert way_to_read(meera, inquiry, "summary") is Way.OWN
    assert {duty.owner for duty in Duty.objects.open()} == {meera}


def test_an_officer_who_still_needs_a_person_elsewhere_keeps_her(kiran: User, ravi: User, meera: User) -> None:
    person = register_person(organisation=kiran.organisation, by=kiran, facts=builders.somebody())
    first = builders.an_inquiry(kiran, ravi, people=[person])
    builders.an_inquiry(kiran, ravi, people=[person])

    actions.assign_officer(first, officer=meera, by=kiran)

    assert way_to_read(ravi, person.names.get(), "text") is Way.OWN


def test_an_officer_takes_an_inquiry_from_the_desk_and_gives_it_to_nobody(
    kiran: User, ravi: User, meera: User, rescue_desk: Desk
) -> None:
    inquiry = actions.open_inquiry(organisation=kiran.organisation, by=kiran, desk=rescue_desk)

    actions.assign_officer(inquiry, officer=ravi, by=ravi)

    assert [duty.owner for duty in open_duties("inquiry.next_step")] == [ravi]
    with pytest.raises(Refused):
        actions.assign_officer(inquiry, officer=meera, by=ravi)


def test_something_is_always_next(inquiry: Inquiry, ravi: User) -> None:
    first = open_duties("inquiry.next_step")

    builders.a_lead(inquiry, ravi)

    following = open_duties("inquiry.next_step")
    assert len(first) == len(following) == 1
    assert first != following


def test_nobody_is_located_without_a_verified_lead(inquiry: Inquiry, ravi: User) -> None:
    builders.a_lead(inquiry, ravi)

    with pytest.raises(NotPossible, match="verified"):
        actions.mark_located(inquiry, by=ravi)


def test_one_verified_lead_is_enough_and_the_trail_says_how_few(inquiry: Inquiry, ravi: User) -> None:
    builders.verified(builders.a_lead(inquiry, ravi), ravi)

    located = actions.mark_located(inquiry, by=ravi)

    assert located.status == InquiryStatus.LOCATED
    assert '"independent":1' in AuditEvent.objects.get(verb="inquiry.located").facts


def test_closing_takes_a_reason(inquiry: Inquiry, kiran: User) -> None:
    with pytest.raises(NotPossible, match="why"):
        actions.close_inquiry(inquiry, outcome=Inquiry.Outcome.FALSE_ALARM, reason="  ", by=kiran)


def test_an_officer_does_not_close(inquiry: Inquiry, ravi: User) -> None:
    with pytest.raises(Refused):
        actions.close_inquiry(inquiry, outcome=Inquiry.Outcome.FALSE_ALARM, reason="Wrong house", by=ravi)


def test_nobody_is_closed_away_as_found_without_a_record_of_her_own(inquiry: Inquiry, kiran: User) -> None:
    with pytest.raises(NotPossible, match="found"):
        actions.close_inquiry(inquiry, outcome=Inquiry.Outcome.FOUND, reason="She is back", by=kiran)


def test_closing_ends_what_was_owed_and_reopening_owes_again(inquiry: Inquiry, kiran: User, ravi: User) -> None:
    builders.a_lead(inquiry, ravi)

    closed = actions.close_inquiry(inquiry, outcome=Inquiry.Outcome.VOLUNTARY, reason="She left by choice", by=kiran)

    assert (closed.closed_by, closed.outcome) == (kiran, Inquiry.Outcome.VOLUNTARY)
    assert not Duty.objects.open().exists()
    reopened = actions.reopen_inquiry(inquiry, by=kiran)
    assert (reopened.status, reopened.closed_by, reopened.outcome) == (InquiryStatus.OPEN, None, "")
    assert len(open_duties("inquiry.next_step")) == 1


def test_closing_twice_is_refused_by_the_table(inquiry: Inquiry, kiran: User) -> None:
    actions.close_inquiry(inquiry, outcome=Inquiry.Outcome.UNFOUNDED, reason="Nothing there", by=kiran)

    with pytest.raises(StepNotAllowed):
        actions.close_inquiry(inquiry, outcome=Inquiry.Outcome.UNFOUNDED, reason="Nothing there", by=kiran)


def test_a_closed_inquiry_takes_no_lead(inquiry: Inquiry, kiran: User, ravi: User) -> None:
    actions.close_inquiry(inquiry, outcome=Inquiry.Outcome.UNFOUNDED, reason="Nothing there", by=kiran)

    with pytest.raises(NotPossible, match="closed"):
        builders.a_lead(inquiry, ravi)


def test_a_stranger_cannot_touch_it(inquiry: Inquiry, chand: User) -> None:
    with pytest.raises(Http404):
        actions.mark_located(inquiry, by=chand)


def test_the_status_of_an_inquiry_never_tells_of_an_operation(
    inquiry: Inquiry, kiran: User, ravi: User, unit: Agency
) -> None:
    before = Inquiry.objects.get(pk=inquiry.pk).status

    builders.started(builders.an_operation(kiran, ravi, inquiry=inquiry), unit, kiran)

    assert Inquiry.objects.get(pk=inquiry.pk).status == before


def test_a_published_inquiry_grants_nothing_and_owes_nothing(kiran: User) -> None:
    inquiry = builders.an_inquiry(kiran, kiran, provenance=Provenance.PUBLISHED)
    builders.a_lead(inquiry, kiran)
    actions.add_inquiry_person(inquiry, person=builders.somebody(), by=kiran)

    assert not Grant.objects.exists()
    assert not Duty.objects.exists()
    assert Lead.objects.get().inquiry == inquiry


def test_the_police_may_take_over_without_an_operation_of_ours(inquiry: Inquiry, ravi: User) -> None:
    handed = actions.hand_over_inquiry(inquiry, by=ravi)

    assert handed.status == InquiryStatus.HANDED_OVER
    assert actions.reopen_inquiry(inquiry, by=ravi).status == InquiryStatus.OPEN
