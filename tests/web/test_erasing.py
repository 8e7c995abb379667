"""A person is erased by two people, whole or not at all; what is still needed stands in the way, or stays."""

import pytest
from django.db import transaction
from django.utils import timezone

from rihai.access.compartments import Compartment
from rihai.access.reading import OwnWork, read
from rihai.accounts.models import Desk, User
from rihai.accounts.roles import Role
from rihai.audit.models import AuditEvent
from rihai.audit.refusals import Hidden, Refused
from rihai.cases.actions import write_note
from rihai.cases.erasing.models import Erasure
from rihai.cases.models import Case, Document
from rihai.directory.models import Agency
from rihai.duties.models import Duty
from rihai.lib.workflow import NotPossible
from rihai.offences.evidence.models import EvidenceItem
from rihai.people.actions import add_identity_item, link_persons
from rihai.people.facts import ItemFacts
from rihai.people.models import IdentityItem, NameToken, SearchEntry
from rihai.prosecution.actions import use_evidence
from rihai.prosecution.models import LegalCase
from rihai.prosecution.workers import erase_with_survivors
from rihai.prosecution.workflow import LegalStatus
from rihai.tracing.models import MissingReport
from rihai.vault.files import open_ciphertext
from rihai.web.erasing.actions import ask_to_erase, erase_person, refuse_erasing, take_erasing_back
from rihai.web.erasing.selectors import STILL_CLAIMED, STILL_OPEN, STILL_SOUGHT, reach_of
from tests import factories
from tests.cases.builders import WISH, a_case
from tests.cases.documents import a_document
from tests.conftest import SignedIn
from tests.offences.evidence import a_thing
from tests.prosecution import builders as legal
from tests.prosecution.claiming import a_claim
from tests.tracing.builders import a_report
from tests.web.erasing import asked, close

G = Erasure.Ground


@pytest.fixture
def case(asha: User) -> Case:
    return a_case(asha, wish=WISH)


@pytest.fixture
def lata(organisation: Agency) -> User:
    return factories.a_user("lata", Role.LAWYER, organisation=organisation)


def is_gone(record: object) -> bool:
    key = type(record).objects.get(pk=record.pk).data_key  # type: ignore[attr-defined]
    return key is not None and key.destroyed_at is not None


def counts(case: Case, user: User) -> tuple[dict[str, int], dict[str, int]]:
    reach = reach_of(case.person, seen_by=user)
    return {str(one.label): one.count for one in reach.goes}, {str(one.label): one.count for one in reach.stays}


def test_one_asks_another_agrees_and_nothing_opens_any_more(
    case: Case, asha: User, bina: User, data_officer: User
) -> None:
    add_identity_item(case.person, facts=ItemFacts(IdentityItem.Kind.PHONE, "98765 43210"), by=asha)
    write_note(case, body="She called", compartment=Compartment.RECORD, by=asha)
    erasure = asked(case, asha, bina)
    assert not is_gone(case.person)

    erase_person(erasure, by=data_officer)

    opened = read((case, ["wish"]), (case.person.names.get(), ["text"]), by=asha, why=OwnWork())
    assert (str(opened(case).wish), is_gone(case), is_gone(case.person)) == ("erased", True, True)
    assert not NameToken.objects.filter(person=case.person).exists()
    assert SearchEntry.objects.get(subject_uid=case.person_id).status == SearchEntry.Status.REMOVED
    erasure.refresh_from_db()
    assert (erasure.outcome, erasure.decided_by) == (Erasure.Outcome.ERASED, data_officer)


def test_nobody_is_erased_twice(case: Case, asha: User, bina: User, dolly: User) -> None:
    erase_person(asked(case, asha, bina), by=dolly)

    with pytest.raises(NotPossible, match="erased already"):
        ask_to_erase(Case.objects.get(pk=case.pk), why=Erasure.Why.WISH, by=asha)


def test_what_is_shown_beforehand_is_what_there_is(case: Case, asha: User, bina: User, signed_in: SignedIn) -> None:
    write_note(case, body="She called", compartment=Compartment.RECORD, by=asha)
    a_document(signed_in(asha), case)
    close(case, asha, bina)

    goes, stays = counts(case, asha)

    assert goes["Names"] == goes["Notes"] == goes["Documents"] == goes["Cases, with what was wished"] == 1
    assert stays == {}


def test_another_record_of_the_same_person_is_named_among_what_stays(
    case: Case, asha: User, bina: User, dolly: User
) -> None:
    other = a_case(bina, name="Rani Again")
    link_persons(case.person, other=other.person, first=asha, by=bina)
    erasure = asked(case, asha, bina)
    assert [sum(counts(case, one)[1].values()) for one in (asha, dolly)] == [0, 1]

    erase_person(erasure, by=dolly)

    assert not is_gone(other.person)
    assert counts(other, dolly)[1] == {}


