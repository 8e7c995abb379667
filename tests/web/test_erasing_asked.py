"""Who asks to erase a person, what the counts tell whoever asks, and the copy that the person takes along."""

import pytest

from rihai.access.compartments import Compartment
from rihai.accounts.models import User
from rihai.accounts.roles import Role
from rihai.audit.models import AuditEvent
from rihai.audit.refusals import Refused
from rihai.cases.actions import add_participant, record_event, write_note
from rihai.cases.erasing.models import Erasure
from rihai.cases.facts import EventFacts
from rihai.cases.kinds import EventKind
from rihai.cases.models import Case, MovementStage, Participant
from rihai.directory.models import Agency
from rihai.people.actions import record_source
from rihai.people.facts import SourceFacts
from rihai.web.erasing.actions import ask_to_erase
from rihai.web.erasing.copies import take_copy
from rihai.web.erasing.selectors import reach_of
from tests import factories
from tests.cases.builders import WISH, a_case
from tests.conftest import SignedIn
from tests.offences.evidence import a_thing
from tests.prosecution import builders as legal
from tests.prosecution.test_questions import a_question
from tests.web.erasing import asked, close
from tests.web.test_pages_erasing import text

NEVER_TOLD = ("Legal cases", "Obstacles", "Questions to lawyers", "as long as")


@pytest.fixture
def case(asha: User) -> Case:
    return a_case(asha, wish=WISH)


@pytest.fixture
def lata(organisation: Agency) -> User:
    return factories.a_user("lata", Role.LAWYER, organisation=organisation)


@pytest.fixture
def mira(organisation: Agency, case: Case, asha: User) -> User:
    """Listed on the case to interpret."""
    mira = factories.a_user("mira", Role.CASEWORKER, organisation=organisation)
    add_participant(case, part=Participant.Part.INTERPRETER, user=mira, by=asha)
    return mira


def labels(case: Case, user: User) -> str:
    reach = reach_of(case.person, seen_by=user)
    return " ".join(str(one.label) for one in (*reach.goes, *reach.stays))


def test_whoever_is_only_listed_neither_asks_nor_takes_a_copy_nor_reads_a_count(
    case: Case, mira: User, asha: User, bina: User, dolly: User, signed_in: SignedIn
) -> None:
    erasure = asked(case, asha, bina)

    with pytest.raises(Refused):
        ask_to_erase(case, why=Erasure.Why.WISH, by=mira)
    with pytest.raises(Refused):
        take_copy(case, by=mira)

    assert "What stays" not in text(signed_in(mira), "detail", erasure)
    assert "Erase this person" not in signed_in(mira).get(case.get_absolute_url()).text
    assert "Erase this person" in signed_in(asha).get(case.get_absolute_url()).text


def test_a_supervisor_on_the_case_asks_too_and_one_who_only_sees_its_code_does_not(
    case: Case, asha: User, bina: User, dolly: User, organisation: Agency
) -> None:
    other = factories.a_user("other", Role.SUPERVISOR, organisation=organisation)
    add_participant(case, part=Participant.Part.SUPERVISOR, user=bina, by=asha)
    close(case, asha, bina)

    with pytest.raises(Refused):
        ask_to_erase(case, why=Erasure.Why.WISH, by=other)
    assert ask_to_erase(case, why=Erasure.Why.WISH, by=bina).asked_by == bina


def test_whoever_asks_reads_no_count_of_what_is_hidden_and_whoever_decides_reads_all(
    case: Case, asha: User, bina: User, lata: User, dolly: User, organisation: Agency
) -> None:
    new = factories.a_user("new", Role.CASEWORKER, organisation=organisation)
    legal_case = legal.a_legal_case(asha, case, lawyer=lata)
    a_question(legal_case, asha)
    a_thing(case, asha)
    write_note(case, body="Said in counselling", compartment=Compartment.RECORD, by=asha)
    case.notes.update(compartment=Compartment.COUNSELLING)
    Case.objects.filter(pk=case.pk).update(case_owner=new)
    add_participant(case, part=Participant.Part.CASEWORKER, user=new, by=asha)

    hers, all_of_it = labels(case, new), labels(case, dolly)

    assert not [word for word in (*NEVER_TOLD, "Notes") if word in hers]
    assert "Items of evidence" in hers
    assert all(word in all_of_it for word in ("Legal cases that still run", "Questions to lawyers", "Notes"))


def test_the_person_may_take_a_copy_along_without_what_others_keep(case: Case, asha: User, bina: User) -> None:
    write_note(case, body="I doubt her story", compartment=Compartment.RECORD, by=asha)

    text = take_copy(case, by=asha)

    assert "Rani Test" in text
    assert WISH in text
    assert "doubt" not in text
    assert AuditEvent.objects.filter(verb="erasure.copied").count() == 1


def test_nobody_takes_a_copy_who_does_not_work_with_the_person(case: Case, asha: User, dolly: User) -> None:
    with pytest.raises(Refused):
        take_copy(case, by=dolly)


def test_the_copy_names_nobody_who_told_something_and_nobody_who_works_with_her(case: Case, asha: User) -> None:
    source = record_source(organisation=asha.organisation, by=asha, facts=SourceFacts(name="Mohan Testwal"))
    told = "PLANTED a neighbour whispered"
    for facts in (
        EventFacts(EventKind.TALK, text=told, source=source),
        EventFacts(EventKind.MOVEMENT, text=told, movement=MovementStage.SEEN),
        EventFacts(EventKind.MEDICAL, text="A tooth was pulled"),
    ):
        record_event(case, facts=facts, by=asha)

    copy = take_copy(case, by=asha)

    assert ("PLANTED" in copy, asha.display_name in copy, "A tooth" in copy) == (False, False, True)
