"""A refusal is remembered of two humans, not of two rows: another report or a linked file brings nothing back."""

import pytest

from rihai.accounts.models import User
from rihai.people.actions import add_name, link_persons
from rihai.people.facts import NameFacts
from rihai.people.models import Person, SamePerson, SearchEntry
from rihai.tracing import actions
from rihai.tracing.actions.deciding import look_again
from rihai.tracing.facts import ReportFacts
from rihai.tracing.models import MissingReport, PotentialMatch
from rihai.tracing.workflow import MatchStatus
from tests.people.conftest import a_person_of
from tests.tracing import builders
from tests.tracing.matching import NAME, a_pair, compared
from tests.tracing.test_proposing import refused


@pytest.fixture
def pair(kiran: User, bina: User, chand: User) -> PotentialMatch:
    """Chand seeks somebody whom Kiran's house holds; Kiran and Bina refused it."""
    a_pair(kiran, chand)
    compared()
    return refused(PotentialMatch.objects.get(), kiran, bina)


def reported_again(person: Person, by: User) -> MissingReport:
    facts = ReportFacts(person=person, details=builders.report_facts().details)
    return actions.file_report(organisation=by.organisation, by=by, facts=facts)


def sought(match: PotentialMatch) -> Person:
    assert match.missing_entry.person is not None
    return match.missing_entry.person


def test_another_report_of_the_same_person_brings_nothing_back(pair: PotentialMatch, chand: User) -> None:
    reported_again(sought(pair), chand)

    compared()

    assert list(PotentialMatch.objects.all()) == [pair]


def test_nor_does_a_file_that_was_linked_to_hers(pair: PotentialMatch, kiran: User, bina: User, asha: User) -> None:
    other, third = a_person_of(asha, NAME), a_person_of(asha, NAME)
    link_persons(pair.person, other=other, first=kiran, by=bina)
    link_persons(third, other=other, first=kiran, by=bina)

    compared()

    assert list(PotentialMatch.objects.filter(person__in=[other, third], missing_entry=pair.missing_entry)) == []
    assert SamePerson.objects.all_records_of(third.uid) == {pair.person.uid, other.uid, third.uid}


def test_once_the_link_ends_the_other_file_is_somebody_else(
    pair: PotentialMatch, kiran: User, bina: User, asha: User
) -> None:
    other = a_person_of(asha, NAME)
    link_persons(pair.person, other=other, first=kiran, by=bina)
    SamePerson.objects.all().delete()

    compared()

    assert PotentialMatch.objects.filter(person=other, missing_entry=pair.missing_entry).exists()


def test_what_was_withdrawn_after_a_refusal_does_not_forget_it(pair: PotentialMatch, kiran: User, chand: User) -> None:
    for person, by in ((pair.person, kiran), (sought(pair), chand)):
        add_name(person, facts=NameFacts(f"{NAME} Bibi", "official"), by=by)
    compared()
    again = PotentialMatch.objects.get(refused_before=pair)
    PotentialMatch.objects.filter(pk=again.pk).update(status=MatchStatus.WITHDRAWN)
    PotentialMatch.objects.filter(pk=pair.pk).update(weight=again.weight)
    SearchEntry.objects.update(status=SearchEntry.Status.PENDING, taken_at=None)

    compared()

    assert PotentialMatch.objects.count() == 2


def test_of_two_refusals_the_newest_decides(pair: PotentialMatch, kiran: User, bina: User, chand: User) -> None:
    for person, by in ((pair.person, kiran), (sought(pair), chand)):
        add_name(person, facts=NameFacts(f"{NAME} Bibi", "official"), by=by)
    compared()
    again = refused(PotentialMatch.objects.get(refused_before=pair), kiran, bina)
    reported_again(sought(pair), chand)

    compared()

    assert PotentialMatch.objects.count() == 2
    assert again.weight > pair.weight


def test_a_refusal_that_is_looked_at_again_holds_nobody_back(pair: PotentialMatch, kiran: User, chand: User) -> None:
    look_again(pair, reason="She says the mother's name herself", by=kiran)
    reported_again(sought(pair), chand)

    compared()

    assert PotentialMatch.objects.filter(status=MatchStatus.PROPOSED).count() == 1


@pytest.mark.parametrize(("scale", "proposals"), [("stand-in", 1), ("of last year", 2)])
def test_a_weight_of_another_scale_holds_nobody_back_once_facts_change(
    pair: PotentialMatch, kiran: User, scale: str, proposals: int
) -> None:
    PotentialMatch.objects.filter(pk=pair.pk).update(weight=1000.0, model_version=scale)
    add_name(pair.person, facts=NameFacts(f"{NAME} Bibi", "official"), by=kiran)

    compared()

    assert PotentialMatch.objects.count() == proposals