def test_files_go_with_the_person(case: Case, asha: User, bina: User, dolly: User, signed_in: SignedIn) -> None:
    document = a_document(signed_in(asha), case)

    erase_person(asked(case, asha, bina), by=dolly)

    kept = Document.objects.select_related("original__data_key").get(pk=document.pk)
    assert is_gone(kept.original)


def test_nobody_erases_alone(case: Case, asha: User, bina: User, organisation: Agency, dolly: User) -> None:
    both = factories.a_user("both", Role.CASEWORKER, Role.DATA_OFFICER, organisation=organisation)
    mine = a_case(both, name="Other Test")
    erasure = asked(mine, both, bina)

    with pytest.raises(Refused):
        erase_person(erasure, by=both)
    with pytest.raises(Refused):
        refuse_erasing(erasure, ground=G.KEEP, by=both)

    assert not is_gone(mine)


def test_a_colleague_who_works_with_the_person_does_not_decide(case: Case, asha: User, bina: User, dolly: User) -> None:
    erasure = asked(case, asha, bina)

    with pytest.raises((Refused, Hidden)):
        erase_person(erasure, by=bina)

    assert not is_gone(case)


def test_another_organisation_never_learns_of_it(
    case: Case, asha: User, bina: User, dolly: User, other_organisation: Agency
) -> None:
    erasure = asked(case, asha, bina)
    stranger = factories.a_user("stranger", Role.DATA_OFFICER, organisation=other_organisation)

    with pytest.raises(Hidden):
        erase_person(erasure, by=stranger)


def test_who_does_not_work_on_the_case_does_not_ask(case: Case, asha: User, bina: User, dolly: User) -> None:
    close(case, asha, bina)

    with pytest.raises(Refused):
        ask_to_erase(case, why=Erasure.Why.WISH, by=dolly)


def test_it_is_asked_once_and_somebody_must_be_there_to_decide(
    case: Case, asha: User, bina: User, organisation: Agency
) -> None:
    close(case, asha, bina)
    with pytest.raises(NotPossible, match="Nobody else here"):
        ask_to_erase(case, why=Erasure.Why.WISH, by=asha)
    factories.a_user("dolly", Role.DIRECTOR, organisation=organisation)
    ask_to_erase(case, why=Erasure.Why.WISH, by=asha)

    with pytest.raises(NotPossible, match="asked for this already"):
        ask_to_erase(case, why=Erasure.Why.OVER, by=asha)


def test_an_open_case_a_claim_and_a_search_stand_in_the_way(case: Case, asha: User, bina: User, dolly: User) -> None:
    assert reach_of(case.person, seen_by=asha).in_the_way == (STILL_OPEN,)
    a_claim(asha, case)
    close(case, asha, bina)

    assert reach_of(case.person, seen_by=asha).in_the_way == (STILL_CLAIMED,)
    with pytest.raises(NotPossible, match="claim still runs"):
        ask_to_erase(case, why=Erasure.Why.WISH, by=asha)


def test_what_comes_in_the_way_after_asking_stops_the_second_person(
    case: Case, asha: User, bina: User, dolly: User
) -> None:
    erasure = asked(case, asha, bina)
    a_claim(asha, case)

    with pytest.raises(NotPossible, match="claim still runs"):
        erase_person(erasure, by=dolly)

    assert (is_gone(case), is_gone(case.person)) == (False, False)


def test_who_is_sought_is_not_erased_and_a_search_that_ended_goes_too(
    case: Case, asha: User, bina: User, ravi: User, dolly: User
) -> None:
    report = a_report(ravi)
    MissingReport.objects.filter(pk=report.pk).update(person=case.person)
    close(case, asha, bina)
    assert reach_of(case.person, seen_by=asha).in_the_way == (STILL_SOUGHT,)
    MissingReport.objects.filter(pk=report.pk).update(status="ended")

    erase_person(ask_to_erase(case, why=Erasure.Why.WISH, by=asha), by=dolly)

    assert is_gone(report)


def test_a_court_at_work_keeps_its_file_and_the_page_says_so(
    case: Case, asha: User, bina: User, lata: User, dolly: User
) -> None:
    legal_case = legal.a_legal_case(asha, case, lawyer=lata)
    erasure = asked(case, asha, bina)
    goes, stays = counts(case, asha)

    erase_person(erasure, by=dolly)

    assert (goes.get("Legal cases that are over"), sum(stays.values())) == (None, 1)
    assert (is_gone(legal_case), is_gone(case)) == (False, True)


