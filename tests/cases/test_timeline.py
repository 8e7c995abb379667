"""What happened: wishes, events, notes, what was concluded, and who may read which part of it."""

from collections.abc import Callable
from datetime import date

import pytest
from django.http import Http404

from rihai.access.compartments import Compartment
from rihai.access.reading import OwnWork, read
from rihai.access.rights import Way, way_to_read
from rihai.accounts.models import User
from rihai.audit.refusals import Hidden, Refused
from rihai.cases import actions
from rihai.cases.facts import EventFacts, ScreeningFacts
from rihai.cases.kinds import EventKind
from rihai.cases.models import Case, CaseEvent, MovementStage, Participant, TraffickingStatus
from rihai.cases.rules import must_be_reported
from rihai.cases.workflow import Status
from rihai.duties.models import Duty
from rihai.lib.precision import ImpreciseDate, Majority
from rihai.lib.workflow import NotPossible, StepNotAllowed
from rihai.people.models import YesNoUnknown
from tests.cases import builders


def test_a_wish_replaces_the_earlier_one_which_stays_on_the_timeline(case: Case, asha: User) -> None:
    actions.record_wish(case, words="She wants to see her sister", may_call=YesNoUnknown.YES, by=asha)
    actions.record_wish(case, words="She wants to stay", may_call=YesNoUnknown.NO, by=asha)

    case.refresh_from_db()
    wishes = list(case.events.filter(kind=EventKind.WISH).order_by("recorded_at"))
    plain = read((case, ["wish"]), (wishes, ["text"]), by=asha, why=OwnWork())
    assert plain(case).wish == "She wants to stay"
    told = [builders.WISH, "She wants to see her sister", "She wants to stay"]
    assert [plain(one).text for one in wishes] == told
    assert case.may_call == YesNoUnknown.NO
    assert builders.verbs(case.uid).count("case.wish_recorded") == 2


def test_asking_what_she_wants_ends_the_duty_to_ask(asha: User) -> None:
    case = builders.a_case(asha)

    actions.record_wish(case, words="Nothing now", may_call=YesNoUnknown.UNKNOWN, by=asha)

    assert not Duty.objects.open().filter(subject_uid=case.uid).exists()


def test_an_event_keeps_its_date_as_exactly_as_it_is_known(case: Case, asha: User) -> None:
    event = builders.an_event(case, asha, on=ImpreciseDate.parse("2026-05"), text="Taken to a kiln")

    event.refresh_from_db()
    assert (event.occurred_on, event.precision) == (date(2026, 5, 1), "month")
    assert read((event, ["text"]), by=asha, why=OwnWork())(event).text == "Taken to a kiln"
    assert "case.event_recorded" in builders.verbs(case.uid)


def test_the_same_origin_gives_the_same_event_once(case: Case, asha: User) -> None:
    facts = EventFacts(EventKind.MOVEMENT, movement=MovementStage.TRANSIT)

    first = actions.record_event(case, facts=facts, by=asha, origin=case.person)
    again = actions.record_event(case, facts=facts, by=asha, origin=case.person)

    assert again == first
    assert builders.verbs(case.uid).count("case.event_recorded") == 1


@pytest.mark.parametrize("kind", [EventKind.SHELTER, EventKind.RETURNED])
def test_where_a_shelter_or_home_is_stays_closed_to_those_who_need_not_know(
    case: Case, asha: User, lena: User, kind: EventKind
) -> None:
    actions.add_participant(case, part=Participant.Part.COUNSELLOR, user=lena, by=asha)

    event = builders.an_event(case, asha, kind, text="She arrived", where="Third lane")
    elsewhere = builders.an_event(case, asha, EventKind.TALK, where="Tea stall")

    assert way_to_read(lena, event, "text") is Way.OWN
    assert way_to_read(lena, event, "where") is Way.NONE
    assert way_to_read(asha, event, "where") is Way.OWN
    assert way_to_read(lena, elsewhere, "where") is Way.OWN


def test_what_is_said_in_counselling_stays_with_counsellors(case: Case, asha: User, lena: User) -> None:
    actions.add_participant(case, part=Participant.Part.COUNSELLOR, user=lena, by=asha)

    note = actions.write_note(case, body="She cried", compartment=Compartment.COUNSELLING, by=lena)

    assert way_to_read(lena, note, "body") is Way.OWN
    assert way_to_read(asha, note, "body") is Way.NONE


def test_a_note_in_a_compartment_that_one_s_role_never_opens_is_refused(case: Case, asha: User) -> None:
    with pytest.raises(Refused) as refused:
        actions.write_note(case, body="Words", compartment=Compartment.COUNSELLING, by=asha)

    assert refused.value.verb == "note.write"
    assert not case.notes.exists()


def test_a_supervisor_leaves_a_note_on_a_case_that_she_cannot_read(case: Case, asha: User, bina: User) -> None:
    note = actions.write_note(case, body="Let us talk on Monday", by=bina)

    assert way_to_read(asha, note, "body") is Way.OWN
    assert way_to_read(bina, note, "body") is Way.NONE


def test_a_correction_names_the_note_and_is_read_by_the_same_people(case: Case, asha: User, lena: User) -> None:
    actions.add_participant(case, part=Participant.Part.COUNSELLOR, user=lena, by=asha)
    wrong = actions.write_note(case, body="Her aunt", compartment=Compartment.COUNSELLING, by=lena)

    right = actions.write_note(case, body="Her neighbour", corrects=wrong, by=lena)

    assert right.corrects == wrong
    assert right.compartment == Compartment.COUNSELLING
    with pytest.raises(Refused):
        actions.write_note(case, body="I guess", corrects=wrong, by=asha)


