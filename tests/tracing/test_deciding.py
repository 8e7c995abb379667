"""Two colleagues of the holder decide; nobody decides alone, for somebody else, or without having looked."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from rihai.access.models import Grant
from rihai.access.trail import events_of, lines_of
from rihai.accounts.models import User
from rihai.accounts.roles import Role
from rihai.audit.refusals import Hidden, Refused
from rihai.directory.models import Agency
from rihai.duties.models import Duty
from rihai.lib.workflow import NotPossible
from rihai.people.models import SamePerson
from rihai.people.search_entries import EntryFields
from rihai.tracing.actions import IN_PERSON
from rihai.tracing.actions.answering import AnswerFacts, end_answer, give_answer
from rihai.tracing.actions.asking import SearchFacts, ask_all
from rihai.tracing.actions.deciding import look_again, say_of_match, take_voice_back
from rihai.tracing.models import (
    AnswerConsent,
    MatchDecision,
    MissingReport,
    PotentialMatch,
    SearchRecord,
    SharedAnswer,
)
from rihai.tracing.selectors.matches import answers_for
from rihai.tracing.workflow import MatchStatus
from tests import factories
from tests.conftest import SignedIn
from tests.people.conftest import a_person_of, let_work
from tests.tracing import builders
from tests.tracing.matching import NAME, a_match, compared

SAME, DIFFERENT = MatchDecision.Says.SAME, MatchDecision.Says.DIFFERENT
ORDER = AnswerFacts(SharedAnswer.Says.COMMITTEE, SharedAnswer.Basis.COMMITTEE_ORDER, "Order 12/2026", "CWC Thane", 30)
CALL = AnswerFacts(
    SharedAnswer.Says.CALL_US,
    SharedAnswer.Basis.CONSENT,
    "Words of March",
    "Desk of the home",
    30,
    asked=IN_PERSON,
    how="Alone with her, on the veranda",
)


def said(
    match: PotentialMatch, says: MatchDecision.Says, by: User, reason: str = "The scar is missing"
) -> PotentialMatch:
    now = PotentialMatch.objects.get(pk=match.pk)
    return say_of_match(match, says=says, reason=reason, state=now.state, by=by)


def confirmed(match: PotentialMatch, first: User, second: User) -> PotentialMatch:
    said(match, SAME, first)
    return said(match, SAME, second)


def test_two_who_say_the_same_decide(matron: User, colleague: User, ravi: User) -> None:
    match = a_match(matron, ravi)

    states = [said(match, SAME, by).status for by in (matron, colleague)]

    assert states == [MatchStatus.UNDER_REVIEW, MatchStatus.CONFIRMED]
    assert not Duty.objects.open().filter(rule__startswith="match.").exists()


def test_one_person_cannot_decide_alone(matron: User, ravi: User) -> None:
    match = a_match(matron, ravi)
    said(match, SAME, matron)

    with pytest.raises(NotPossible):
        said(match, SAME, matron)

    match.refresh_from_db()
    assert match.status == MatchStatus.UNDER_REVIEW


def test_after_the_first_voice_another_colleague_is_asked(matron: User, colleague: User, ravi: User) -> None:
    match = a_match(matron, ravi)

    said(match, SAME, matron)

    duty = Duty.objects.get(rule="match.second")
    assert duty.owner is None
    assert duty.desk is not None
    assert duty.desk.memberships.filter(user=colleague).exists()


def test_two_who_differ_leave_it_open(matron: User, colleague: User, ravi: User) -> None:
    match = a_match(matron, ravi)

    said(match, SAME, matron)
    open_still = said(match, DIFFERENT, colleague)

    assert open_still.status == MatchStatus.UNDER_REVIEW


def test_a_refusal_needs_a_reason(matron: User, ravi: User) -> None:
    match = a_match(matron, ravi)

    with pytest.raises(NotPossible):
        said(match, DIFFERENT, matron, "  ")


def test_a_voice_can_be_taken_back_until_somebody_decides_with_her(matron: User, colleague: User, ravi: User) -> None:
    match = a_match(matron, ravi)
    said(match, SAME, matron)

    back = take_voice_back(match, by=matron)

    assert back.status == MatchStatus.PROPOSED
    confirmed(match, matron, colleague)
    with pytest.raises(NotPossible):
        take_voice_back(match, by=matron)


def test_whoever_asked_and_strangers_do_not_know_of_it(matron: User, ravi: User, kiran: User) -> None:
    match = a_match(matron, ravi)

    for stranger in (ravi, kiran):
        with pytest.raises(Hidden):
            said(match, SAME, stranger)


def test_whoever_opens_in_an_emergency_decides_nothing(kiran: User, chand: User, bina: User, asha: User) -> None:
    match = a_match(kiran, chand)
    Grant.objects.create(
        subject_label="tracing.potentialmatch",
        subject_uid=match.uid,
        compartment="record",
        user=asha,
        basis=Grant.Basis.BREAK_GLASS,
        granted_by=asha,
        ends_at=timezone.now() + timedelta(hours=1),
    )
    Grant.objects.filter(desk__isnull=False).update(revoked_at=timezone.now(), revoked_by=kiran)

    with pytest.raises(Refused):
        said(match, SAME, asha)


def test_files_of_one_house_are_linked_by_the_two_and_the_link_ends_if_it_was_wrong(
    asha: User, bina: User, ravi: User
) -> None:
    known = a_person_of(asha, NAME)
    let_work(known, bina)
    report = builders.a_report(ravi)
    compared()
    match = confirmed(PotentialMatch.objects.get(person=known), asha, bina)

    link = SamePerson.objects.in_force().of(known.uid).get()
    assert {link.one_id, link.other_id} == {known.uid, report.person_id}
    assert {link.first_by, link.linked_by} == {asha, bina}
    look_again(match, reason="The mother says no", by=bina)
    assert not SamePerson.objects.in_force().exists()
    assert SamePerson.objects.count() == 1


def test_with_another_house_nothing_is_linked(matron: User, colleague: User, ravi: User) -> None:
    confirmed(a_match(matron, ravi), matron, colleague)

    assert not SamePerson.objects.exists()


def test_deciding_again_takes_two_anew(matron: User, colleague: User, ravi: User) -> None:
    match = confirmed(a_match(matron, ravi), matron, colleague)

    again = look_again(match, reason="Another blood group", by=matron)
    settled = said(match, DIFFERENT, colleague)

    assert again.status == MatchStatus.UNDER_REVIEW
    assert settled.status == MatchStatus.REFUSED


def test_nobody_outside_is_told_anything_by_a_decision(matron: User, colleague: User, ravi: User) -> None:
    before = Duty.objects.filter(organisation=ravi.organisation_id).count()
    match = a_match(matron, ravi)
    reported = Duty.objects.filter(organisation=ravi.organisation_id).count()

    confirmed(match, matron, colleague)

    assert Duty.objects.filter(organisation=ravi.organisation_id).count() == reported >= before
    assert answers_for(ravi, MissingReport.objects.get().uid) == []


def test_only_a_confirmed_match_can_be_answered(matron: User, ravi: User) -> None:
    match = a_match(matron, ravi)

    with pytest.raises(NotPossible):
        give_answer(match, facts=ORDER, by=matron)


def test_of_a_child_only_the_committee_is_named(matron: User, colleague: User, ravi: User) -> None:
    match = confirmed(a_match(matron, ravi, age=14), matron, colleague)

    with pytest.raises(NotPossible):
        give_answer(match, facts=CALL, by=matron)
    with pytest.raises(NotPossible, match="Committee only"):
        give_answer(match, facts=replace(CALL, basis=ORDER.basis), by=matron)

    assert give_answer(match, facts=ORDER, by=matron).says == SharedAnswer.Says.COMMITTEE


def test_an_answer_opens_itself_and_nothing_of_the_person(matron: User, colleague: User, ravi: User) -> None:
    match = confirmed(a_match(matron, ravi, age=30), matron, colleague)

    answer = give_answer(match, facts=CALL, by=matron)

    ((row, opened),) = answers_for(ravi, MissingReport.objects.get().uid)
    assert (row, opened.contact, opened.paper) == (answer, "Desk of the home", "Words of March")
    given = Grant.objects.filter(user=ravi, granted_by=matron)
    assert {(one.subject_uid, one.basis) for one in given} == {(answer.uid, Grant.Basis.SHARED)}
    assert all(one.ends_at == answer.ends_at for one in given)
    assert not PotentialMatch.objects.visible_to(ravi).exists()
    assert Duty.objects.get(rule="report.answered").owner == ravi


def test_an_answer_that_ended_is_not_shown_any_more(matron: User, colleague: User, ravi: User) -> None:
    match = confirmed(a_match(matron, ravi, age=30), matron, colleague)
    answer = give_answer(match, facts=CALL, by=matron)

    end_answer(match, answer=answer, by=matron)

    assert answers_for(ravi, MissingReport.objects.get().uid) == []
    assert not SharedAnswer.objects.visible_to(ravi).exists()


def test_an_adult_is_told_of_only_with_her_recorded_consent_or_by_an_order(
    matron: User, colleague: User, ravi: User
) -> None:
    match = confirmed(a_match(matron, ravi, age=30), matron, colleague)

    for basis in (SharedAnswer.Basis.AGREEMENT, SharedAnswer.Basis.POLICE_REQUEST):
        with pytest.raises(NotPossible):
            give_answer(match, facts=replace(CALL, basis=basis), by=matron)
    with pytest.raises(NotPossible):
        give_answer(match, facts=replace(CALL, how="  "), by=matron)
    with_consent = give_answer(match, facts=CALL, by=matron)
    by_order = give_answer(match, facts=replace(CALL, basis=SharedAnswer.Basis.COURT_ORDER), by=matron)

    assert with_consent.consent is not None
    assert (with_consent.consent.says, with_consent.consent.recorded_by) == (SharedAnswer.Says.CALL_US, matron)
    assert by_order.consent is None
    assert not AnswerConsent.objects.visible_to(ravi).exists()


def test_whoever_asks_her_by_telephone_must_be_allowed_to_call(matron: User, colleague: User, ravi: User) -> None:
    match = confirmed(a_match(matron, ravi, age=30), matron, colleague)

    with pytest.raises(Refused):
        give_answer(match, facts=replace(CALL, asked="call"), by=matron)

    assert not AnswerConsent.objects.exists()


def test_the_consent_of_a_child_is_no_basis(matron: User, colleague: User, ravi: User) -> None:
    match = confirmed(a_match(matron, ravi, age=14), matron, colleague)

    with pytest.raises(NotPossible):
        give_answer(match, facts=replace(ORDER, basis=SharedAnswer.Basis.CONSENT, how="On the veranda"), by=matron)


@pytest.mark.parametrize("age", [14, 15])
def test_whoever_is_sought_as_a_child_is_answered_as_one(age: int, matron: User, colleague: User, ravi: User) -> None:
    found, _ = builders.a_found(matron, 30), builders.a_report(ravi, age)
    compared()
    match = confirmed(PotentialMatch.objects.get(person=found.person), matron, colleague)

    with pytest.raises(NotPossible):
        give_answer(match, facts=CALL, by=matron)

    assert match.may_be_child


@pytest.mark.parametrize(("age", "is_child"), [(None, True), (14.0, True), (35.0, False)])
def test_whoever_is_asked_for_as_a_child_is_answered_as_one(
    age: float | None, is_child: bool, matron: User, ravi: User
) -> None:
    builders.a_found(matron, 30)
    fields = EntryFields(names=(NAME,), sex="F", age=age)
    ask_all(facts=SearchFacts(fields, SearchRecord.Purpose.FAMILY, "Her mother came to our office"), by=ravi)
    compared()

    assert PotentialMatch.objects.get().may_be_child == is_child


def test_the_committee_is_named_and_never_who_holds_the_child(
    matron: User, colleague: User, ravi: User, organisation: Agency, signed_in: SignedIn
) -> None:
    guard = factories.a_user("guard", Role.DATA_OFFICER, organisation=organisation)
    match = confirmed(a_match(matron, ravi, age=14), matron, colleague)
    home = matron.organisation.name

    with pytest.raises(NotPossible):
        give_answer(match, facts=replace(ORDER, contact=f"CWC Thane, through {home.upper()}"), by=matron)
    give_answer(match, facts=ORDER, by=matron)

    client = signed_in(ravi)
    pages = [builders.text_of(client, "report_detail", MissingReport.objects.get().uid), client.get("/").text]
    assert Duty.objects.get(rule="report.answered").owner == ravi
    assert "CWC Thane" in pages[0]
    assert [home in page or matron.display_name in page for page in pages] == [False] * len(pages)
    assert home not in [one.who for one in lines_of(events_of(guard), by=guard)]


def test_looking_again_ends_what_was_told_on_the_decision(matron: User, colleague: User, ravi: User) -> None:
    match = confirmed(a_match(matron, ravi), matron, colleague)
    answer = give_answer(match, facts=ORDER, by=matron)

    look_again(match, reason="Another girl after all", by=matron)

    answer.refresh_from_db()
    assert answer.ended_by == matron
    assert answers_for(ravi, answer.asked_uid) == []
    assert not SharedAnswer.objects.visible_to(ravi).exists()


def test_one_s_own_house_is_not_answered_in_writing(asha: User, bina: User, ravi: User) -> None:
    known = a_person_of(asha, NAME)
    let_work(known, bina)
    builders.a_report(ravi)
    compared()
    match = confirmed(PotentialMatch.objects.get(person=known), asha, bina)

    with pytest.raises(NotPossible):
        give_answer(match, facts=ORDER, by=asha)
