"""Asking a lawyer: sealed between the two, owed by somebody, and nobody else learns of it. Legal aid is followed up."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from rihai.access.compartments import Compartment
from rihai.access.reading import OwnWork, read
from rihai.access.rights import Way, way_to_read
from rihai.accounts.models import Desk, User
from rihai.accounts.roles import Role
from rihai.audit.refusals import Hidden, Refused
from rihai.cases.actions import assign_case_owner, end_participation
from rihai.cases.models import Case, Participant
from rihai.directory.models import Agency
from rihai.duties.models import Duty
from rihai.lib.workflow import NotPossible
from rihai.prosecution import actions
from rihai.prosecution.models import LegalAid, LegalCase, LegalPart, LegalQuestion
from rihai.prosecution.owing.asking_lawyers import AID, ANSWER, QUESTION
from rihai.prosecution.selectors.questions import open_questions, questions_for
from tests import factories
from tests.conftest import SignedIn
from tests.prosecution import builders
from tests.prosecution.builders import send, text_of

ASKED = "May she be asked again what happened?"
SAID = "No. Ask the court for the first statement."


def a_question(about: LegalCase | Case, by: User, **more: object) -> LegalQuestion:
    told = {"topic": LegalQuestion.Topic.FIR, "urgency": LegalQuestion.Urgency.NORMAL, "question": ASKED, **more}
    return actions.ask_lawyer(about, by=by, **told)  # type: ignore[arg-type]


def owed(question: LegalQuestion, rule: str) -> Duty | None:
    return Duty.objects.open().filter(rule=rule, subject_uid=question.pk).first()


@pytest.fixture
def question(legal_case: LegalCase, asha: User) -> LegalQuestion:
    return a_question(legal_case, asha)


def test_a_question_is_owed_by_the_lawyer_of_the_legal_case_and_the_answer_by_whoever_asked(
    question: LegalQuestion, asha: User, lata: User
) -> None:
    duty = owed(question, QUESTION)
    assert duty is not None
    assert (duty.owner, duty.due_at - duty.opened_at) == (lata, timedelta(days=2))

    actions.answer_question(question, answer=SAID, by=lata)
    to_read = owed(question, ANSWER)
    assert (owed(question, QUESTION), to_read.owner if to_read else None) == (None, asha)
    actions.mark_answer_read(question, by=asha)

    assert owed(question, ANSWER) is None


def test_what_happens_today_is_owed_within_hours(legal_case: LegalCase, asha: User) -> None:
    duty = owed(a_question(legal_case, asha, urgency=LegalQuestion.Urgency.HIGH), QUESTION)

    assert duty is not None
    assert duty.due_at - duty.opened_at == timedelta(hours=4)


def test_whoever_asked_and_the_lawyers_open_it_and_nobody_else(
    question: LegalQuestion, legal_case: LegalCase, asha: User, lata: User, ravi: User, vijay: User
) -> None:
    actions.add_part(legal_case, user=ravi, part=LegalPart.Part.ACCOMPANIES, by=lata)
    actions.answer_question(question, answer=SAID, by=lata)
    question.refresh_from_db()

    for one in (asha, lata):
        plain = read((question, ("question", "answer")), by=one, why=OwnWork())(question)
        assert (plain.question, plain.answer) == (ASKED, SAID)
    assert [way_to_read(one, question, "answer") for one in (ravi, vijay)] == [Way.NONE, Way.NONE]


def test_whoever_accompanies_learns_of_no_question_of_others(
    question: LegalQuestion, legal_case: LegalCase, asha: User, lata: User, ravi: User, signed_in: SignedIn
) -> None:
    actions.add_part(legal_case, user=ravi, part=LegalPart.Part.ACCOMPANIES, by=lata)
    hers = a_question(legal_case, ravi)

    assert set(questions_for(ravi)) == {hers}
    assert set(open_questions(lata)) == {question, hers}
    assert signed_in(ravi).get(question.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("is_in_court", [True, False])
def test_whoever_is_taken_off_reads_no_answer_and_whoever_comes_does(
    case: Case, asha: User, lata: User, bina: User, legal_desk: Desk, organisation: Agency, *, is_in_court: bool
) -> None:
    row = a_question(builders.a_legal_case(asha, case, lawyer=lata) if is_in_court else case, asha)
    head = factories.a_user("head_of_law", Role.LAWYER, organisation=organisation, desks=[legal_desk])
    esha = factories.a_user("esha", Role.CASEWORKER, organisation=organisation)

    assign_case_owner(case, to=esha, by=bina)
    for one in Participant.objects.filter(case=case, user=asha, left_at=None):
        end_participation(one, by=bina)
    actions.answer_question(row, answer=SAID, by=lata if is_in_court else head)

    row.refresh_from_db()
    asha, esha = (User.objects.get(pk=one.pk) for one in (asha, esha))
    to_read = owed(row, ANSWER)
    assert [way_to_read(one, row, "answer") for one in (asha, esha)] == [Way.NONE, Way.OWN]
    assert (to_read.owner if to_read else None, row.asked_by) == (esha, asha)
    assert (set(questions_for(asha)), set(questions_for(esha))) == (set(), {row})


def test_a_companion_of_another_survivor_never_becomes_the_reader(
    question: LegalQuestion, legal_case: LegalCase, asha: User, lata: User, organisation: Agency
) -> None:
    vera = factories.a_user("vera", Role.CASEWORKER, organisation=organisation)
    actions.add_part(legal_case, user=vera, part=LegalPart.Part.ACCOMPANIES, by=lata)
    actions.add_survivor(legal_case, case=builders.a_case(vera, 16), by=vera)
    actions.answer_question(question, answer=SAID, by=lata)

    actions.end_part(legal_case.parts.get(user=asha, left_at=None), by=lata)

    question.refresh_from_db()
    to_read = owed(question, ANSWER)
    assert [way_to_read(one, question, "answer") for one in (asha, vera)] == [Way.NONE, Way.NONE]
    assert (question.reader, to_read.owner if to_read else None) == (None, lata)
    actions.mark_answer_read(question, by=lata)
    assert owed(question, ANSWER) is None


def test_a_volunteer_sees_only_her_own_proceedings(
    question: LegalQuestion, legal_case: LegalCase, asha: User, lata: User, vijay: User, signed_in: SignedIn
) -> None:
    other = builders.a_legal_case(asha, lawyer=lata)
    actions.add_part(other, user=vijay, part=LegalPart.Part.VOLUNTEER, by=lata)
    client = signed_in(vijay)
    pages = ("question_new", "legal_aid", "paper_list")
    closed = [
        legal_case.get_absolute_url(), question.get_absolute_url(),
        *(reverse(f"prosecution:{page}", args=[legal_case.uid]) for page in pages),
        reverse("prosecution:paper_new", args=[legal_case.uid, "protest_petition"]),
    ]  # fmt: skip
    lists = [
        reverse(page) for page in ("prosecution:legal_case_list", "prosecution:question_list", "duties:duty_list",
        "duties:calendar", "duties:calendar_file")
    ]  # fmt: skip

    assert {client.get(address).status_code for address in closed} == {404}
    shown = "".join(client.get(address).content.decode() for address in lists)
    assert other.reference in shown
    assert legal_case.reference not in shown
    assert str(question.uid) not in shown
    with pytest.raises(Hidden):
        actions.answer_question(question, answer="mine", by=vijay)


def test_only_the_lawyers_answer_and_only_the_asker_takes_back(
    question: LegalQuestion, asha: User, lata: User, chand: User
) -> None:
    with pytest.raises(Refused):
        actions.answer_question(question, answer=SAID, by=asha)
    with pytest.raises(Refused):
        actions.withdraw_question(question, by=lata)
    with pytest.raises(Hidden):
        actions.withdraw_question(question, by=chand)

    actions.withdraw_question(question, by=asha)

    assert owed(question, QUESTION) is None
    with pytest.raises(NotPossible):
        actions.answer_question(question, answer=SAID, by=lata)


def test_a_lawyer_asks_another_one_and_never_answers_herself(
    legal_case: LegalCase, lata: User, organisation: Agency
) -> None:
    with pytest.raises(NotPossible, match="Nobody else"):
        a_question(legal_case, lata)
    other = factories.a_user("lila", Role.LAWYER, organisation=organisation)
    actions.add_part(legal_case, user=other, part=LegalPart.Part.IN_HOUSE, by=lata)

    question = a_question(legal_case, lata)

    duty = owed(question, QUESTION)
    assert duty is not None
    assert duty.owner == other
    with pytest.raises(Refused):
        actions.answer_question(question, answer=SAID, by=lata)
    assert actions.answer_question(question, answer=SAID, by=other).answered_by == other


def test_without_a_legal_case_the_legal_desk_answers(
    case: Case, asha: User, vijay: User, organisation: Agency, legal_desk: Desk
) -> None:
    lata = factories.a_user("lata", Role.LAWYER, organisation=organisation, desks=[legal_desk])

    question = a_question(case, asha)

    duty = owed(question, QUESTION)
    assert duty is not None
    assert duty.desk == legal_desk
    assert (list(open_questions(lata)), list(open_questions(vijay))) == ([question], [])
    answered = actions.answer_question(question, answer=SAID, by=lata)
    assert read((answered, ("answer",)), by=asha, why=OwnWork())(answered).answer == SAID


def test_without_anybody_to_answer_that_is_said(case: Case, asha: User) -> None:
    with pytest.raises(NotPossible, match="no lawyer"):
        a_question(case, asha)


def test_a_lawyer_who_is_named_later_takes_the_question_over(asha: User, lata: User, legal_desk: Desk) -> None:
    legal_case = builders.a_legal_case(asha)
    question = a_question(legal_case, asha)
    first = owed(question, QUESTION)

    actions.add_part(legal_case, user=lata, part=LegalPart.Part.IN_HOUSE, by=asha)

    then = owed(question, QUESTION)
    assert first is not None
    assert then is not None
    assert (first.desk, then.owner) == (legal_desk, lata)


def test_asking_answering_and_reading_from_the_pages(
    legal_case: LegalCase, asha: User, lata: User, chand: User, signed_in: SignedIn
) -> None:
    send(signed_in(asha), "question_new", legal_case.uid, topic="hearing", urgency="normal", question=ASKED)
    question = LegalQuestion.objects.get()
    assert ASKED in text_of(signed_in(lata), "question_detail", question.uid)

    send(signed_in(lata), "question_detail", question.uid, answer=SAID, looked_at_all="on")
    assert SAID in text_of(signed_in(asha), "question_detail", question.uid)
    send(signed_in(asha), "question_read", question.uid)

    question.refresh_from_db()
    assert question.read_by == asha
    assert send(signed_in(chand), "question_detail", question.uid, answer="x").status_code == 404
    assert signed_in(chand).get(reverse("prosecution:question_new", args=[legal_case.uid])).status_code == 404
    assert Compartment.LEGAL_PRIVILEGE not in asha.compartments


def test_an_empty_question_is_asked_back(legal_case: LegalCase, asha: User, signed_in: SignedIn) -> None:
    answer = send(signed_in(asha), "question_new", legal_case.uid, topic="fir", urgency="normal", question=" ")

    assert answer.status_code == 422
    assert not LegalQuestion.objects.exists()


def test_the_list_of_questions_asks_a_constant_number_of_questions(
    question: LegalQuestion, legal_case: LegalCase, asha: User, lata: User, signed_in: SignedIn
) -> None:
    client = signed_in(lata)
    text_of(client, "question_list")
    with CaptureQueriesContext(connection) as few:
        text_of(client, "question_list")
    for _ in range(3):
        a_question(legal_case, asha)

    with CaptureQueriesContext(connection) as many:
        text_of(client, "question_list")

    assert len(many) == len(few)


def test_legal_aid_is_asked_followed_up_and_answered(
    legal_case: LegalCase, asha: User, lata: User, chand: User, signed_in: SignedIn
) -> None:
    client = signed_in(asha)
    send(client, "legal_aid_new", legal_case.uid, authority="dlsa", on="2026-11-02", note="By post")
    aid = LegalAid.objects.get()
    duty = Duty.objects.open().get(rule=AID, subject_uid=aid.pk)
    assert duty.owner == lata

    nobody = send(client, "legal_aid_answer", aid.uid, answer="granted", on="2026-11-09")
    send(client, "legal_aid_answer", aid.uid, answer="granted", on="2026-11-09", lawyer="Adv. Invented Sen")

    assert nobody.status_code == 422
    assert not Duty.objects.open().filter(rule=AID).exists()
    assert "Adv. Invented Sen" in text_of(client, "legal_aid", legal_case.uid)
    assert signed_in(chand).get(reverse("prosecution:legal_aid", args=[legal_case.uid])).status_code == 404
    assert signed_in(chand).get(reverse("prosecution:legal_aid_answer", args=[aid.uid])).status_code == 404


def test_an_answer_older_than_the_application_is_refused(legal_case: LegalCase, asha: User) -> None:
    today = timezone.localdate()
    aid = actions.ask_legal_aid(legal_case, authority=LegalAid.Authority.DLSA, on=today, by=asha)

    with pytest.raises(NotPossible, match="older"):
        actions.record_aid_answer(aid, answer=LegalAid.Answer.REFUSED, on=date(2020, 1, 1), by=asha)
