"""What the record knows is filled in for a section check, marked, and only as far as its reader may see the record."""

from datetime import date

import pytest

from rihai.access.compartments import Compartment
from rihai.access.reading import OwnWork, read
from rihai.accounts.models import User
from rihai.audit.models import AuditEvent
from rihai.cases.actions import add_participant, open_case, record_event
from rihai.cases.facts import EventFacts
from rihai.cases.kinds import EventKind
from rihai.cases.models import Case, MovementStage, Participant
from rihai.directory.models import Place
from rihai.lib.precision import AgeCertainty, ImpreciseDate, Precision
from rihai.people.actions import register_person
from rihai.people.facts import BirthFacts, NameFacts, PersonFacts
from rihai.prosecution import actions
from rihai.prosecution.facts.survivor_facts import SurvivorStepFacts
from rihai.prosecution.models import LegalCase, LegalPart, SectionCheck, SurvivorStep
from rihai.prosecution.selectors.known_facts import Record, coded_from, known_facts
from rihai.prosecution.workflow import LegalStatus
from tests import factories
from tests.conftest import SignedIn
from tests.prosecution import builders
from tests.prosecution.builders import questions, send, text_of
from tests.prosecution.test_accused import accuse
from tests.prosecution.test_missed_dates import state

BORN, TAKEN, FOUND = date(2010, 5, 2), date(2025, 6, 1), date(2025, 9, 10)
PERSONAL = {"victim.age_years", "victim.sex", "victim.nationality", "offence.date_from", "offence.date_to"}


@pytest.fixture
def case(asha: User) -> Case:
    """Of a girl whose day of birth is known: fifteen when she was taken from one State to another."""
    birth = BirthFacts.on_day(BORN, AgeCertainty.DOCUMENTED)
    facts = PersonFacts(sex="female", birth=birth, nationality_verified="IN", names=(NameFacts("Meera Testwali"),))
    person = register_person(organisation=asha.organisation, by=asha, facts=facts)
    case = open_case(person, by=asha, case_owner=asha)
    move(case, MovementStage.RECRUITMENT, TAKEN, asha, place=a_state("West Bengal"))
    move(case, MovementStage.FOUND, FOUND, asha, place=a_state("Maharashtra"))
    return case


def a_state(name: str) -> Place:
    return Place.objects.get_or_create(
        code=f"IN-{name}", defaults={"kind": Place.Kind.STATE, "name": name, "country_code": "IN"}
    )[0]


def move(
    case: Case,
    stage: MovementStage,
    on: date,
    by: User,
    precision: Precision = Precision.DAY,
    place: Place | None = None,
) -> None:
    facts = EventFacts(kind=EventKind.MOVEMENT, on=ImpreciseDate(on, precision), movement=stage, place=place)
    record_event(case, facts=facts, by=by)


def let_see(case: Case, lawyer: User, by: User, part: Participant.Part = Participant.Part.LAWYER) -> None:
    add_participant(case, part=part, user=lawyer, by=by)


def coded(legal_case: LegalCase, user: User, **given: object) -> dict[str, object]:
    return coded_from(known_facts(legal_case, user, given))


def test_her_lawyer_who_works_on_her_case_too_begins_with_her_age_days_and_states(
    legal_case: LegalCase, case: Case, asha: User, lata: User
) -> None:
    let_see(case, lata, asha)

    known = coded(legal_case, lata)

    assert known == known | {
        "offence.date_from": "2025-06-01", "offence.date_to": "2025-09-10", "victim.age_years": 15,
        "victim.sex": "female", "victim.nationality": "indian", "state": ["West Bengal", "Maharashtra", "unknown"],
        "stage": "investigation",
    }  # fmt: skip


def test_whoever_may_not_see_her_record_is_filled_in_nothing_of_it_and_opens_nothing(
    legal_case: LegalCase, lata: User, signed_in: SignedIn
) -> None:
    known = known_facts(legal_case, lata)
    page = text_of(signed_in(lata), "check_new", legal_case.uid)

    assert not PERSONAL & known.keys()
    assert "state" not in known
    assert 'value="15"' not in page
    assert "2025-06-01" not in page
    assert "record (the survivor" not in page
    assert openings_of_birth(lata) == 0


