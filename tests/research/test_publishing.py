"""A figure leaves the house by two people, frozen; what comes later stands beside it."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import IntegrityError
from django.utils import timezone

from rihai.accounts.models import User
from rihai.audit.models import AppendOnly, AuditEvent
from rihai.audit.refusals import Refused
from rihai.lib.workflow import NotPossible, StepNotAllowed
from rihai.research import actions
from rihai.research.definitions import Indicator, indicator
from rihai.research.models import Figure
from rihai.research.selectors import figures_of, published, told_together, waiting
from rihai.research.workflow import FigureStatus
from tests.research import own
from tests.research.own import MONDAY, TUESDAY, travel

pytestmark = pytest.mark.django_db


def defined(code: str) -> Indicator:
    found = indicator(code)
    assert found is not None
    return found


def carried_out(by: User, number: int) -> None:
    for _number in range(number):
        own.past_operation(by)


def proposed(by: User, code: str = "operations", as_of: date | None = None) -> Figure:
    return actions.propose_figure(defined(code), as_of=as_of or timezone.localdate(), by=by)


def released(proposer: User, second: User, as_of: date | None = None) -> Figure:
    return actions.publish_figure(proposed(proposer, as_of=as_of), by=second).figure


@pytest.fixture
def twelve(kiran: User) -> None:
    """Twelve operations of Monday's records."""
    with travel(MONDAY):
        carried_out(kiran, 12)


def test_a_figure_is_frozen_with_its_words_its_base_and_its_day(
    twelve: None, dolly: User, output_checker: User
) -> None:
    with travel(TUESDAY):
        figure = released(dolly, output_checker, as_of=MONDAY.date())

    frozen = Figure.objects.get(pk=figure.pk)
    assert frozen.value == 12
    assert (frozen.n, frozen.as_of, frozen.known_on) == (12, MONDAY.date(), MONDAY.date())
    assert (frozen.title, frozen.version) == ("Operations", defined("operations").version)
    assert "called off after its start counts" in frozen.numerator
    assert frozen.source
    assert frozen.proposed_by == dolly
    assert frozen.decisions.get().decided_by == output_checker
    assert frozen.standing == "published"


def test_what_is_recorded_later_changes_nothing_of_a_published_figure(
    twelve: None, kiran: User, dolly: User, output_checker: User
) -> None:
    with travel(TUESDAY):
        figure = released(dolly, output_checker, as_of=MONDAY.date())
        before = vars(Figure.objects.get(pk=figure.pk))
        carried_out(kiran, 20)

    after = vars(Figure.objects.get(pk=figure.pk))
    assert {**after, "_state": None} == {**before, "_state": None}


def test_nothing_and_nobody_writes_a_frozen_figure_again(twelve: None, data_officer: User) -> None:
    figure = proposed(data_officer)
    figure.value = 13

    with pytest.raises(AppendOnly):
        figure.save()
    with pytest.raises(AppendOnly):
        Figure.objects.filter(pk=figure.pk).update(value=13)
    with pytest.raises(AppendOnly):
        figure.delete()
    with pytest.raises(AppendOnly):
        Figure.objects.all().delete()


def test_a_small_figure_is_published_as_hidden_and_kept_nowhere(kiran: User, dolly: User, output_checker: User) -> None:
    carried_out(kiran, 9)

    figure = released(dolly, output_checker)

    assert figure.is_hidden
    assert (figure.value, figure.n) == (None, None)


def test_nobody_publishes_what_she_proposed(twelve: None, dolly: User) -> None:
    figure = proposed(dolly)

    with pytest.raises(Refused, match="A second person decides"):
        actions.publish_figure(figure, by=dolly)
    assert figure.standing == "proposed"


def test_whoever_may_not_publish_does_not(twelve: None, dolly: User, data_officer: User) -> None:
    figure = proposed(dolly)

    with pytest.raises(Refused, match="does not publish"):
        actions.publish_figure(figure, by=data_officer)


def test_whoever_may_not_propose_does_not(twelve: None, output_checker: User, bina: User) -> None:
    for user in (output_checker, bina):
        with pytest.raises(Refused, match="does not propose"):
            proposed(user)


def test_a_figure_is_decided_once(twelve: None, dolly: User, output_checker: User) -> None:
    figure = proposed(dolly)
    actions.refuse_figure(figure, reason="Too early", by=output_checker)

    with pytest.raises(StepNotAllowed):
        actions.publish_figure(figure, by=output_checker)
    assert Figure.objects.get().standing == "refused"


def test_a_withdrawn_figure_stays_in_the_list_with_its_reason(twelve: None, dolly: User, output_checker: User) -> None:
    figure = released(dolly, output_checker)
    actions.withdraw_figure(figure, reason="Counted twice", by=output_checker)

    (one,) = published(list(figures_of(dolly)))

    assert one.figure.standing == "withdrawn"
    assert [decision.reason for decision in one.figure.decisions.all()] == ["", "Counted twice"]


@pytest.mark.parametrize("decide", [actions.refuse_figure, actions.withdraw_figure])
def test_refusing_and_withdrawing_ask_for_a_reason(
    twelve: None, dolly: User, output_checker: User, decide: Callable[..., object]
) -> None:
    with pytest.raises(NotPossible, match="reason"):
        decide(proposed(dolly), reason="  ", by=output_checker)


