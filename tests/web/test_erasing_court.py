"""A person is erased while a court is at work, or after it: what it may ask for stays until then; drafts go at once."""

import pytest
from django.utils import timezone

from rihai.access.compartments import Compartment
from rihai.access.drafts.models import Draft
from rihai.accounts.models import User
from rihai.accounts.roles import Role
from rihai.cases.actions import open_case
from rihai.cases.documents.models import DocumentKind
from rihai.cases.erasing.models import Erasure
from rihai.cases.models import Case, Document
from rihai.directory.models import Agency
from rihai.duties.models import Duty
from rihai.lib.workflow import NotPossible
from rihai.offences.evidence.actions import withdraw_item
from rihai.prosecution.actions import add_survivor, answer_threat, end_detention, end_survivor, record_detention
from rihai.prosecution.facts.survivor_facts import DetentionFacts
from rihai.prosecution.models import Detention, Hearing, LegalCase
from rihai.prosecution.workers import erase_with_survivors
from rihai.prosecution.workflow import LegalStatus
from rihai.vault.models import SealedRecord
from rihai.web.erasing.actions import ask_to_erase, erase_person
from rihai.web.erasing.selectors import STILL_HELD, STILL_THREATENED, in_the_way, reach_of
from tests import factories
from tests.cases.builders import a_case
from tests.cases.documents import a_document
from tests.conftest import SignedIn
from tests.offences.evidence import a_thing
from tests.prosecution import builders as legal
from tests.prosecution.builders import send
from tests.prosecution.test_hearings import a_hearing
from tests.prosecution.test_petitions import a_petition
from tests.prosecution.test_protection import a_threat
from tests.web.erasing import asked, close

KINDS = (DocumentKind.POLICE, DocumentKind.COURT, DocumentKind.MEDICAL)
WORDS = "PLANTED: the corner by the tea stall"


@pytest.fixture
def case(asha: User) -> Case:
    return a_case(asha)


@pytest.fixture
def lata(organisation: Agency) -> User:
    return factories.a_user("lata", Role.LAWYER, organisation=organisation)


@pytest.fixture
def legal_case(case: Case, asha: User, lata: User) -> LegalCase:
    """That another survivor depends on too."""
    legal_case = legal.a_legal_case(asha, case, lawyer=lata)
    add_survivor(legal_case, case=a_case(asha, name="Sita Test"), by=asha)
    return legal_case


def is_gone(record: SealedRecord | None) -> bool:
    assert record is not None
    record.refresh_from_db()
    return record.data_key is not None and record.data_key.destroyed_at is not None


def end(legal_case: LegalCase, by: User) -> None:
    """Decided, and nothing is owed about it any more."""
    LegalCase.objects.filter(pk=legal_case.pk).update(status=LegalStatus.DECIDED)
    Duty.objects.open().update(done_at=timezone.now(), done_by=by)


def counts(case: Case, user: User) -> tuple[dict[str, int], dict[str, int]]:
    reach = reach_of(case.person, seen_by=user)
    return {str(one.label): one.count for one in reach.goes}, {str(one.label): one.count for one in reach.stays}


def test_evidence_that_nobody_has_listed_stays_until_the_court_is_done(
    legal_case: LegalCase, case: Case, asha: User, bina: User, dolly: User
) -> None:
    item = a_thing(case, asha)
    erasure = asked(case, asha, bina)
    goes, stays = counts(case, dolly)
    assert "Items of evidence" not in goes
    assert stays["Items of evidence, as long as a legal case runs"] == 1

    erase_person(erasure, by=dolly)
    during = is_gone(item)
    end(legal_case, asha)
    erase_with_survivors()

    assert (during, is_gone(item)) == (False, True)


def test_the_lawyer_of_a_running_legal_case_is_told_once_and_the_file_waits_until_she_has_looked(
    legal_case: LegalCase, case: Case, asha: User, lata: User, bina: User, dolly: User
) -> None:
    item = a_thing(case, asha)

    erase_person(asked(case, asha, bina), by=dolly)
    erase_with_survivors()

    told = Duty.objects.open().get(rule="legal.survivor_erased", subject_uid=legal_case.pk)
    assert told.owner == lata
    LegalCase.objects.filter(pk=legal_case.pk).update(status=LegalStatus.DECIDED)
    Duty.objects.open().exclude(pk=told.pk).update(done_at=timezone.now(), done_by=asha)
    erase_with_survivors()
    before = is_gone(item)
    Duty.objects.filter(pk=told.pk).update(done_at=timezone.now(), done_by=lata)
    erase_with_survivors()
    assert (before, is_gone(item)) == (False, True)


def test_no_lawyer_is_told_of_somebody_who_was_taken_out_before(
    legal_case: LegalCase, case: Case, asha: User, bina: User, dolly: User
) -> None:
    end_survivor(legal_case.survivors.get(case=case), by=asha)

    erase_person(asked(case, asha, bina), by=dolly)

    assert not Duty.objects.filter(rule="legal.survivor_erased").exists()


