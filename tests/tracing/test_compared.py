"""What a proposal counts."""

from dataclasses import replace

from rihai.accounts.models import User
from rihai.people.facts import NameFacts
from rihai.people.models import Person
from rihai.tracing.actions.proposing import POSSIBLE
from rihai.tracing.models import PotentialMatch
from tests.tracing import builders
from tests.tracing.matching import compared


def a_girl_only_somewhat_alike(by: User) -> Person:
    facts = builders.found_facts().person
    return builders.a_found(by, person=replace(facts, names=(NameFacts("Zarina Otherwise"),))).person


def test_files_of_other_missing_girls_of_her_name_push_nobody_out_of_the_ten(
    matron: User, ravi: User, kiran: User
) -> None:
    girl = a_girl_only_somewhat_alike(matron)
    taker = compared()
    for _ in range(POSSIBLE + 1):
        builders.a_report(ravi)
        taker.take()

    last = builders.a_report(kiran)
    taker.take()

    assert PotentialMatch.objects.get(missing_entry__subject_uid=last.pk).person == girl
