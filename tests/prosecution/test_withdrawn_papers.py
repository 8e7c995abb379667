"""What was recorded on the wrong accused or legal case is withdrawn: it counts nowhere, and what it settled is owed."""

from datetime import date
from typing import Any

import pytest

from rihai.accounts.models import User
from rihai.audit.models import AuditEvent
from rihai.audit.refusals import Refused
from rihai.duties.models import Duty
from rihai.lib.workflow import NotPossible
from rihai.prosecution import actions
from rihai.prosecution.facts.court_facts import SentenceFacts
from rihai.prosecution.facts.petition_facts import ClosureFacts
from rihai.prosecution.models import (
    Appeal,
    ChargeSheet,
    ClosureReport,
    Judgment,
    LegalCase,
    LegalPart,
    Sentence,
    Verdict,
)
from rihai.prosecution.owing.closure_duties import CLOSURE_NOTICE
from rihai.prosecution.owing.court_duties import APPEAL, COMPARE_CHARGE, JUDGMENT_COPY
from rihai.prosecution.owing.reminders import CLOSURE, DEFAULT_BAIL
from rihai.prosecution.selectors.sentences import sentence_report
from rihai.prosecution.workflow import LegalStatus
from tests.conftest import SignedIn
from tests.prosecution.builders import send, text_of
from tests.prosecution.test_accused import remanded
from tests.prosecution.test_checks import a_check
from tests.prosecution.test_court import (
    ACQUITTED,
    a_judgment,
    a_sheet,
    an_accused,
    an_appeal,
    owed,
    state_of,
    to_court,
)

WHY = "Written down for another matter"
FILED_ON = date(2026, 6, 2)


def status_of(legal_case: LegalCase) -> str:
    return str(LegalCase.objects.get(pk=legal_case.pk).status)


def stands(link: Any) -> list[str]:
    return [one.state for one in link.states.filter(withdrawn_at=None)]


def a_closure(legal_case: LegalCase, by: User) -> ClosureReport:
    facts = ClosureFacts(FILED_ON, ClosureReport.Ground.EVIDENCE)
    return actions.record_closure(legal_case, facts=facts, by=by)


def a_sentence(judgment: Judgment, by: User) -> Sentence:
    facts = SentenceFacts(Sentence.Kind.TERM, "bns-143-4", years=10)
    return actions.record_sentence(judgment.verdicts.get(), facts=facts, by=by)


def bail_owed_for(legal_case: LegalCase) -> set[str]:
    rows = Duty.objects.open().filter(rule=DEFAULT_BAIL, subject_uid=legal_case.pk)
    return {detail.split()[0] for detail in rows.values_list("detail", flat=True)}


def test_default_bail_runs_again_for_whom_no_other_charge_sheet_names(legal_case: LegalCase, lata: User) -> None:
    first, second = an_accused(legal_case, lata), an_accused(legal_case, lata, "Another Invented Person")
    for link in (first, second):
        remanded(link, lata)
    a_sheet(legal_case, lata, against=(first.pk,))
    wrong = a_sheet(legal_case, lata, against=(second.pk,))
    assert bail_owed_for(legal_case) == set()

    actions.withdraw_charge_sheet(wrong, reason=WHY, by=lata)

    assert bail_owed_for(legal_case) == {second.pk.hex}
    assert status_of(legal_case) == LegalStatus.CHARGE_SHEET


def test_without_any_charge_sheet_the_legal_case_steps_back_and_default_bail_runs_for_all(
    legal_case: LegalCase, lata: User
) -> None:
    first, second = an_accused(legal_case, lata), an_accused(legal_case, lata, "Another Invented Person")
    remanded(second, lata)
    sheet = a_sheet(legal_case, lata, against=(first.pk, second.pk))

    actions.withdraw_charge_sheet(sheet, reason=WHY, by=lata)

    assert status_of(legal_case) == LegalStatus.REGISTERED
    assert (stands(first), bail_owed_for(legal_case)) == ([], {second.pk.hex})
    assert ChargeSheet.all_rows.get().withdrawn_by == lata
    assert AuditEvent.objects.filter(verb="legal.withdrawn", facts__contains=str(sheet.pk)).exists()