def test_evidence_stays_though_she_was_taken_out_of_the_legal_case_or_it_was_withdrawn_before(
    legal_case: LegalCase, case: Case, asha: User, bina: User, dolly: User
) -> None:
    taken_out, withdrawn = (a_thing(case, asha) for _number in range(2))
    withdraw_item(withdrawn, reason="Of another case", by=asha)
    end_survivor(legal_case.survivors.get(case=case), by=asha)

    erase_person(asked(case, asha, bina), by=dolly)

    assert (is_gone(taken_out), is_gone(withdrawn)) == (False, False)


def test_whoever_is_held_or_threatened_is_not_erased(
    legal_case: LegalCase, case: Case, asha: User, lata: User, bina: User, dolly: User
) -> None:
    row = legal_case.survivors.get(case=case)
    facts = DetentionFacts(basis=Detention.Basis.INQUIRY, began_on=timezone.localdate())
    held = record_detention(row, facts=facts, by=lata)
    threat = a_threat(legal_case, lata)
    close(case, asha, bina)
    assert in_the_way(case.person) == [STILL_HELD, STILL_THREATENED]

    with pytest.raises(NotPossible, match="still kept"):
        ask_to_erase(case, why=Erasure.Why.WISH, by=asha)
    end_detention(held, end=Detention.End.RELEASED, on=timezone.localdate(), by=lata)
    with pytest.raises(NotPossible, match="no answer yet"):
        ask_to_erase(case, why=Erasure.Why.WISH, by=asha)
    answer_threat(threat, done=["safe_now"], text="", by=lata)

    assert in_the_way(case.person) == []


def test_what_police_court_and_doctor_wrote_stays_until_the_court_is_done(
    legal_case: LegalCase, case: Case, asha: User, bina: User, dolly: User, signed_in: SignedIn
) -> None:
    papers = [a_document(signed_in(asha), case, kind=kind) for kind in KINDS]
    letter, told = (a_document(signed_in(asha), case) for _number in range(2))
    Document.objects.filter(pk=told.pk).update(kind=DocumentKind.MEDICAL, compartment=Compartment.COUNSELLING)
    erasure = asked(case, asha, bina)
    assert counts(case, dolly)[0]["Documents"] == 2

    erase_person(erasure, by=dolly)
    during = [is_gone(one.original) for one in (*papers, letter, told)]
    end(legal_case, asha)
    erase_with_survivors()

    assert during == [False, False, False, True, True]
    assert [is_gone(one.original) for one in papers] == [True, True, True]


def test_what_lies_in_an_earlier_case_of_hers_stays_too(case: Case, asha: User, bina: User, dolly: User) -> None:
    item = a_thing(case, asha)
    close(case, asha, bina)
    later = open_case(case.person, by=asha, case_owner=asha)
    legal.a_legal_case(asha, later)

    erase_person(asked(later, asha, bina), by=dolly)

    assert not is_gone(item)


def test_of_a_legal_case_that_is_over_nothing_is_kept(
    legal_case: LegalCase, case: Case, asha: User, bina: User, dolly: User, signed_in: SignedIn
) -> None:
    item, paper = a_thing(case, asha), a_document(signed_in(asha), case, kind=DocumentKind.POLICE)
    end(legal_case, asha)

    erase_person(asked(case, asha, bina), by=dolly)

    assert (is_gone(item), is_gone(paper.original), is_gone(legal_case)) == (True, True, False)


def test_the_draft_of_how_she_is_fetched_goes_though_it_was_never_sent_and_the_other_keeps_hers(
    legal_case: LegalCase, case: Case, asha: User, bina: User, lata: User, dolly: User, signed_in: SignedIn
) -> None:
    hearing = a_hearing(legal_case, lata, Hearing.Purpose.OTHER)
    for row in legal_case.survivors.all():
        send(signed_in(asha), "court_day_plan", hearing.pk, row.pk, draft="save", meeting_point=WORDS, phone="98300")
    assert Draft.objects.count() == 2

    erase_person(asked(case, asha, bina), by=dolly)

    assert Draft.objects.get().subject_uid == legal_case.survivors.exclude(case=case).get().pk


def test_every_draft_about_a_legal_case_goes_with_its_key(
    case: Case, asha: User, bina: User, lata: User, dolly: User, signed_in: SignedIn
) -> None:
    legal_case, client = legal.a_legal_case(asha, case, lawyer=lata), signed_in(lata)
    petition, hearing = a_petition(legal_case, lata), a_hearing(legal_case, lata, days=-1)
    send(client, "petition_step", petition.pk, draft="save", text=WORDS)
    send(client, "hearing_outcome", hearing.pk, draft="save", note=WORDS)
    assert Draft.objects.count() == 2
    end(legal_case, asha)

    erase_person(asked(case, asha, bina), by=dolly)

    assert (is_gone(legal_case), Draft.objects.count()) == (True, 0)