def test_a_note_of_another_case_cannot_be_corrected_here(case: Case, asha: User) -> None:
    other = builders.a_case(asha, name="Somebody else")
    note = actions.write_note(other, body="Words", by=asha)

    with pytest.raises(type(note).DoesNotExist):
        actions.write_note(case, body="Words", corrects=note, by=asha)


def test_what_was_concluded_is_kept_with_its_day(case: Case, asha: User) -> None:
    screening = ScreeningFacts(("recruitment", "transfer"), ("deception",), ("forced_labour", "debt_bondage"))

    actions.change_screening(case, screening=screening, status=TraffickingStatus.ACTUAL, by=asha)

    case.refresh_from_db()
    assert (case.acts, case.means) == (["recruitment", "transfer"], ["deception"])
    assert case.types_of_exploitation == ["forced_labour", "debt_bondage"]
    event = case.events.get(kind=EventKind.SCREENED)
    assert (event.detail, event.detail_label) == ("actual_victim", "Trafficked")
    assert builders.facts_of("case.screened") == {"status": "actual_victim"}


def test_a_code_outside_the_lists_is_refused_before_it_is_stored() -> None:
    with pytest.raises(ValueError, match="kidnapping"):
        ScreeningFacts(acts=("kidnapping",))


@pytest.mark.parametrize(
    ("majority", "recorded", "missing"),
    [
        (Majority.ADULT, ([], [], []), ("acts", "means", "types_of_exploitation")),
        (Majority.ADULT, (["transfer"], [], ["forced_labour"]), ("means",)),
        (Majority.ADULT, (["transfer"], ["force"], ["forced_labour"]), ()),
        (Majority.CHILD, (["transfer"], [], ["forced_labour"]), ()),
        (Majority.POSSIBLY_CHILD, (["transfer"], [], ["forced_labour"]), ("means",)),
        (Majority.CHILD, (["transfer"], [], ["not_known_yet"]), ("types_of_exploitation",)),
    ],
)
def test_for_a_child_no_means_is_needed(
    majority: Majority, recorded: tuple[list[str], list[str], list[str]], missing: tuple[str, ...]
) -> None:
    acts, means, types = recorded

    case = Case(acts=acts, means=means, types_of_exploitation=types)

    assert case.missing_elements(majority) == missing


@pytest.mark.parametrize(
    ("majority", "types", "reminds"),
    [
        (Majority.CHILD, ["sexual_exploitation"], True),
        (Majority.POSSIBLY_CHILD, ["forced_labour", "child_marriage"], True),
        (Majority.ADULT, ["sexual_exploitation"], False),
        (Majority.CHILD, ["forced_labour"], False),
        (Majority.CHILD, [], False),
    ],
)
def test_a_possible_sexual_offence_against_a_child_is_pointed_out(
    majority: Majority, types: list[str], reminds: bool
) -> None:
    assert must_be_reported(majority, types) is reminds


def test_the_status_moves_by_the_table_and_the_timeline_says_so(case: Case, asha: User) -> None:
    actions.change_status(case, to=Status.FOLLOW_UP, by=asha)

    case.refresh_from_db()
    assert case.status == Status.FOLLOW_UP
    assert case.events.get(kind=EventKind.STATUS).detail_label == "Follow-up"
    assert builders.facts_of("case.status_changed") == {"was": "active", "now": "follow_up"}


def test_a_step_that_does_not_exist_changes_nothing(case: Case, asha: User) -> None:
    with pytest.raises(StepNotAllowed):
        actions.change_status(case, to=Status.NOT_STATED, by=asha)

    case.refresh_from_db()
    assert case.status == Status.ACTIVE


def test_no_single_person_closes_a_case_by_changing_its_status(case: Case, asha: User) -> None:
    for end in (Status.CLOSED, Status.CLOSED_REFERRED):
        with pytest.raises(NotPossible):
            actions.change_status(case, to=end, by=asha)


CHANGES: dict[str, Callable[[Case, User], object]] = {
    "wish": lambda case, by: actions.record_wish(case, words="x", may_call=YesNoUnknown.YES, by=by),
    "event": lambda case, by: builders.an_event(case, by),
    "screening": lambda case, by: actions.change_screening(
        case, screening=ScreeningFacts(), status=TraffickingStatus.POSSIBLE, by=by
    ),
    "status": lambda case, by: actions.change_status(case, to=Status.FOLLOW_UP, by=by),
}


@pytest.mark.parametrize("change", CHANGES)
def test_whoever_does_not_work_on_the_case_changes_nothing(
    case: Case, bina: User, chand: User, meera: User, change: str
) -> None:
    before = CaseEvent.objects.count()

    for stranger in (chand, meera):
        with pytest.raises((Hidden, Http404)):
            CHANGES[change](case, stranger)
    with pytest.raises(Refused):
        CHANGES[change](case, bina)

    case.refresh_from_db()
    assert CaseEvent.objects.count() == before
    assert (case.status, case.trafficking_status) == (Status.ACTIVE, TraffickingStatus.NOT_DETERMINED)


@pytest.mark.parametrize("change", CHANGES)
def test_a_published_case_is_told_by_its_loader_only(loader: User, change: str) -> None:
    case = builders.a_published_case(loader)
    loader.assignments.all().delete()

    with pytest.raises((Refused, Hidden)):
        CHANGES[change](case, loader)

    assert not case.events.exists()


def test_the_loader_tells_a_published_case(loader: User) -> None:
    case = builders.a_published_case(loader)

    event = builders.an_event(case, loader, EventKind.MOVEMENT, text="As printed")

    assert event.case == case
    assert not Duty.objects.exists()
