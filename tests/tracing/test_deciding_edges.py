"""Deciding where it is easily lost: twice about the same two, where nobody is left, and after erasing."""

from dataclasses import replace
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from rihai.access.models import Grant
from rihai.accounts.models import Desk, User
from rihai.accounts.roles import Role
from rihai.duties.models import Duty
from rihai.lib.workflow import NotPossible
from rihai.people.actions import link_persons
from rihai.people.models import SamePerson
from rihai.tracing.actions import file_report
from rihai.tracing.actions.answering import give_answer
from rihai.tracing.actions.deciding import look_again
from rihai.tracing.actions.taking import let_go_of_erased
from rihai.tracing.models import (
    PotentialMatch,
)
from rihai.tracing.selectors.matches import answers_for
from rihai.tracing.workflow import MatchStatus
from rihai.vault.keys import destroy_data_key, new_data_key
from tests import factories
from tests.conftest import SignedIn
from tests.people.conftest import a_person_of, let_work
from tests.tracing import builders
from tests.tracing.builders import text_of
from tests.tracing.matching import NAME, a_match, compared
from tests.tracing.test_deciding import DIFFERENT, ORDER, SAME, confirmed, said


def test_two_reports_of_one_person_are_confirmed_one_after_the_other(asha: User, bina: User, ravi: User) -> None:
    known = a_person_of(asha, NAME)
    let_work(known, bina)
    report = builders.a_report(ravi)
    second = replace(builders.report_facts(14), person=report.person)
    file_report(organisation=ravi.organisation, by=ravi, facts=second)
    compared()
    matches = list(PotentialMatch.objects.filter(person=known))
    let_work(known, asha)

    states = [confirmed(match, asha, bina).status for match in matches]

    assert states == [MatchStatus.CONFIRMED] * 2
    assert SamePerson.objects.in_force().count() == 1


def test_a_link_is_found_from_either_side(asha: User, bina: User) -> None:
    one, other = a_person_of(asha, NAME), a_person_of(asha, "Zarina Bibi")

    links = [link_persons(one, other=other, first=asha, by=bina), link_persons(other, other=one, first=asha, by=bina)]

    assert links[0] == links[1]


def test_a_refusal_is_not_opened_again_beside_a_newer_proposal_and_leads_there(
    matron: User, colleague: User, ravi: User, signed_in: SignedIn
) -> None:
    match = a_match(matron, ravi)
    said(match, DIFFERENT, matron)
    said(match, DIFFERENT, colleague)
    newer = PotentialMatch.objects.get()
    newer.pk, newer.status, newer._state.adding = uuid4(), MatchStatus.PROPOSED, True
    newer.data_key = new_data_key(agencies=[matron.organisation_id])
    newer.findings = {}
    newer.save()

    with pytest.raises(NotPossible, match="newer proposal"):
        look_again(match, reason="It is her after all", by=matron)

    page = text_of(signed_in(matron), "match_detail", match.uid)
    assert newer.get_absolute_url() in page
    assert reverse("tracing:match_again", args=[match.uid]) not in page


def test_where_nobody_else_works_with_her_a_coordinator_is_the_second(
    matron: User, ravi: User, signed_in: SignedIn
) -> None:
    match = a_match(matron, ravi)
    lead = factories.a_user("lead", Role.RESCUE_COORDINATOR, organisation=matron.organisation)

    said(match, SAME, matron)

    assert Duty.objects.get(rule="match.second").owner == lead
    assert signed_in(lead).get(match.get_absolute_url()).status_code == 200
    assert said(match, SAME, lead).status == MatchStatus.CONFIRMED


def test_a_match_that_nobody_could_open_is_opened_to_the_desk_for_people_found(
    matron: User, colleague: User, found_desk: Desk, ravi: User, signed_in: SignedIn
) -> None:
    found = builders.a_found(matron)
    Grant.objects.filter(subject_uid=found.person_id).update(revoked_at=timezone.now(), revoked_by=matron)
    builders.a_report(ravi)
    compared()

    match = PotentialMatch.objects.get()
    assert Duty.objects.get(rule="match.decide").desk == found_desk
    assert signed_in(colleague).get(match.get_absolute_url()).status_code == 200
    assert said(match, SAME, colleague).status == MatchStatus.UNDER_REVIEW


def test_erasing_her_erases_what_was_told_of_her(matron: User, colleague: User, ravi: User) -> None:
    match = confirmed(a_match(matron, ravi), matron, colleague)
    answer = give_answer(match, facts=ORDER, by=matron)
    assert match.person.data_key is not None
    destroy_data_key(match.person.data_key)

    let_go_of_erased(by=None)
    compared()

    answer.refresh_from_db()
    assert answer.data_key is not None
    assert answer.data_key.destroyed_at is not None
    assert answers_for(ravi, answer.asked_uid) == []
