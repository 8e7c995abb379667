"""Statement, medical examination and age: asked for, done or refused; never what was said or found."""

from datetime import date, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from rihai.accounts.models import User
from rihai.duties.models import Duty
from rihai.lib.workflow import NotPossible
from rihai.prosecution import actions
from rihai.prosecution.facts.facts import PaperFacts
from rihai.prosecution.facts.survivor_facts import SurvivorStepFacts
from rihai.prosecution.models import LegalCase, LegalPart, SurvivorStep
from rihai.prosecution.owing.survivor_owed import AGE_FOUND, STEP_DAY, STEP_PAPER, STEP_WAIT
from tests.conftest import SignedIn
from tests.prosecution.builders import OPEN_TO_ITS_PEOPLE, Doors, send, text_of

Kind, State = SurvivorStep.Kind, SurvivorStep.State
PAGES = ["around", "survivor_step_new", "survivor_step_edit"]


def today() -> date:
    return timezone.localdate()


def noon(days: int) -> datetime:
    return (timezone.localtime() + timedelta(days=days)).replace(hour=12, minute=0, second=0, microsecond=0)


def told(state: SurvivorStep.State, **facts: object) -> SurvivorStepFacts:
    return SurvivorStepFacts(state, **{"asked_on": today(), **facts})  # type: ignore[arg-type]


def a_step(legal_case: LegalCase, by: User, kind: SurvivorStep.Kind, facts: SurvivorStepFacts) -> SurvivorStep:
    return actions.begin_step(legal_case.survivors.get(), kind=kind, facts=facts, by=by)


def owed(step: SurvivorStep) -> dict[str, date]:
    rows = Duty.objects.open().filter(subject_uid=step.pk)
    return {duty.rule: timezone.localdate(duty.due_at) for duty in rows}


def test_what_was_asked_for_is_asked_after_until_a_day_is_fixed(legal_case: LegalCase, asha: User) -> None:
    step = a_step(legal_case, asha, Kind.STATEMENT, told(State.ASKED))
    assert owed(step) == {STEP_WAIT: today() + timedelta(days=2)}

    actions.update_step(step, facts=told(State.FIXED, at=noon(5)), by=asha)

    assert owed(step) == {STEP_DAY: today() + timedelta(days=5)}


def test_once_it_is_done_the_copy_is_owed_until_it_has_come(legal_case: LegalCase, asha: User) -> None:
    step = a_step(legal_case, asha, Kind.STATEMENT, told(State.DONE, at=noon(0)))
    assert owed(step) == {STEP_PAPER: today() + timedelta(days=7)}

    actions.update_step(step, facts=told(State.DONE, at=noon(0), paper_on=today()), by=asha)

    assert owed(step) == {}


def test_a_refused_examination_is_a_right_and_owes_nothing(
    legal_case: LegalCase, asha: User, signed_in: SignedIn
) -> None:
    step = a_step(legal_case, asha, Kind.MEDICAL, told(State.REFUSED, consent=SurvivorStep.Consent.REFUSED))

    assert owed(step) == {}
    assert "The survivor said no." in text_of(signed_in(asha), "around", legal_case.uid)


@pytest.mark.parametrize(
    ("state", "consent"),
    [(State.DONE, ""), (State.DONE, "refused"), (State.REFUSED, "own"), (State.FIXED, "refused")],
)
def test_nobody_is_examined_without_consent(
    legal_case: LegalCase, asha: User, state: SurvivorStep.State, consent: str
) -> None:
    with pytest.raises(NotPossible):
        a_step(legal_case, asha, Kind.MEDICAL, told(state, at=noon(1), consent=consent))


@pytest.mark.parametrize("state", [State.PUT_OFF, State.DENIED])
def test_what_is_put_off_has_its_reason(legal_case: LegalCase, asha: User, state: SurvivorStep.State) -> None:
    with pytest.raises(NotPossible):
        a_step(legal_case, asha, Kind.STATEMENT, told(state))

    step = a_step(legal_case, asha, Kind.STATEMENT, told(state, reason=SurvivorStep.Reason.NO_WOMAN))

    assert STEP_WAIT in owed(step)


def test_the_laws_day_counts_where_it_is_earlier_than_our_promise(legal_case: LegalCase, asha: User) -> None:
    """Asked ten days after the day on which a test was ordered would be late; the law's fifteen days are later here."""
    ordered = told(State.ASKED, asked_on=today() - timedelta(days=10), ordered_by=SurvivorStep.OrderedBy.COMMITTEE)

    step = a_step(legal_case, asha, Kind.AGE, ordered)

    assert owed(step) == {STEP_WAIT: today()}


