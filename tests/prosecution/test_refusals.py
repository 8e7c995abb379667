"""Police refuse to register: the event, the ladder, the duty that goes from step to step."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from rihai.accounts.models import User
from rihai.duties.models import Duty
from rihai.law.sourcing import NOT_CONFIRMED
from rihai.lib.workflow import NotPossible, StepNotAllowed
from rihai.prosecution import actions
from rihai.prosecution.facts.facts import RefusalFacts, StepFacts
from rihai.prosecution.law.ladder import load_rungs, next_due, next_rung
from rihai.prosecution.models import LegalCase, Refusal, RefusalStep
from rihai.prosecution.owing.reminders import LADDER, LADDER_END
from rihai.prosecution.selectors.legal_case import sourcing_of
from rihai.prosecution.workflow import LegalStatus
from tests.conftest import SignedIn
from tests.prosecution import builders
from tests.prosecution.builders import send, text_of
from tests.prosecution.test_saved_twice import seen_on

DAY = date(2026, 11, 2)
WORDS = "Go to the other station"


def refuse(legal_case: LegalCase, by: User) -> Refusal:
    facts = RefusalFacts(DAY, Refusal.Ground.AREA, Refusal.Officer.DUTY, WORDS)
    return actions.record_refusal(legal_case, facts=facts, by=by)


def climb(refusal: Refusal, by: User) -> RefusalStep:
    """Every step on one day; the last of them."""
    return [actions.take_step(refusal, facts=StepFacts(one.code, DAY), by=by) for one in load_rungs()][-1]


@pytest.fixture
def asked(asha: User, lata: User) -> LegalCase:
    """Asha asks for an FIR."""
    return builders.a_legal_case(asha, lawyer=lata, status=LegalStatus.ASKED, station=builders.a_station())


def ladder_duty(legal_case: LegalCase) -> Duty | None:
    return Duty.objects.open().filter(rule=LADDER, subject_uid=legal_case.pk).first()


def test_a_refusal_owes_the_lawyer_the_first_step_at_once(asked: LegalCase, asha: User, lata: User) -> None:
    refuse(asked, asha)

    asked.refresh_from_db()
    duty = ladder_duty(asked)
    assert asked.status == LegalStatus.REFUSED
    assert duty is not None
    assert (duty.owner, timezone.localdate(duty.due_at)) == (lata, DAY)


def test_each_step_moves_the_duty_by_the_days_of_its_rung(asked: LegalCase, asha: User) -> None:
    refusal = refuse(asked, asha)

    actions.take_step(refusal, facts=StepFacts("senior_officer", DAY), by=asha)

    duty = ladder_duty(asked)
    assert duty is not None
    assert timezone.localdate(duty.due_at) == DAY + timedelta(days=3)
    assert Duty.objects.open().filter(rule=LADDER).count() == 1


def test_at_the_end_of_the_ladder_somebody_owes_to_ask_what_came_of_it(asked: LegalCase, asha: User) -> None:
    refusal = refuse(asked, asha)

    step = climb(refusal, asha)

    duty = Duty.objects.open().get(rule=LADDER_END, subject_uid=asked.pk)
    assert timezone.localdate(duty.due_at) == DAY + timedelta(days=30)
    assert ladder_duty(asked) is None
    actions.record_step_answer(step, answer=RefusalStep.Answer.REFUSED, on=DAY, text="", by=asha)
    assert not Duty.objects.open().filter(rule=LADDER_END).exists()


def test_a_step_against_one_refusal_leaves_the_next_step_against_another_owed(asked: LegalCase, asha: User) -> None:
    old, new = refuse(asked, asha), refuse(asked, asha)

    climb(old, asha)

    assert Duty.objects.open().get(rule=LADDER, subject_uid=asked.pk).detail == new.pk.hex


def test_no_step_lies_before_the_refusal(asked: LegalCase, asha: User) -> None:
    with pytest.raises(NotPossible):
        actions.take_step(refuse(asked, asha), facts=StepFacts("senior_officer", DAY - timedelta(days=365)), by=asha)


def test_an_answer_is_put_right_by_somebody_who_has_seen_it_and_by_nobody_else(
    asked: LegalCase, asha: User, lata: User, signed_in: SignedIn
) -> None:
    step = actions.take_step(refuse(asked, asha), facts=StepFacts("senior_officer", DAY), by=asha)
    ordered, none, client = RefusalStep.Answer.ORDERED, RefusalStep.Answer.NONE, signed_in(asha)
    actions.record_step_answer(step, answer=ordered, on=DAY, text="Ordered, with a reference", by=lata)

    with pytest.raises(NotPossible):
        actions.record_step_answer(step, answer=none, on=DAY, text="", by=asha)
    page = text_of(client, "refusal_step_answer", step.uid)
    assert "Ordered, with a reference" in page
    typed = {"answer": "refused", "on": "2026-11-05", "text": "It was another one", "seen": seen_on(page)}
    send(client, "refusal_step_answer", step.uid, **typed)

    step.refresh_from_db()
    assert step.answer == RefusalStep.Answer.REFUSED


def test_once_it_is_registered_the_ladder_is_left(asked: LegalCase, asha: User) -> None:
    refuse(asked, asha)

    actions.move_legal_case(asked, to=LegalStatus.REGISTERED, on=None, text="", by=asha)

    assert ladder_duty(asked) is None


def test_a_second_refusal_is_a_second_event(asked: LegalCase, asha: User) -> None:
    refuse(asked, asha)
    refuse(asked, asha)

    assert asked.refusals.count() == 2


def test_what_is_registered_cannot_be_refused(legal_case: LegalCase, asha: User) -> None:
    with pytest.raises(StepNotAllowed):
        refuse(legal_case, asha)


def test_an_answer_is_not_older_than_its_step(asked: LegalCase, asha: User) -> None:
    step = actions.take_step(refuse(asked, asha), facts=StepFacts("senior_officer", DAY), by=asha)

    with pytest.raises(NotPossible):
        actions.record_step_answer(
            step, answer=RefusalStep.Answer.REFUSED, on=DAY - timedelta(days=1), text="", by=asha
        )


def test_a_rung_that_was_left_out_comes_next_and_on_the_day_of_the_higher_one() -> None:
    left_out, then = next_rung({"magistrate"}), next_rung({"senior_officer", "commission"})

    assert left_out is not None
    assert then is not None
    assert (left_out.code, then.code) == ("senior_officer", "magistrate")
    assert (next_due({}, DAY), next_due({"magistrate": DAY}, DAY)) == (DAY, DAY)
    assert next_due({"senior_officer": DAY}, DAY) == DAY + timedelta(days=3)
    assert next_rung({"senior_officer", "commission", "magistrate", "high_court"}) is None


def test_the_page_names_what_was_left_out_and_no_next_step_while_an_answer_is_awaited(
    asked: LegalCase, asha: User, signed_in: SignedIn
) -> None:
    refusal, client = refuse(asked, asha), signed_in(asha)

    actions.take_step(refusal, facts=StepFacts("magistrate", DAY), by=asha)
    left_out = text_of(client, "legal_case_detail", asked.uid)
    actions.take_step(refusal, facts=StepFacts("senior_officer", DAY), by=asha)
    actions.take_step(refusal, facts=StepFacts("commission", DAY), by=asha)
    awaited = text_of(client, "legal_case_detail", asked.uid)

    assert "Not taken yet: Superintendent or Commissioner of Police, in writing" in left_out
    assert "Next: " not in left_out
    assert f"If no answer comes by {date_format(DAY + timedelta(days=14))}: High Court" in awaited


def test_every_rung_that_speaks_of_law_names_its_entry_and_what_that_rests_on() -> None:
    entries = [one.entry for one in load_rungs() if one.law]

    assert len(entries) == 3
    assert all(entry is not None and NOT_CONFIRMED in sourcing_of(entry).words for entry in entries)


def test_the_page_says_what_comes_next_and_what_the_law_rests_on(
    asked: LegalCase, asha: User, signed_in: SignedIn
) -> None:
    client = signed_in(asha)

    send(client, "refusal_new", asked.uid, on="2026-11-02", officer="duty", ground="area", text=WORDS)

    page = text_of(client, "legal_case_detail", asked.uid)
    assert WORDS in page
    assert "BNSS 173(4)" in page
    assert "CrPC" not in page
    assert "No lawyer has confirmed this." in page
    assert reverse("prosecution:paper_new", args=[asked.uid, "refusal_letter"]) in page


def test_step_and_answer_are_written_down_from_their_pages(asked: LegalCase, asha: User, signed_in: SignedIn) -> None:
    client, refusal = signed_in(asha), refuse(asked, asha)

    send(client, "refusal_step_new", refusal.uid, rung="senior_officer", on="2026-11-03", text="By post")
    step = refusal.steps.get()
    send(client, "refusal_step_answer", step.uid, answer="refused", on="2026-11-05", text="Not our matter")

    page = text_of(client, "legal_case_detail", asked.uid)
    step.refresh_from_db()
    assert step.answer == RefusalStep.Answer.REFUSED
    assert "Not our matter" in page
    assert "Commission for child rights, for women or for human rights" in page


@pytest.mark.parametrize("page", ["refusal_new", "refusal_step_new", "refusal_step_answer"])
def test_strangers_and_colleagues_without_a_part_learn_nothing(
    asked: LegalCase, asha: User, chand: User, bina: User, signed_in: SignedIn, page: str
) -> None:
    refusal = refuse(asked, asha)
    step = actions.take_step(refusal, facts=StepFacts("senior_officer", DAY), by=asha)
    uid = {"refusal_new": asked.uid, "refusal_step_new": refusal.uid}.get(page, step.uid)

    assert [send(signed_in(one), page, uid).status_code for one in (chand, bina)] == [404, 404]


def test_what_was_typed_stays_when_a_day_is_missing(asked: LegalCase, asha: User, signed_in: SignedIn) -> None:
    answer = send(signed_in(asha), "refusal_new", asked.uid, officer="duty", ground="area", text=WORDS)

    assert answer.status_code == 422
    assert WORDS in answer.content.decode()