def test_before_the_court_the_status_stays_and_default_bail_runs_all_the_same(
    legal_case: LegalCase, lata: User
) -> None:
    link = an_accused(legal_case, lata)
    remanded(link, lata)
    sheet = a_sheet(legal_case, lata, against=(link.pk,))
    actions.move_legal_case(legal_case, to=LegalStatus.COURT, on=None, text="", by=lata)

    actions.withdraw_charge_sheet(sheet, reason=WHY, by=lata)

    assert (status_of(legal_case), bail_owed_for(legal_case)) == (LegalStatus.COURT, {link.pk.hex})


def test_a_charge_that_another_sheet_brings_too_stays(legal_case: LegalCase, lata: User) -> None:
    link = an_accused(legal_case, lata)
    sheet = a_sheet(legal_case, lata, against=(link.pk,))
    a_sheet(legal_case, lata, against=(link.pk,))

    actions.withdraw_charge_sheet(sheet, reason=WHY, by=lata)

    assert stands(link) == ["charged"]


def test_a_judgment_on_the_wrong_accused_convicts_nobody(legal_case: LegalCase, lata: User) -> None:
    first, second = an_accused(legal_case, lata), an_accused(legal_case, lata, "Another Invented Person")
    to_court(legal_case, lata)
    a_judgment(legal_case, lata, first, outcome=ACQUITTED)
    wrong = a_judgment(legal_case, lata, second)
    a_sentence(wrong, lata)
    assert status_of(legal_case) == LegalStatus.DECIDED

    actions.withdraw_judgment(wrong, reason=WHY, by=lata)

    assert (stands(first), stands(second)) == (["acquitted", "charged"], ["charged"])
    assert status_of(legal_case) == LegalStatus.COURT
    assert sentence_report(lata).lines == ()
    details = Duty.objects.open().filter(rule=APPEAL).values_list("detail", flat=True)
    assert wrong.pk.hex not in details
    assert not Verdict.objects.filter(link=second).exists()
    actions.end_accused(second, reason=WHY, by=lata)


def test_what_a_judgment_settled_is_owed_again_and_what_it_asked_for_is_not(legal_case: LegalCase, lata: User) -> None:
    a_check(legal_case, lata)
    link = an_accused(legal_case, lata)
    to_court(legal_case, lata)
    judgment = a_judgment(legal_case, lata, link)
    assert {APPEAL, JUDGMENT_COPY} <= owed(legal_case)

    actions.withdraw_judgment(judgment, reason=WHY, by=lata)

    assert COMPARE_CHARGE in owed(legal_case)
    assert not {APPEAL, JUDGMENT_COPY} & owed(legal_case)


def test_an_appeal_is_withdrawn_before_its_judgment_and_is_owed_again(legal_case: LegalCase, lata: User) -> None:
    link = an_accused(legal_case, lata)
    to_court(legal_case, lata)
    judgment = a_judgment(legal_case, lata, link, outcome=ACQUITTED)
    appeal = an_appeal(judgment, lata)
    with pytest.raises(NotPossible, match="strike out the appeal first"):
        actions.withdraw_judgment(judgment, reason=WHY, by=lata)

    actions.withdraw_appeal(appeal, reason=WHY, by=lata)

    assert (status_of(legal_case), APPEAL in owed(legal_case)) == (LegalStatus.DECIDED, True)
    actions.withdraw_judgment(judgment, reason=WHY, by=lata)
    assert status_of(legal_case) == LegalStatus.COURT


