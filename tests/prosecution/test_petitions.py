"""A closure report and what answers it; every petition with its next date. The law names no period for a protest."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from rihai.accounts.models import User
from rihai.audit.refusals import Hidden
from rihai.duties.models import Duty
from rihai.lib.workflow import NotPossible
from rihai.prosecution import actions
from rihai.prosecution.facts.petition_facts import ClosureFacts, PetitionFacts, PetitionStepFacts
from rihai.prosecution.law.law_country import law_for
from rihai.prosecution.law.petition_law import protest_clock
from rihai.prosecution.models import ClosureReport, LegalCase, Petition, PetitionStep
from rihai.prosecution.petition_workflow import PetitionStatus
from rihai.prosecution.selectors.petitions import petitions_page
from rihai.prosecution.workflow import LegalStatus
from tests.conftest import SignedIn
from tests.prosecution import builders
from tests.prosecution.builders import OPEN_TO_ITS_PEOPLE, Doors, questions, send, text_of

S = PetitionStatus
FILED_ON = date(2026, 11, 2)
PROTEST = Petition.Kind.PROTEST


def a_closure(legal_case: LegalCase, by: User, **facts: object) -> ClosureReport:
    told = {"filed_on": FILED_ON, "ground": ClosureReport.Ground.EVIDENCE, **facts}
    return actions.record_closure(legal_case, facts=ClosureFacts(**told), by=by)  # type: ignore[arg-type]


def a_petition(legal_case: LegalCase, by: User, kind: Petition.Kind = PROTEST, **facts: object) -> Petition:
    return actions.begin_petition(legal_case, facts=PetitionFacts(kind, **facts), by=by)  # type: ignore[arg-type]


def step(petition: Petition, to: PetitionStatus, by: User, **facts: object) -> Petition:
    told = PetitionStepFacts(to, date(2026, 11, 10), **facts)  # type: ignore[arg-type]
    return actions.move_petition(petition, facts=told, by=by)


def owed(*codes: str) -> set[str]:
    return set(Duty.objects.open().filter(rule__in=[f"legal.{code}" for code in codes]).values_list("rule", flat=True))


def test_a_closure_report_moves_the_case_and_asks_for_notice_copy_and_a_lawyer(
    legal_case: LegalCase, asha: User
) -> None:
    a_closure(legal_case, asha)

    legal_case.refresh_from_db()
    assert legal_case.status == LegalStatus.CLOSURE
    assert owed("closure", "closure_notice") == {"legal.closure", "legal.closure_notice"}


def test_with_notice_and_copy_nobody_asks_for_them_any_more(legal_case: LegalCase, asha: User) -> None:
    closure = a_closure(legal_case, asha)
    facts = ClosureFacts(FILED_ON, ClosureReport.Ground.EVIDENCE, notice_on=FILED_ON, copy_on=FILED_ON)

    actions.correct_closure(closure, facts=facts, by=asha)

    assert owed("closure_notice") == set()


def test_without_a_registered_paper_nothing_is_closed(asha: User, lata: User) -> None:
    asked = builders.a_legal_case(asha, lawyer=lata, status=LegalStatus.ASKED)

    with pytest.raises(NotPossible):
        a_closure(asked, asha)


def test_a_notice_is_not_older_than_the_report(legal_case: LegalCase, asha: User) -> None:
    with pytest.raises(NotPossible):
        a_closure(legal_case, asha, notice_on=FILED_ON - timedelta(days=1))


def test_the_law_has_words_and_no_date_for_a_protest_petition(legal_case: LegalCase, asha: User) -> None:
    clock = protest_clock(FILED_ON, law_for(legal_case))

    assert clock is not None
    assert (clock.due, clock.safe) == (None, None)
    assert clock.words


def test_a_protest_petition_is_owed_before_the_day_that_the_notice_names(
    legal_case: LegalCase, asha: User, lata: User
) -> None:
    today = timezone.localdate()
    a_closure(legal_case, asha, filed_on=today, notice_on=today, hearing_on=today + timedelta(days=3))

    a_petition(legal_case, asha)

    duty = Duty.objects.open().get(rule="legal.petition_file")
    assert (duty.owner, timezone.localdate(duty.due_at)) == (lata, today + timedelta(days=2))


def test_only_filing_answers_the_closure_report(legal_case: LegalCase, asha: User) -> None:
    a_closure(legal_case, asha)
    petition = a_petition(legal_case, asha)
    assert owed("closure", "petition_file") == {"legal.closure", "legal.petition_file"}

    step(petition, S.FILED, asha, number="77/2026", next_on=date(2026, 12, 5))

    assert owed("closure", "petition_file", "petition_next") == {"legal.petition_next"}
    petition.refresh_from_db()
    assert (petition.filed_on, petition.next_on) == (date(2026, 11, 10), date(2026, 12, 5))


@pytest.mark.parametrize(
    ("result", "status"),
    [
        (PetitionStep.Result.FURTHER, LegalStatus.INVESTIGATION),
        (PetitionStep.Result.COGNISANCE, LegalStatus.COURT),
    ],
)
def test_an_allowed_protest_takes_the_case_along(
    legal_case: LegalCase, asha: User, result: PetitionStep.Result, status: LegalStatus
) -> None:
    a_closure(legal_case, asha)
    petition = a_petition(legal_case, asha, status=S.FILED, filed_on=FILED_ON)
    with pytest.raises(NotPossible):
        step(petition, S.ALLOWED, asha)

    step(petition, S.ALLOWED, asha, result=result)

    legal_case.refresh_from_db()
    assert legal_case.status == status


def test_a_dismissed_protest_names_the_next_remedy_and_asks_for_a_lawyer(
    legal_case: LegalCase, asha: User, lata: User
) -> None:
    a_closure(legal_case, asha)
    step(a_petition(legal_case, asha, status=S.FILED, filed_on=FILED_ON), S.DISMISSED, asha)

    found = petitions_page(legal_case, asha).petitions[0]

    assert [one.remedy.id for one in found.remedies] == ["complaint"]
    assert found.revision is not None
    assert found.revision.safe == date(2027, 2, 8)
    assert found.revision.sourcing.confirmed is None
    assert Duty.objects.open().get(rule="legal.petition_after").owner == lata


def test_what_is_not_pursued_can_be_taken_up_again(legal_case: LegalCase, asha: User) -> None:
    petition = a_petition(legal_case, asha, Petition.Kind.WRIT)

    petition = step(petition, S.DROPPED, asha, text="Nobody wished it")
    assert owed("petition_file") == set()
    step(petition, S.DRAFTED, asha)

    assert owed("petition_file") == {"legal.petition_file"}
    assert list(petition.steps.values_list("status", flat=True)) == ["drafted", "dropped", "drafted"]


def test_of_a_petition_without_a_next_date_the_date_is_owed(legal_case: LegalCase, asha: User) -> None:
    petition = a_petition(legal_case, asha, Petition.Kind.CANCEL_BAIL, status=S.FILED, filed_on=FILED_ON)
    assert owed("petition_date", "petition_next") == {"legal.petition_date"}

    step(petition, S.HEARD, asha, next_on=date(2026, 12, 5))
    assert owed("petition_date", "petition_next") == {"legal.petition_next"}
    step(petition, S.HEARD, asha)
    assert owed("petition_date", "petition_next") == {"legal.petition_date"}
    step(petition, S.DISMISSED, asha)
    assert owed("petition_date", "petition_next") == set()


def test_a_protest_that_is_dropped_leaves_the_closure_report_to_be_answered(legal_case: LegalCase, asha: User) -> None:
    a_closure(legal_case, asha)
    petition = a_petition(legal_case, asha, status=S.FILED, filed_on=FILED_ON, next_on=date(2026, 12, 3))
    assert owed("closure") == set()

    step(petition, S.DROPPED, asha)

    assert owed("closure") == {"legal.closure"}


def test_a_petition_older_than_the_report_does_not_answer_it(
    legal_case: LegalCase, asha: User, signed_in: SignedIn
) -> None:
    a_closure(legal_case, asha)
    before, client = FILED_ON - timedelta(days=9), signed_in(asha)
    draft, typed = a_petition(legal_case, asha), {"kind": "protest", "status": "filed"}

    new = send(client, "petition_new", legal_case.uid, **typed, filed_on=before.isoformat())
    filed = send(client, "petition_step", draft.pk, to="filed", on=before.isoformat())

    assert (new.status_code, filed.status_code) == (422, 422)
    assert "filed before the closure report" in new.content.decode()
    assert owed("closure") == {"legal.closure"}
    a_petition(legal_case, asha, Petition.Kind.OTHER, status=S.FILED, filed_on=before)


def test_a_report_is_not_made_younger_than_the_petition_against_it(legal_case: LegalCase, asha: User) -> None:
    closure = a_closure(legal_case, asha)
    a_petition(legal_case, asha, status=S.FILED, filed_on=FILED_ON)
    ground, later = ClosureReport.Ground.EVIDENCE, FILED_ON + timedelta(days=1)

    with pytest.raises(NotPossible, match="filed before this day"):
        actions.correct_closure(closure, facts=ClosureFacts(later, ground), by=asha)

    Petition.objects.update(filed_on=FILED_ON - timedelta(days=400))  # as an earlier version took it
    actions.correct_closure(closure, facts=ClosureFacts(FILED_ON, ground, copy_on=FILED_ON), by=asha)


def test_the_next_date_lies_after_what_happened(legal_case: LegalCase, asha: User) -> None:
    filed = a_petition(legal_case, asha, Petition.Kind.OTHER, status=S.FILED, filed_on=FILED_ON, next_on=FILED_ON)

    with pytest.raises(NotPossible, match="next date"):
        a_petition(legal_case, asha, Petition.Kind.OTHER, status=S.FILED, filed_on=FILED_ON, next_on=date(2026, 11, 1))
    with pytest.raises(NotPossible, match="next date"):
        step(filed, S.HEARD, asha, next_on=date(2026, 11, 9))

    filed.refresh_from_db()
    assert (filed.status, Petition.objects.count()) == (S.FILED, 1)


def test_what_is_filed_has_its_day(legal_case: LegalCase, asha: User) -> None:
    with pytest.raises(NotPossible):
        a_petition(legal_case, asha, status=S.FILED)
    petition = a_petition(legal_case, asha, status=S.FILED, filed_on=date(2026, 11, 12))
    with pytest.raises(NotPossible):
        step(petition, S.HEARD, asha)


def test_a_stranger_changes_nothing(legal_case: LegalCase, asha: User, chand: User) -> None:
    petition = a_petition(legal_case, asha)

    for act in (lambda: a_closure(legal_case, chand), lambda: a_petition(legal_case, chand)):
        with pytest.raises(Hidden):
            act()
    with pytest.raises(Hidden):
        step(petition, S.FILED, chand)


def test_when_the_case_is_over_nothing_is_owed_about_its_petitions(legal_case: LegalCase, asha: User) -> None:
    a_petition(legal_case, asha, Petition.Kind.OTHER)

    actions.move_legal_case(legal_case, to=LegalStatus.MISTAKE, on=None, text="", by=asha)

    assert owed("petition_file", "petition_next") == set()


def test_from_the_pages_a_closure_report_is_answered(legal_case: LegalCase, asha: User, signed_in: SignedIn) -> None:
    client = signed_in(asha)

    send(client, "closure_new", legal_case.uid, filed_on="2026-11-02", ground="evidence", text="Read at the station")
    send(client, "petition_new", legal_case.uid, kind="protest", status="filed", filed_on="2026-11-05", number="77/26")
    send(client, "petition_step", Petition.objects.get().uid, to="heard", on="2026-11-06", next_on="2026-12-05")

    page = text_of(client, "petition_list", legal_case.uid)
    assert all(words in page for words in ("Closure report of 2 November 2026", "Read at the station", "77/26"))
    assert "Next date: 5 December 2026" in page
    assert "No lawyer has confirmed this." in page
    assert "1 petition is pending" in text_of(client, "legal_case_detail", legal_case.uid)


def test_beside_a_closure_report_her_lawyers_find_the_draft_until_it_is_protested(
    legal_case: LegalCase, asha: User, lata: User, signed_in: SignedIn
) -> None:
    closure = a_closure(legal_case, asha)
    draft = reverse("prosecution:paper_new", args=[legal_case.uid, "protest_petition"])

    before = {one.username: draft in text_of(signed_in(one), "petition_list", legal_case.uid) for one in (lata, asha)}
    a_petition(legal_case, asha, status=PetitionStatus.FILED, filed_on=closure.filed_on)

    assert before == {"lata": True, "asha": False}
    assert draft not in text_of(signed_in(lata), "petition_list", legal_case.uid)


def test_whoever_has_protested_is_not_told_on_the_page_of_the_legal_case_to_protest(
    legal_case: LegalCase, asha: User, signed_in: SignedIn
) -> None:
    advice = "Set out defects and ignored evidence"
    closure = a_closure(legal_case, asha)
    before = text_of(signed_in(asha), "legal_case_detail", legal_case.uid)

    protest = a_petition(legal_case, asha, status=PetitionStatus.FILED, filed_on=closure.filed_on)
    step(protest, PetitionStatus.DISMISSED, asha)

    assert advice in before
    assert advice not in text_of(signed_in(asha), "legal_case_detail", legal_case.uid)


def test_what_was_typed_stays_when_the_day_of_filing_is_missing(
    legal_case: LegalCase, asha: User, signed_in: SignedIn
) -> None:
    answer = send(signed_in(asha), "petition_new", legal_case.uid, kind="writ", status="filed", number="9/2026")

    assert answer.status_code == 422
    assert "9/2026" in answer.content.decode()
    assert not Petition.objects.exists()


def test_the_closure_report_is_put_right_from_what_stands_there(
    legal_case: LegalCase, asha: User, signed_in: SignedIn
) -> None:
    closure, client = a_closure(legal_case, asha, text="As it was told"), signed_in(asha)
    assert "As it was told" in text_of(client, "closure_edit", closure.uid)

    send(client, "closure_edit", closure.uid, filed_on="2026-11-02", ground="untrue", notice_on="2026-11-04")

    closure.refresh_from_db()
    assert (closure.ground, closure.notice_on) == ("untrue", date(2026, 11, 4))


@pytest.mark.parametrize("page", ["petition_list", "closure_new", "petition_new", "closure_edit", "petition_step"])
def test_lawyer_and_companion_may_a_stranger_gets_404_and_a_signed_out_browser_the_door(
    legal_case: LegalCase,
    asha: User,
    doors: Doors,
    page: str,
) -> None:
    closure, petition = a_closure(legal_case, asha), a_petition(legal_case, asha)
    uid = {"closure_edit": closure.uid, "petition_step": petition.uid}.get(page, legal_case.uid)
    address = reverse(f"prosecution:{page}", args=[uid])

    assert doors(address) == OPEN_TO_ITS_PEOPLE


def test_the_page_asks_a_constant_number_of_questions(legal_case: LegalCase, asha: User, signed_in: SignedIn) -> None:
    client = signed_in(asha)
    a_closure(legal_case, asha)
    a_petition(legal_case, asha)
    few = questions(client, "petition_list", legal_case.uid)
    for kind in (Petition.Kind.WRIT, Petition.Kind.CONTEMPT, Petition.Kind.CUSTODY):
        step(a_petition(legal_case, asha, kind, status=S.FILED, filed_on=FILED_ON), S.HEARD, asha)

    assert questions(client, "petition_list", legal_case.uid) == few
