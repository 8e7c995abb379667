"""Opening a case: whose it is, what follows, and that one person has one case."""

from functools import partial

import pytest

from rihai.access.compartments import Compartment
from rihai.access.reading import OwnWork, read
from rihai.access.rights import Way, way_to_read
from rihai.accounts.models import Desk, User
from rihai.audit.refusals import Refused
from rihai.cases import actions
from rihai.cases.facts import CaseFacts, ScreeningFacts
from rihai.cases.kinds import EventKind
from rihai.cases.models import Case, Participant
from rihai.cases.workflow import Status
from rihai.duties.models import Duty
from rihai.lib.workflow import NotPossible
from rihai.people.models import YesNoUnknown
from tests.cases import builders
from tests.together import run_together

WORKER = {Compartment.RECORD, Compartment.IDENTITY, Compartment.HOME_LOCATION, Compartment.MEDICAL}


def test_a_case_opens_with_what_is_known_and_belongs_to_its_worker(asha: User) -> None:
    screening = ScreeningFacts(("transfer",), ("deception",), ("forced_labour",))

    case = builders.a_case(asha, wish=builders.WISH, may_call=YesNoUnknown.NO, screening=screening)

    assert (case.status, case.case_owner, case.may_call) == (Status.ACTIVE, asha, YesNoUnknown.NO)
    assert (case.acts, case.means, case.types_of_exploitation) == (["transfer"], ["deception"], ["forced_labour"])
    assert read((case, ["wish"]), by=asha, why=OwnWork())(case).wish == builders.WISH
    assert builders.opens(asha, case) == builders.opens(asha, case.person) == WORKER
    assert {"case.opened", "case.assigned"} <= set(builders.verbs(case.uid))


def test_the_first_wish_stands_on_the_timeline_and_outlives_the_next_one(asha: User) -> None:
    case = builders.a_case(asha, wish=builders.WISH)

    actions.record_wish(case, words="Other words", may_call=YesNoUnknown.NO, by=asha)

    wishes = list(case.events.filter(kind=EventKind.WISH).order_by("recorded_at"))
    plain = read((wishes, ["text"]), by=asha, why=OwnWork())
    assert [plain(one).text for one in wishes] == [builders.WISH, "Other words"]


def test_a_case_without_a_wish_tells_of_none(asha: User) -> None:
    case = builders.a_case(asha)

    assert not case.events.filter(kind=EventKind.WISH).exists()


def test_a_person_keeps_her_open_case(asha: User, meera: User, case: Case) -> None:
    again = actions.open_case(case.person, by=meera, facts=CaseFacts(wish="Other words"), case_owner=meera)

    assert again == case
    assert again.case_owner == asha
    assert read((again, ["wish"]), by=asha, why=OwnWork())(again).wish == builders.WISH
    assert not builders.opens(meera, case)


def test_an_open_case_without_a_worker_takes_the_one_who_is_named_now(ravi: User, asha: User) -> None:
    case = builders.a_case(None, by=ravi)

    again = actions.open_case(case.person, by=ravi, case_owner=asha)

    assert again == case
    assert again.case_owner == asha


def test_a_closed_case_makes_room_for_a_new_one(asha: User, bina: User, case: Case) -> None:
    actions.propose_closing(case, reason="She is well", ask=bina, by=asha)
    actions.agree_closing(case, by=bina)

    again = actions.open_case(case.person, by=asha, case_owner=asha)

    assert again != case
    assert Case.objects.filter(person=case.person).count() == 2


def test_whoever_opens_it_for_another_stands_on_the_case_as_the_one_who_found_her(ravi: User, asha: User) -> None:
    case = builders.a_case(asha, by=ravi)

    participant = case.participants.get()
    assert (participant.user, participant.part) == (ravi, Participant.Part.FINDER)
    assert builders.opens(ravi, case) == {Compartment.RECORD, Compartment.IDENTITY}
    assert builders.opens(asha, case) == WORKER


def test_until_somebody_asked_her_the_worker_owes_a_talk(asha: User, bina: User, casework_desk: Desk) -> None:
    asked = builders.a_case(asha, wish=builders.WISH)
    case = builders.a_case(asha, name="Somebody else")

    duty = Duty.objects.open().get(rule="case.first_talk")
    assert (duty.subject_uid, duty.owner) == (case.uid, asha)
    assert not Duty.objects.filter(subject_uid=asked.uid).exists()


def test_a_role_without_the_permission_opens_nothing(lena: User, asha: User) -> None:
    person = builders.a_person(asha, "Rani Test")

    with pytest.raises(Refused) as refused:
        actions.open_case(person, by=lena)

    assert refused.value.verb == "case.open"
    assert not Case.objects.exists()


def test_nobody_opens_a_case_for_another_organisation(asha: User, chand: User) -> None:
    person = builders.a_person(asha, "Rani Test")

    with pytest.raises(Refused):
        actions.open_case(person, by=chand, case_owner=chand)

    assert not Case.objects.exists()


def test_a_worker_is_somebody_here_whose_role_works_on_cases(asha: User, chand: User, ravi: User) -> None:
    for nobody in (chand, ravi):
        with pytest.raises(NotPossible):
            builders.a_case(nobody, by=asha)

    assert not Case.objects.exists()


def test_colleagues_see_a_case_only_by_a_grant_or_by_leading(
    case: Case, meera: User, bina: User, dolly: User, chand: User, admin: User
) -> None:
    for user in (meera, chand, admin):
        assert not Case.objects.visible_to(user).exists()
    for user in (bina, dolly):
        assert Case.objects.visible_to(user).get() == case
        assert way_to_read(user, case, "wish") is Way.NONE


def test_a_published_case_leaves_no_grants_and_no_duties(loader: User) -> None:
    case = builders.a_published_case(loader)

    assert case.status == Status.NOT_STATED
    assert not builders.opens(loader, case)
    assert not case.participants.exists()
    assert not Duty.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_who_find_her_at_once_open_one_case(ravi: User, kiran: User) -> None:
    person = builders.a_person(ravi, "Rani Test")

    opened = run_together([partial(actions.open_case, person, by=by) for by in (ravi, kiran)])

    assert opened == [Case.objects.get(person=person)] * 2