@pytest.mark.parametrize("outcome", [Appeal.Outcome.CONVICTED, Appeal.Outcome.RETRIAL])
def test_what_the_court_of_appeal_made_of_a_verdict_goes_with_the_appeal(
    legal_case: LegalCase, lata: User, outcome: Appeal.Outcome
) -> None:
    link = an_accused(legal_case, lata)
    to_court(legal_case, lata)
    appeal = an_appeal(a_judgment(legal_case, lata, link, outcome=ACQUITTED), lata)
    actions.record_appeal_outcome(appeal, outcome=outcome, on=date(2026, 11, 20), by=lata)

    actions.withdraw_appeal(appeal, reason=WHY, by=lata)

    assert (stands(link), status_of(legal_case)) == (["acquitted"], LegalStatus.DECIDED)


def test_a_sentence_that_rests_on_an_appeal_is_withdrawn_first(legal_case: LegalCase, lata: User) -> None:
    link = an_accused(legal_case, lata)
    to_court(legal_case, lata)
    judgment = a_judgment(legal_case, lata, link, outcome=ACQUITTED)
    appeal = an_appeal(judgment, lata)
    actions.record_appeal_outcome(appeal, outcome=Appeal.Outcome.CONVICTED, on=date(2026, 11, 20), by=lata)
    sentence = a_sentence(judgment, lata)

    with pytest.raises(NotPossible, match="strike out the sentence first"):
        actions.withdraw_appeal(appeal, reason=WHY, by=lata)

    assert state_of(link) == "convicted"
    actions.withdraw_sentence(sentence, reason=WHY, by=lata)
    actions.withdraw_appeal(appeal, reason=WHY, by=lata)


def test_a_closure_report_of_another_case_lets_the_investigation_and_default_bail_go_on(
    legal_case: LegalCase, lata: User
) -> None:
    link = an_accused(legal_case, lata)
    remanded(link, lata)
    closure = a_closure(legal_case, lata)
    assert bail_owed_for(legal_case) == set()

    actions.withdraw_closure(closure, reason=WHY, by=lata)

    assert status_of(legal_case) == LegalStatus.REGISTERED
    assert not {CLOSURE, CLOSURE_NOTICE} & owed(legal_case)
    assert bail_owed_for(legal_case) == {link.pk.hex}


def test_where_the_status_says_by_hand_that_police_close_it_an_answer_stays_owed(
    legal_case: LegalCase, lata: User
) -> None:
    actions.move_legal_case(legal_case, to=LegalStatus.CLOSURE, on=None, text="", by=lata)
    wrong = a_closure(legal_case, lata)

    actions.withdraw_closure(wrong, reason=WHY, by=lata)

    assert (status_of(legal_case), CLOSURE in owed(legal_case)) == (LegalStatus.CLOSURE, True)


def test_a_charge_sheet_of_another_case_leaves_the_closure_report_to_be_answered(
    legal_case: LegalCase, lata: User
) -> None:
    a_closure(legal_case, lata)
    sheet = a_sheet(legal_case, lata)

    actions.withdraw_charge_sheet(sheet, reason=WHY, by=lata)

    assert (status_of(legal_case), CLOSURE in owed(legal_case)) == (LegalStatus.CLOSURE, True)


def test_what_is_withdrawn_is_withdrawn_once(legal_case: LegalCase, lata: User) -> None:
    sheet = a_sheet(legal_case, lata)
    actions.withdraw_charge_sheet(sheet, reason=WHY, by=lata)

    with pytest.raises(NotPossible, match="withdrawn already"):
        actions.withdraw_charge_sheet(sheet, reason=WHY, by=lata)


