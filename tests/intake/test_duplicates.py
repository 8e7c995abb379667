"""Alerts that may concern the same matter: met by name, phone or place, told only to those who may know."""

from datetime import timedelta
from functools import partial

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from rihai.accounts.models import Desk, User
from rihai.audit.refusals import Hidden
from rihai.duties.models import Duty
from rihai.intake import actions
from rihai.intake.models import Alert, AlertToken, PossibleDuplicate
from rihai.intake.selectors import neighbours_of
from rihai.intake.tokens import name_words
from tests.cases.builders import facts_of
from tests.intake import builders
from tests.together import run_together

Decision = PossibleDuplicate.Decision


def met(first: str, second: str, by: User, *, sexes: tuple[str, str] = ("female", "female")) -> list[str]:
    """The reasons for which two alerts about these names are proposed, or nothing."""
    for name, sex in zip((first, second), sexes, strict=True):
        people = (builders.somebody(name, sex=sex),)
        actions.record_alert(organisation=by.organisation, by=by, facts=builders.facts(people=people))
    return [reason for pair in builders.pairs() for reason in pair.reasons]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Sunita Devi", "सुनीता देवी"),
        ("Sunita Devi", "Devi Suneetha"),
        ("সুনীতা", "Sunita"),
        ("Sunita Kumari Yadav", "Sunita Yadav"),
        ("Sunita", "Sunita Devi"),
        ("Sunita Devi", "Sunita"),
        ("Riya", "रिया"),
        ("Sunita-Devi", "Sunita Devi"),
    ],
)
def test_the_same_name_meets_in_any_script_and_order(kiran: User, first: str, second: str) -> None:
    assert met(first, second, kiran) == ["name"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Sunita Devi", "Rekha Devi"),
        ("Sunita", "Kavita"),
        ("Riya", "Roy"),
        ("S. Devi", "S. Kumari"),
    ],
)
def test_other_names_do_not_meet(kiran: User, first: str, second: str) -> None:
    assert met(first, second, kiran) == []


def test_a_single_name_meets_only_the_same_sex_unless_it_is_not_stated(kiran: User) -> None:
    assert met("Kiran", "Kiran", kiran, sexes=("female", "male")) == []
    assert met("Suraj", "Suraj", kiran, sexes=("male", "not_stated")) == ["name"]


@pytest.mark.parametrize("where", ["what", "who", "where", "source"])
def test_the_same_phone_number_meets_wherever_it_was_written(kiran: User, where: str) -> None:
    builders.an_alert(kiran, what="He called from 98765 43210 twice")
    number = "+91-9876543210"
    said = {"source": builders.from_source(contact=number)} if where == "source" else {where: f"ask {number}"}

    builders.an_alert(kiran, **said)

    assert [pair.reasons for pair in builders.pairs()] == [["phone"]]


@pytest.mark.parametrize(("days", "meets"), [(3, True), (13, True), (15, False)])
def test_the_same_words_for_a_place_meet_when_they_come_close_together(kiran: User, days: int, meets: bool) -> None:
    first = builders.an_alert(kiran, where="Blue Lodge, Station Road")
    Alert.objects.filter(pk=first.pk).update(received_at=timezone.now() - timedelta(days=days))

    builders.an_alert(kiran, where="station road   BLUE LODGE")

    assert bool(builders.pairs()) is meets


def test_a_few_letters_are_no_place(kiran: User) -> None:
    builders.an_alert(kiran, where="Mumbai")
    builders.an_alert(kiran, where="Mumbai")

    assert builders.pairs() == []


def test_several_reasons_stand_together(kiran: User) -> None:
    for _each in range(2):
        builders.an_alert(kiran, "Sunita Devi", where="Blue Lodge, Station Road", what="Call 9876543210")

    assert [pair.reasons for pair in builders.pairs()] == [["name", "phone", "where"]]


def test_tokens_tell_no_name_and_differ_between_organisations(kiran: User, chand: User) -> None:
    for by in (kiran, chand):
        builders.an_alert(by, "Sunita Devi")

    tokens = [bytes(one.token) for one in AlertToken.objects.all()]
    assert len(set(tokens)) == len(tokens)
    assert all(len(token) == 16 for token in tokens)
    assert builders.pairs() == []


def test_a_token_that_becomes_common_is_removed_everywhere_and_finds_nobody(kiran: User) -> None:
    for number in range(12):
        builders.an_alert(kiran, what=f"Call the helpline 1800-123-4567 or 9876543210, case {number}")

    phones = AlertToken.objects.filter(kind=AlertToken.Kind.PHONE)
    assert phones.filter(alert__isnull=True).exists()
    assert not phones.filter(alert__isnull=False).exists()
    before = len(builders.pairs())

    builders.an_alert(kiran, what="Call 9876543210")

    assert len(builders.pairs()) == before
    assert not phones.filter(alert__isnull=False).exists()


def test_whoever_may_see_both_is_shown_the_other_and_nobody_is_bothered(kiran: User, intake_desk: Desk) -> None:
    first = builders.an_alert(kiran, "Sunita Devi")
    second = builders.an_alert(kiran, "सुनीता देवी")

    [neighbour] = neighbours_of(second, kiran)
    assert (neighbour.other, neighbour.is_visible) == (first, True)
    assert not Duty.objects.filter(rule="alert.compare").exists()