def test_a_paper_that_a_court_still_needs_stays_with_its_file_until_the_court_is_done(
    case: Case, asha: User, bina: User, lata: User, dolly: User, signed_in: SignedIn
) -> None:
    legal_case = legal.a_legal_case(asha, case, lawyer=lata)
    needed, other = (a_document(signed_in(asha), case) for _number in range(2))
    item = a_thing(case, asha, kind=EvidenceItem.Kind.DOCUMENT, document=needed)
    use_evidence(legal_case, item=item, by=asha)
    erasure = asked(case, asha, bina)
    assert counts(case, asha)[0]["Documents"] == 1

    erase_person(erasure, by=dolly)
    during = (is_gone(needed.original), is_gone(other.original))
    LegalCase.objects.filter(pk=legal_case.pk).update(status=LegalStatus.DECIDED)
    Duty.objects.open().update(done_at=timezone.now(), done_by=asha)
    erase_with_survivors()

    assert (during, is_gone(needed.original)) == ((False, True), True)


def test_a_legal_case_that_is_over_goes_at_once(case: Case, asha: User, bina: User, lata: User, dolly: User) -> None:
    legal_case = legal.a_legal_case(asha, case, lawyer=lata)
    LegalCase.objects.filter(pk=legal_case.pk).update(status=LegalStatus.DECIDED)
    Duty.objects.open().update(done_at=timezone.now(), done_by=asha)
    erasure = asked(case, asha, bina)
    goes, stays = counts(case, asha)

    erase_person(erasure, by=dolly)

    assert (goes["Legal cases that are over"], stays, is_gone(legal_case)) == (1, {}, True)


def test_what_breaks_off_at_the_end_has_erased_nothing_and_no_file(
    case: Case, asha: User, bina: User, dolly: User, signed_in: SignedIn
) -> None:
    document = a_document(signed_in(asha), case)
    erasure = asked(case, asha, bina)

    with transaction.atomic():
        erase_person(erasure, by=dolly)
        transaction.set_rollback(True)

    assert (is_gone(case), is_gone(case.person), is_gone(document.original)) == (False, False, False)
    assert read((case, ["wish"]), by=asha, why=OwnWork())(case).wish == WISH
    assert document.original is not None
    with open_ciphertext(document.original) as kept:
        assert kept.read(1)
    assert Erasure.objects.get().is_open


def test_a_refusal_has_its_ground_and_whoever_asked_tells_the_person(
    case: Case, asha: User, bina: User, dolly: User
) -> None:
    erasure = asked(case, asha, bina)

    refuse_erasing(erasure, ground=G.KEEP, by=dolly)

    erasure.refresh_from_db()
    assert (erasure.outcome, erasure.ground, is_gone(case)) == (Erasure.Outcome.REFUSED, G.KEEP, False)
    owed = Duty.objects.open().filter(subject_uid=erasure.uid)
    assert [(one.rule, one.owner) for one in owed] == [("erasure.answer", asha)]
    with pytest.raises(Refused):
        erase_person(erasure, by=dolly)


def test_it_can_be_taken_back_until_somebody_has_decided(case: Case, asha: User, bina: User, dolly: User) -> None:
    erasure = asked(case, asha, bina)

    take_erasing_back(erasure, ground=G.CHANGED, by=asha)

    assert not Duty.objects.open().filter(subject_uid=erasure.uid).exists()
    with pytest.raises(Refused):
        erase_person(erasure, by=dolly)
    with pytest.raises(Refused):
        take_erasing_back(erasure, ground=G.SLIP, by=asha)


def test_the_second_person_owes_an_answer_the_desk_that_looks_after_data_first(
    case: Case, asha: User, bina: User, dolly: User, organisation: Agency
) -> None:
    desk = factories.a_desk(organisation, Desk.Purpose.DATA)
    factories.a_user("dev", Role.DATA_OFFICER, organisation=organisation, desks=[desk])

    erasure = asked(case, asha, bina)

    duty = Duty.objects.open().get(rule="erasure.decide", subject_uid=erasure.uid)
    assert (duty.desk, duty.owner) == (desk, None)


def test_at_a_desk_where_nobody_sits_but_whoever_asks_somebody_else_owes_the_answer(
    bina: User, dolly: User, organisation: Agency
) -> None:
    desk = factories.a_desk(organisation, Desk.Purpose.DATA)
    both = factories.a_user("both", Role.CASEWORKER, Role.DATA_OFFICER, organisation=organisation, desks=[desk])

    erasure = asked(a_case(both), both, bina)

    duty = Duty.objects.open().get(rule="erasure.decide", subject_uid=erasure.uid)
    assert (duty.desk, duty.owner) == (None, dolly)


def test_the_trail_says_who_and_why_in_codes(case: Case, asha: User, bina: User, dolly: User) -> None:
    erase_person(asked(case, asha, bina), by=dolly)

    verbs = set(AuditEvent.objects.values_list("verb", flat=True))
    assert {"erasure.asked", "person.erased", "case.erased", "erasure.erased"} <= verbs
    assert "Rani" not in "".join(AuditEvent.objects.values_list("facts", flat=True))