def test_a_lawyer_of_the_house_withdraws_and_where_none_is_whoever_of_the_house_works_on_it(
    legal_case: LegalCase, asha: User, lata: User, vijay: User
) -> None:
    sheet = a_sheet(legal_case, asha)
    actions.add_part(legal_case, user=vijay, part=LegalPart.Part.VOLUNTEER, by=lata)
    for other in (asha, vijay):
        with pytest.raises(Refused):
            actions.withdraw_charge_sheet(sheet, reason=WHY, by=other)

    actions.end_part(legal_case.parts.get(user=lata), by=lata)
    with pytest.raises(Refused):
        actions.withdraw_charge_sheet(sheet, reason=WHY, by=vijay)
    actions.withdraw_charge_sheet(sheet, reason=WHY, by=asha)


@pytest.mark.parametrize("kind", ["sheet", "judgment", "sentence", "appeal", "closure"])
def test_a_page_asks_for_the_reason_and_the_row_stays_struck_through(
    legal_case: LegalCase, asha: User, lata: User, signed_in: SignedIn, kind: str
) -> None:
    link = an_accused(legal_case, lata)
    closure = a_closure(legal_case, lata)
    sheet = a_sheet(legal_case, lata, against=(link.pk,))
    judgment = a_judgment(legal_case, lata, link)
    sentence = a_sentence(judgment, lata)
    rows = {"sheet": sheet, "sentence": sentence, "closure": closure}
    row: Any = rows.get(kind) or (an_appeal(judgment, lata) if kind == "appeal" else judgment)
    client, page = signed_in(lata), "petition_list" if kind == "closure" else "court"
    assert "<s>" not in text_of(client, page, legal_case.uid)

    assert send(client, "paper_withdraw", kind, row.pk, reason="").status_code == 422
    assert send(client, "paper_withdraw", kind, row.pk, reason=WHY).status_code == 302

    shown = text_of(client, page, legal_case.uid)
    assert "<s>" in shown
    assert "Recorded by mistake" in shown
    assert WHY in text_of(client, "legal_case_detail", legal_case.uid)
    assert send(client, "paper_withdraw", kind, row.pk, reason=WHY).status_code == 422
    assert "paper_withdraw" not in text_of(signed_in(asha), page, legal_case.uid)


def test_who_does_not_work_on_it_learns_nothing_of_a_paper(
    legal_case: LegalCase, lata: User, chand: User, signed_in: SignedIn
) -> None:
    sheet = a_sheet(legal_case, lata)

    assert send(signed_in(chand), "paper_withdraw", "sheet", sheet.pk, reason=WHY).status_code == 404
    assert send(signed_in(lata), "paper_withdraw", "nonsense", sheet.pk, reason=WHY).status_code == 404


def test_striking_out_an_appeal_is_not_said_in_the_words_of_taking_it_back_in_court(
    legal_case: LegalCase, lata: User, signed_in: SignedIn
) -> None:
    to_court(legal_case, lata)
    appeal = an_appeal(a_judgment(legal_case, lata, an_accused(legal_case, lata), outcome=ACQUITTED), lata)

    shown = text_of(signed_in(lata), "paper_withdraw", "appeal", appeal.pk)

    assert "Appeal recorded by mistake" in shown
    assert "This withdraws nothing before a court." in shown
    assert "Withdraw an appeal" not in shown


def test_the_timeline_says_that_a_step_back_followed_a_mistake_and_on_which_day_it_was_written(
    legal_case: LegalCase, lata: User, signed_in: SignedIn
) -> None:
    sheet, client = a_sheet(legal_case, lata), signed_in(lata)
    without_day = text_of(client, "legal_case_detail", legal_case.uid).count("Day not known")
    actions.withdraw_charge_sheet(sheet, reason=WHY, by=lata)
    closure = a_closure(legal_case, lata)
    a_closure(legal_case, lata)
    actions.withdraw_closure(closure, reason=WHY, by=lata)

    shown = text_of(client, "legal_case_detail", legal_case.uid)

    titles = [one.title for one in legal_case.events.filter(is_mistake=True)]
    assert titles == ["Recorded by mistake", "Recorded by mistake. Back to: Registered"]
    assert "Recorded by mistake. Back to: Registered" in shown
    assert shown.count("Day not known") == without_day