def test_a_correction_stands_beside_the_figure_with_its_reason(
    twelve: None, kiran: User, dolly: User, output_checker: User
) -> None:
    with travel(TUESDAY):
        figure = released(dolly, output_checker, as_of=MONDAY.date())
        carried_out(kiran, 11)
        reason = "Eleven were written down late"
        new = actions.propose_correction(figure, indicator=defined("operations"), reason=reason, by=dolly)
        actions.publish_figure(new, by=output_checker)

        (one,) = published(list(figures_of(dolly)))

    (correction,) = one.corrections
    assert one.figure.value == 12
    assert correction.value == 23
    assert (one.figure.known_on, correction.known_on) == (MONDAY.date(), TUESDAY.date())
    assert correction.reason == reason


def test_a_correction_takes_two_people_too(twelve: None, dolly: User, output_checker: User) -> None:
    figure = released(dolly, output_checker)

    new = actions.propose_correction(figure, indicator=defined("operations"), reason="A late entry", by=dolly)

    assert waiting(list(figures_of(dolly))) == [new]
    with pytest.raises(Refused):
        actions.publish_figure(new, by=dolly)


def test_what_was_never_published_is_not_corrected(twelve: None, dolly: User) -> None:
    with pytest.raises(NotPossible, match="Only a published figure"):
        actions.propose_correction(proposed(dolly), indicator=defined("operations"), reason="Why not", by=dolly)


def test_a_share_is_withdrawn_and_proposed_anew(twelve: None, dolly: User, output_checker: User) -> None:
    figure = actions.publish_figure(proposed(dolly, "operations_led"), by=output_checker).figure

    with pytest.raises(NotPossible, match="Withdraw it"):
        actions.propose_correction(figure, indicator=defined("operations_led"), reason="Late", by=dolly)


def test_the_database_refuses_a_correction_without_a_reason(twelve: None, dolly: User, output_checker: User) -> None:
    figure = released(dolly, output_checker)
    new = proposed(dolly)
    new._state.adding, new.pk, new.corrects = True, None, figure

    with pytest.raises(IntegrityError):
        new.save()


def test_what_nobody_can_know_yet_is_not_proposed(dolly: User) -> None:
    with pytest.raises(NotPossible, match="Nobody knows yet"):
        proposed(dolly, as_of=date(2999, 1, 1))


def test_whoever_is_not_entitled_proposes_for_today_only(twelve: None, data_officer: User) -> None:
    with travel(TUESDAY):
        for day in (MONDAY.date(), date(2029, 12, 31)):
            with pytest.raises(NotPossible, match="Choose today"):
                proposed(data_officer, as_of=day)

        assert proposed(data_officer).value == 12


def test_whoever_is_not_entitled_does_not_see_a_small_correction(
    twelve: None, kiran: User, dolly: User, output_checker: User, data_officer: User
) -> None:
    with travel(TUESDAY):
        figure = released(dolly, output_checker)
        carried_out(kiran, 2)

        with pytest.raises(NotPossible, match="could be told apart"):
            actions.propose_correction(figure, indicator=defined("operations"), reason="Found later", by=data_officer)


def test_nobody_publishes_past_the_warning(twelve: None, kiran: User, dolly: User, output_checker: User) -> None:
    with travel(TUESDAY):
        released(dolly, output_checker, as_of=MONDAY.date())
        carried_out(kiran, 2)
        few = proposed(dolly)

        with pytest.raises(NotPossible, match="Look at the warning"):
            actions.publish_figure(few, by=output_checker)

        actions.publish_figure(few, by=output_checker, is_warned=True)
    assert few.standing == FigureStatus.PUBLISHED


def test_another_figure_of_the_same_records_is_compared_too(twelve: None, dolly: User, output_checker: User) -> None:
    with travel(TUESDAY):
        figure = released(dolly, output_checker)
        beside = proposed(dolly, "operations_led")
    beside.n = 14

    assert told_together(beside) == [figure], "12 and 14 of the same operations: two can be told apart"


def test_two_figures_that_differ_by_a_few_people_are_seen_together(
    twelve: None, kiran: User, dolly: User, output_checker: User
) -> None:
    with travel(TUESDAY):
        monday = released(dolly, output_checker, as_of=MONDAY.date())
        carried_out(kiran, 2)
        few = proposed(dolly)
        carried_out(kiran, 10)
        many = proposed(dolly)

    assert told_together(few) == [monday]
    assert told_together(many) == []


def test_every_step_leaves_an_event_that_names_who_did_it(twelve: None, dolly: User, output_checker: User) -> None:
    figure = released(dolly, output_checker)
    actions.withdraw_figure(figure, reason="Counted twice", by=output_checker)

    events = AuditEvent.objects.filter(subject_uid=figure.uid).order_by("at").values_list("verb", "actor_uid")

    assert list(events) == [
        ("figure.proposed", dolly.uid),
        ("figure.published", output_checker.uid),
        ("figure.withdrawn", output_checker.uid),
    ]