def test_without_the_right_to_her_identity_the_day_of_birth_stays_sealed(
    legal_case: LegalCase, case: Case, asha: User, lata: User
) -> None:
    let_see(case, lata, asha, Participant.Part.INTERPRETER)

    age = known_facts(legal_case, lata)["victim.age_years"]

    assert age.value is None
    assert age.words == "14 to 15 years on 1 June 2025"


def test_what_was_told_in_counselling_is_no_day_of_the_offence(
    legal_case: LegalCase, case: Case, asha: User, lata: User
) -> None:
    let_see(case, lata, asha)
    case.events.filter(movement=MovementStage.RECRUITMENT).update(compartment=Compartment.COUNSELLING)

    known = coded(legal_case, lata)

    assert "offence.date_from" not in known
    assert known["state"] == ["Maharashtra", "unknown"]


def test_of_several_survivors_nobody_is_filled_in(legal_case: LegalCase, case: Case, asha: User, lata: User) -> None:
    let_see(case, lata, asha)
    other = builders.a_case(asha, name="Another Testwali")
    actions.add_survivor(legal_case, case=other, by=asha)

    assert not PERSONAL & known_facts(legal_case, lata).keys()


def test_a_day_of_which_only_the_month_is_known_is_left_to_the_lawyer(
    legal_case: LegalCase, case: Case, asha: User, lata: User
) -> None:
    let_see(case, lata, asha)
    case.events.filter(movement=MovementStage.RECRUITMENT).delete()
    move(case, MovementStage.RECRUITMENT, date(2025, 5, 1), asha, Precision.MONTH)

    known = known_facts(legal_case, lata)

    assert (known["offence.date_from"].value, known["offence.date_from"].words) == (None, "May 2025")
    assert known["offence.date_to"].value == "2025-09-10"


def test_of_two_times_taken_and_found_nobody_is_told_which_one_this_is_about(
    legal_case: LegalCase, case: Case, asha: User, lata: User
) -> None:
    let_see(case, lata, asha)
    move(case, MovementStage.RECRUITMENT, date(2019, 3, 1), asha, place=a_state("Odisha"))
    move(case, MovementStage.FOUND, date(2020, 4, 1), asha, place=a_state("Goa"))

    known = known_facts(legal_case, lata)

    days = "several days (1 March 2019; 1 June 2025), and not which of them this is about"
    assert (known["offence.date_from"].value, known["offence.date_from"].words) == (None, days)
    assert {"offence.date_to", "victim.age_years", "state"}.isdisjoint(coded_from(known))
    assert {"Odisha", "Goa", "West Bengal", "Maharashtra"} == set(known["state"].words.split("; "))


@pytest.mark.parametrize("stage", [MovementStage.RECRUITMENT, MovementStage.FOUND])
def test_one_of_the_two_days_twice_fills_in_neither_of_them(
    legal_case: LegalCase, case: Case, asha: User, lata: User, stage: MovementStage
) -> None:
    let_see(case, lata, asha)
    move(case, stage, date(2025, 7, 1), asha)

    known = coded(legal_case, lata)

    assert {"offence.date_from", "offence.date_to", "victim.age_years"}.isdisjoint(known)
    assert coded(legal_case, lata, **{"offence.date_from": "2025-07-01"})["victim.age_years"] == 15


def test_what_two_workers_wrote_of_the_same_day_is_one_time(
    legal_case: LegalCase, case: Case, asha: User, lata: User
) -> None:
    let_see(case, lata, asha)
    move(case, MovementStage.FOUND, FOUND, asha)

    known = coded(legal_case, lata)

    assert (known["offence.date_from"], known["offence.date_to"]) == ("2025-06-01", "2025-09-10")


def test_where_she_was_only_seen_is_no_state_of_the_offence(
    legal_case: LegalCase, case: Case, asha: User, lata: User
) -> None:
    let_see(case, lata, asha)
    move(case, MovementStage.SEEN, date(2025, 7, 1), asha, place=a_state("Kerala"))

    state = known_facts(legal_case, lata)["state"]

    assert state.value == ["West Bengal", "Maharashtra", "unknown"]
    assert "Kerala" not in str(state.where)


def test_days_that_contradict_each_other_are_not_filled_in(
    legal_case: LegalCase, case: Case, asha: User, lata: User
) -> None:
    let_see(case, lata, asha)
    move(case, MovementStage.FOUND, date(2025, 5, 1), asha)
    case.events.filter(movement=MovementStage.FOUND, occurred_on=FOUND).delete()

    known = coded(legal_case, lata)

    assert not {"offence.date_from", "offence.date_to", "victim.age_years"} & known.keys()
    assert known["victim.sex"] == "female"