def test_an_age_that_was_found_leads_back_to_the_section_checks(
    legal_case: LegalCase, asha: User, lata: User, signed_in: SignedIn
) -> None:
    paper = PaperFacts(LegalCase.Kind.FIR, sections=("pocso-6",))
    actions.correct_paper(legal_case, facts=paper, by=asha)
    found = told(State.DONE, at=noon(0), paper_on=today(), basis="school", result=SurvivorStep.Result.CHILD)
    with pytest.raises(NotPossible):
        a_step(legal_case, asha, Kind.AGE, told(State.ASKED, result=SurvivorStep.Result.CHILD))
    assert owed(a_step(legal_case, asha, Kind.AGE, found)) == {}
    actions.check_sections(legal_case, facts={"victim.age_years": 19}, by=lata)

    step = a_step(legal_case, asha, Kind.AGE, found)

    page = text_of(signed_in(asha), "around", legal_case.uid)
    assert set(owed(step)) == {AGE_FOUND}
    assert "These sections on the paper ask for an age: POCSO 2012 s. 5, 6." in page
    assert "Where a doubt stays, work as with a child" in page


def test_the_page_shows_the_laws_clock_with_what_it_rests_on(
    legal_case: LegalCase, asha: User, signed_in: SignedIn
) -> None:
    a_step(legal_case, asha, Kind.MEDICAL, told(State.DONE, at=noon(-1), consent=SurvivorStep.Consent.GUARDIAN))

    page = text_of(signed_in(asha), "around", legal_case.uid)

    assert "Doctor forwards report (BNSS 184(6)): 7 days" in page
    assert "No lawyer has confirmed this." in page


def test_a_step_is_begun_and_goes_on_from_its_pages(legal_case: LegalCase, asha: User, signed_in: SignedIn) -> None:
    client, survivor = signed_in(asha), legal_case.survivors.get()
    answers = {"by_woman": "unknown", "support_person": "yes", "interpreter": "no"}

    send(client, "survivor_step_new", survivor.uid, "statement", state="asked", asked_on="2026-11-02", **answers)
    step = survivor.steps.get()
    page = text_of(client, "survivor_step_edit", step.uid)
    send(
        client, "survivor_step_edit", step.uid, state="put_off", reason="no_woman", asked_on="2026-11-02",
        note="The woman magistrate is on leave", **answers,
    )  # fmt: skip

    assert "Who consents" not in page
    assert "The woman magistrate is on leave" in text_of(client, "around", legal_case.uid)
    step.refresh_from_db()
    assert (step.state, step.reason, step.support_person) == (State.PUT_OFF, "no_woman", "yes")


def test_an_error_keeps_what_was_typed(legal_case: LegalCase, asha: User, signed_in: SignedIn) -> None:
    answer = send(
        signed_in(asha), "survivor_step_new", legal_case.survivors.get().uid, "statement", state="put_off",
        asked_on="2026-11-02", by_woman="unknown", support_person="yes", interpreter="no", note="On leave",
    )  # fmt: skip

    assert answer.status_code == 422
    assert "On leave" in answer.content.decode()


def address(page: str, legal_case: LegalCase, step: SurvivorStep) -> str:
    parts: dict[str, list[object]] = {
        "around": [legal_case.uid],
        "survivor_step_new": [step.survivor_id, "statement"],
        "survivor_step_edit": [step.uid],
    }
    return reverse(f"prosecution:{page}", args=parts[page])


@pytest.mark.parametrize("page", PAGES)
def test_lawyer_and_companion_may_strangers_and_other_colleagues_get_404(
    legal_case: LegalCase,
    asha: User,
    doors: Doors,
    page: str,
) -> None:
    where = address(page, legal_case, a_step(legal_case, asha, Kind.STATEMENT, told(State.ASKED)))

    assert doors(where) == OPEN_TO_ITS_PEOPLE


def test_a_companion_of_one_survivor_learns_of_no_step_of_another(
    legal_case: LegalCase, asha: User, ravi: User, lata: User, signed_in: SignedIn
) -> None:
    actions.add_part(legal_case, user=ravi, part=LegalPart.Part.ACCOMPANIES, by=lata)
    step, client = a_step(legal_case, asha, Kind.MEDICAL, told(State.ASKED)), signed_in(ravi)

    page = text_of(client, "around", legal_case.uid)

    assert step.survivor.case.person.code not in page
    assert "Medical examination" not in page
    assert [client.get(address(one, legal_case, step)).status_code for one in PAGES[1:]] == [404, 404]


def test_a_kind_that_there_is_not_is_not_found(legal_case: LegalCase, asha: User, signed_in: SignedIn) -> None:
    where = reverse("prosecution:survivor_step_new", args=[legal_case.survivors.get().uid, "confession"])

    assert signed_in(asha).get(where).status_code == 404