def test_whoever_may_not_see_the_earlier_one_learns_nothing_and_its_desk_is_told(
    asha: User, ravi: User, kiran: User, intake_desk: Desk
) -> None:
    first = builders.an_alert(asha, "Sunita Devi")

    second = builders.an_alert(ravi, "Sunita Devi")

    assert neighbours_of(second, ravi) == []
    duty = Duty.objects.open().get(rule="alert.compare")
    assert (duty.desk, duty.subject_uid, duty.detail) == (intake_desk, first.uid, second.reference)
    assert [one.other for one in neighbours_of(first, kiran)] == [second]


def test_whoever_recorded_the_earlier_one_is_not_told_of_a_later_one_she_may_not_see(
    asha: User, ravi: User, intake_desk: Desk
) -> None:
    first = builders.an_alert(asha, "Sunita Devi")
    builders.an_alert(ravi, "Sunita Devi")

    assert neighbours_of(first, asha) == []


def test_without_a_desk_whoever_recorded_the_earlier_one_is_told(asha: User, ravi: User) -> None:
    Desk.objects.all().update(is_active=False)
    first = builders.an_alert(asha, "Sunita Devi")

    second = builders.an_alert(ravi, "Sunita Devi")

    assert Duty.objects.get(rule="alert.compare").owner == asha
    [neighbour] = neighbours_of(first, asha)
    assert (neighbour.other, neighbour.is_visible) == (second, False)


@pytest.mark.parametrize("decision", [Decision.SAME, Decision.DIFFERENT])
def test_a_decision_is_kept_with_who_took_it(kiran: User, decision: PossibleDuplicate.Decision) -> None:
    first = builders.an_alert(kiran, "Sunita Devi")
    builders.an_alert(kiran, "Sunita Devi")
    [pair] = builders.pairs()

    actions.decide_duplicate(pair, decision=decision, by=kiran)

    pair.refresh_from_db()
    assert (pair.decision, pair.decided_by) == (decision, kiran)
    assert pair.decided_at is not None
    assert facts_of("alert.compared") == {"decision": str(decision), "earlier": str(first.uid)}


def test_a_refused_pair_is_not_proposed_again(kiran: User) -> None:
    builders.an_alert(kiran, "Sunita Devi")
    builders.an_alert(kiran, "Sunita Devi")
    [pair] = builders.pairs()
    actions.decide_duplicate(pair, decision=Decision.DIFFERENT, by=kiran)

    third = builders.an_alert(kiran, "Sunita Devi")

    assert [(one.earlier, one.later) for one in builders.pairs()[1:]] == [
        (pair.earlier, third),
        (pair.later, third),
    ]
    pair.refresh_from_db()
    assert pair.decision == Decision.DIFFERENT


def test_not_decided_is_no_decision(kiran: User) -> None:
    builders.an_alert(kiran, "Sunita Devi")
    builders.an_alert(kiran, "Sunita Devi")

    with pytest.raises(ValueError, match="same matter"):
        actions.decide_duplicate(builders.pairs()[0], decision=Decision.OPEN, by=kiran)


def test_the_duty_to_compare_ends_when_every_pair_is_decided(
    asha: User, ravi: User, kiran: User, intake_desk: Desk
) -> None:
    builders.an_alert(asha, "Sunita Devi")
    for _each in range(2):
        builders.an_alert(ravi, "Sunita Devi")
    of_the_first = [pair for pair in builders.pairs() if pair.earlier.received_by_id == asha.uid]
    assert Duty.objects.open().filter(rule="alert.compare").count() == 2

    for pair in of_the_first:
        actions.decide_duplicate(pair, decision=Decision.DIFFERENT, by=kiran)

    assert not Duty.objects.open().filter(rule="alert.compare").exists()


def test_only_somebody_who_may_see_both_decides(asha: User, ravi: User, chand: User, intake_desk: Desk) -> None:
    builders.an_alert(asha, "Sunita Devi")
    builders.an_alert(ravi, "Sunita Devi")
    [pair] = builders.pairs()

    for by in (asha, ravi, chand):
        with pytest.raises(Hidden):
            actions.decide_duplicate(pair, decision=Decision.SAME, by=by)

    pair.refresh_from_db()
    assert pair.decision == Decision.OPEN


def test_looking_for_likeness_asks_as_often_for_many_as_for_none(
    kiran: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    builders.an_alert(kiran, "Sunita Devi")
    with django_assert_max_num_queries(200) as without:
        builders.an_alert(kiran, "Rekha Yadav")
    for number in range(4):
        builders.an_alert(kiran, "Kavita Singh", what=f"The {number}. time")

    with django_assert_max_num_queries(200) as with_four:
        builders.an_alert(kiran, "Kavita Singh")

    # For each pair two rows are written, and its desk is asked for nothing that is not there already.
    assert len(with_four.captured_queries) <= len(without.captured_queries) + 4 * 3


@given(st.text(max_size=40))
def test_any_text_has_words_that_are_sorted_and_met_once(text: str) -> None:
    words = name_words(text)

    assert words == sorted(set(words))
    assert all(words)


@pytest.mark.django_db(transaction=True)
def test_two_who_record_the_same_call_at_once_still_meet(kiran: User, ravi: User, intake_desk: Desk) -> None:
    builders.an_alert(kiran)  # the keys of the organisation are made at their first use

    recorded = run_together([partial(builders.an_alert, by, "Sunita Devi") for by in (kiran, ravi)])

    assert all(isinstance(one, Alert) for one in recorded)
    assert len(builders.pairs()) == 1