def test_the_age_is_reckoned_for_the_day_that_was_answered(
    legal_case: LegalCase, case: Case, asha: User, lata: User
) -> None:
    let_see(case, lata, asha)

    assert coded(legal_case, lata, **{"offence.date_from": "2024-01-01"})["victim.age_years"] == 13


def test_a_doubt_about_the_age_is_a_dispute_and_a_finding_helps_whoever_codes(
    legal_case: LegalCase, asha: User, lata: User
) -> None:
    assert found_out(legal_case, asha, lata, SurvivorStep.Result.DOUBT)["victim.age_disputed"].value is True
    told = found_out(legal_case, asha, lata, SurvivorStep.Result.CHILD)["victim.age_years"]
    assert (told.value, told.words) == (None, "A child at the time")


def found_out(legal_case: LegalCase, by: User, reader: User, result: SurvivorStep.Result) -> Record:
    facts = SurvivorStepFacts(state=SurvivorStep.State.DONE, asked_on=date(2026, 1, 5), result=result)
    actions.begin_step(legal_case.survivors.get(), kind=SurvivorStep.Kind.AGE, facts=facts, by=by)
    return known_facts(legal_case, reader)


def test_custody_and_the_first_of_the_remands_come_from_the_accused(
    legal_case: LegalCase, asha: User, lata: User
) -> None:
    for number, day in enumerate((date(2026, 10, 9), date(2026, 10, 2))):
        state(accuse(legal_case, asha, name=f"Accused {number}"), asha, "in_custody_pending_trial", ImpreciseDate(day))

    known = coded(legal_case, lata)

    assert (known["accused.in_custody"], known["accused.first_remand"]) == (True, "2026-10-02")


def test_an_arrest_is_custody_and_no_remand(legal_case: LegalCase, asha: User, lata: User) -> None:
    state(accuse(legal_case, asha), asha, "arrested", ImpreciseDate(date(2026, 10, 2)))

    known = coded(legal_case, lata)

    assert known["accused.in_custody"] is True
    assert "accused.first_remand" not in known


def test_code_stage_and_state_come_from_the_paper_and_a_zero_fir_tells_no_state(asha: User, lata: User) -> None:
    station = factories.an_agency("Lake Road", kind="police_station", district="Kolkata", state="West Bengal")
    paper = {"lawyer": lata, "station": station, "filed_on": date(2024, 5, 1)}
    written = builders.a_legal_case(asha, **paper)  # type: ignore[arg-type]
    zero = builders.a_legal_case(asha, **paper, kind=LegalCase.Kind.ZERO_FIR, number="9")  # type: ignore[arg-type]

    known = known_facts(written, lata)

    assert known["procedure_code"].value == "CrPC"
    assert known["state"].value == ["West Bengal", "unknown"]
    assert known["state"].where == "Lake Road, Kolkata, West Bengal"
    assert "state" not in known_facts(zero, lata)


def test_a_refusal_that_stands_is_known(asha: User, lata: User) -> None:
    legal_case = builders.a_legal_case(asha, lawyer=lata, status=LegalStatus.ASKED, number="", sections=())
    LegalCase.objects.update(status=LegalStatus.REFUSED)
    legal_case.refresh_from_db()

    assert coded(legal_case, lata)["fir.refused"] is True


def test_on_the_page_each_is_marked_and_can_be_put_right(
    legal_case: LegalCase, case: Case, asha: User, lata: User, signed_in: SignedIn
) -> None:
    let_see(case, lata, asha)
    client = signed_in(lata)

    page = text_of(client, "check_new", legal_case.uid)
    send(client, "check_new", legal_case.uid, victim__age_years="16", victim__sex="female", state="Maharashtra")

    check = SectionCheck.objects.get()
    found = text_of(client, "check_detail", check.uid)
    again = text_of(client, "check_again", check.uid)
    assert 'value="15"' in page
    assert "From the record (the survivor" in page
    assert "What is marked “From the record”" in page
    assert "Every lawyer of this legal case reads what you send" in page
    assert "Answered otherwise than the record says" in found
    assert "age when it happened: 16. The record says 15" in found
    assert "sex: female. The record" not in found
    assert "State: " not in found.split("Answered otherwise")[1].split("</section>")[0]
    assert 'value="16"' in again
    assert "The record says otherwise (the survivor" in again


def test_her_day_of_birth_is_opened_only_where_somebody_looks_at_her_age(
    legal_case: LegalCase, case: Case, asha: User, lata: User, signed_in: SignedIn
) -> None:
    let_see(case, lata, asha)
    client = signed_in(lata)
    without = actions.check_sections(legal_case, facts={"acts": ["recruit"]}, by=lata)
    with_age = actions.check_sections(legal_case, facts={"victim.age_years": 16}, by=lata)

    text_of(client, "check_detail", without.uid)
    send(client, "check_new", legal_case.uid, acts="recruit")
    send(client, "check_again", without.uid, offence__date_from="1700-01-01")
    unseen = openings_of_birth(lata)
    text_of(client, "check_detail", with_age.uid)
    text_of(client, "check_new", legal_case.uid)

    assert unseen == 0
    assert openings_of_birth(lata) == 2


def openings_of_birth(reader: User) -> int:
    return sum("born_on" in str(one.facts) for one in AuditEvent.objects.filter(actor_uid=reader.pk))


def test_several_days_are_told_on_the_page_and_none_is_typed_in(
    legal_case: LegalCase, case: Case, asha: User, lata: User, signed_in: SignedIn
) -> None:
    let_see(case, lata, asha)
    move(case, MovementStage.RECRUITMENT, date(2019, 3, 1), asha)

    page = text_of(signed_in(lata), "check_new", legal_case.uid)

    assert "timeline): several days (1 March 2019; 1 June 2025), and not which of them this is about." in page
    assert 'value="2019-03-01"' not in page
    assert 'value="2025-09-10"' not in page


def test_states_that_were_typed_stay_though_the_record_names_fewer_by_now(
    legal_case: LegalCase, case: Case, asha: User, lata: User, signed_in: SignedIn
) -> None:
    let_see(case, lata, asha)
    for number, name in enumerate(("Odisha", "Goa", "Bihar")):
        move(case, MovementStage.TRANSIT, date(2025, 7, 1 + number), asha, place=a_state(name))
    client = signed_in(lata)
    page = text_of(client, "check_new", legal_case.uid)
    names = ["state", *(f"state__{row}" for row in range(2, 6))]
    typed = dict(zip(names, ("Bihar", "Goa", "Kerala", "Odisha", "Punjab"), strict=True))
    case.events.update(place=None)

    send(client, "check_new", legal_case.uid, draft="save", **typed)
    continued = send(client, "check_new", legal_case.uid, draft="continue").content.decode()
    send(client, "check_new", legal_case.uid, **typed)

    check = SectionCheck.objects.get()
    facts = read((check, ("facts",)), by=lata, why=OwnWork())(check).facts
    assert 'name="state__5"' in page
    assert 'name="state__6"' in continued
    assert facts["state"] == [*typed.values(), "unknown"]


def test_another_lawyer_of_the_check_learns_of_no_record_that_is_not_hers(
    legal_case: LegalCase, case: Case, asha: User, lata: User, vijay: User, signed_in: SignedIn
) -> None:
    let_see(case, lata, asha)
    actions.add_part(legal_case, user=vijay, part=LegalPart.Part.VOLUNTEER, by=lata)
    check = actions.check_sections(legal_case, facts={"victim.age_years": 16}, by=lata)

    assert "Answered otherwise" in text_of(signed_in(lata), "check_detail", check.uid)
    assert "Answered otherwise" not in text_of(signed_in(vijay), "check_detail", check.uid)


def test_what_is_known_costs_the_same_however_much_stands_on_record(
    legal_case: LegalCase, case: Case, asha: User, lata: User, signed_in: SignedIn
) -> None:
    let_see(case, lata, asha)
    client = signed_in(lata)
    state(accuse(legal_case, asha), asha, "arrested", ImpreciseDate(date(2026, 10, 2)))
    few = questions(client, "check_new", legal_case.uid)

    for number in range(3):
        state(accuse(legal_case, asha, name=f"More {number}"), asha, "arrested", ImpreciseDate(date(2026, 10, 2)))
        move(case, MovementStage.TRANSIT, date(2025, 6, 10 + number), asha)

    assert questions(client, "check_new", legal_case.uid) == few
