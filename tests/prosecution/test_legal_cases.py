"""Who knows of a legal case, what is owed about it, and how it goes on."""

from datetime import date

import pytest

from rihai.access.reading import OwnWork, read
from rihai.access.rights import Way, way_to_read
from rihai.accounts.models import Desk, User
from rihai.accounts.roles import Role
from rihai.audit.refusals import Hidden, Refused
from rihai.cases.models import Case
from rihai.directory.models import Agency
from rihai.duties.models import Duty
from rihai.lib.precision import ImpreciseDate
from rihai.lib.workflow import NotPossible, StepNotAllowed
from rihai.prosecution import actions
from rihai.prosecution.facts.facts import PaperFacts
from rihai.prosecution.models import LegalCase, LegalPart
from rihai.prosecution.owing.reminders import CLOSURE, COPY, NAME_LAWYER, TRANSFER
from rihai.prosecution.permissions import can_advise
from rihai.prosecution.workflow import LegalStatus
from tests import factories
from tests.prosecution import builders


def knows(user: User, legal_case: LegalCase) -> bool:
    return LegalCase.objects.visible_to(User.objects.get(pk=user.pk)).filter(pk=legal_case.pk).exists()


def owed(legal_case: LegalCase) -> set[str]:
    return set(Duty.objects.open().filter(subject_uid=legal_case.pk).values_list("rule", flat=True))


def test_a_lawyer_sees_those_she_is_named_on_and_no_other(asha: User, lata: User, vijay: User) -> None:
    first = builders.a_legal_case(asha, lawyer=lata)
    second = builders.a_legal_case(asha, lawyer=vijay)

    assert (knows(lata, first), knows(lata, second)) == (True, False)
    assert (knows(vijay, first), knows(vijay, second)) == (False, True)


def test_neither_the_director_nor_another_caseworker_learns_that_it_exists(
    legal_case: LegalCase, dolly: User, bina: User, chand: User, organisation: Agency
) -> None:
    colleague = factories.a_user("esha", Role.CASEWORKER, organisation=organisation)

    assert not any(knows(one, legal_case) for one in (dolly, bina, chand, colleague))


def test_the_companion_reads_the_paper_and_does_not_advise(legal_case: LegalCase, asha: User, lata: User) -> None:
    assert way_to_read(asha, legal_case, "number") is Way.OWN
    assert (can_advise(asha, legal_case), can_advise(lata, legal_case)) == (False, True)


def test_a_volunteer_who_accompanies_only_opens_nothing_of_the_lawyers(
    legal_case: LegalCase, lata: User, vijay: User
) -> None:
    actions.add_part(legal_case, user=vijay, part=LegalPart.Part.ACCOMPANIES, by=lata)
    check = actions.check_sections(legal_case, facts={"victim.age_years": 15}, by=lata)

    assert not can_advise(vijay, legal_case)
    assert way_to_read(vijay, check, "facts") is Way.NONE


def test_without_a_lawyer_the_legal_desk_names_one_and_then_steps_back(
    asha: User, lata: User, organisation: Agency, legal_desk: Desk
) -> None:
    head = factories.a_user("head_of_law", Role.LAWYER, organisation=organisation, desks=[legal_desk])
    legal_case = builders.a_legal_case(asha)
    assert knows(head, legal_case)
    assert Duty.objects.get(rule=NAME_LAWYER).desk == legal_desk

    actions.add_part(legal_case, user=lata, part=LegalPart.Part.IN_HOUSE, by=head)

    assert (knows(head, legal_case), knows(lata, legal_case)) == (False, True)
    assert NAME_LAWYER not in owed(legal_case)
    assert {duty.owner for duty in Duty.objects.open().filter(subject_uid=legal_case.pk)} == {lata}


def test_without_a_legal_desk_whoever_began_it_owes_that_a_lawyer_is_named(asha: User) -> None:
    legal_case = builders.a_legal_case(asha)

    assert Duty.objects.get(rule=NAME_LAWYER, subject_uid=legal_case.pk).owner == asha


def test_a_lawyer_who_leaves_opens_it_no_longer_and_her_duties_pass_on(
    legal_case: LegalCase, asha: User, lata: User
) -> None:
    part = legal_case.parts.get(user=lata)

    actions.end_part(part, by=lata)

    assert not knows(lata, legal_case)
    assert {duty.owner for duty in Duty.objects.open().filter(subject_uid=legal_case.pk)} == {asha}
    assert NAME_LAWYER in owed(legal_case)


def test_the_last_one_cannot_leave(lata: User, asha: User, legal_case: LegalCase) -> None:
    actions.end_part(legal_case.parts.get(user=asha), by=lata)

    with pytest.raises(NotPossible):
        actions.end_part(legal_case.parts.get(user=lata), by=lata)

    assert knows(lata, legal_case)


def test_a_caseworker_is_no_lawyer(legal_case: LegalCase, lata: User, bina: User) -> None:
    with pytest.raises(NotPossible):
        actions.add_part(legal_case, user=bina, part=LegalPart.Part.IN_HOUSE, by=lata)


def test_it_is_begun_by_those_who_work_on_the_survivors_case(case: Case, bina: User, chand: User) -> None:
    facts = PaperFacts(LegalCase.Kind.FIR)

    with pytest.raises(Refused):
        actions.open_legal_case(case=case, facts=facts, status=LegalStatus.ASKED, by=bina)
    with pytest.raises(Hidden):
        actions.open_legal_case(case=case, facts=facts, status=LegalStatus.ASKED, by=chand)


def test_the_free_copy_is_owed_from_the_registration_until_it_has_come(legal_case: LegalCase, asha: User) -> None:
    assert COPY in owed(legal_case)

    actions.record_copy(legal_case, on=date(2026, 11, 3), by=asha)

    assert COPY not in owed(legal_case)


def test_a_zero_fir_is_followed_until_it_was_transferred(asha: User, lata: User) -> None:
    legal_case = builders.a_legal_case(asha, lawyer=lata, kind=LegalCase.Kind.ZERO_FIR)
    assert TRANSFER in owed(legal_case)

    there = builders.a_station("Hill Road police station")
    legal_case = actions.record_transfer(legal_case, to=there, on=date(2026, 11, 4), number="77/2026", by=asha)

    assert TRANSFER not in owed(legal_case)
    assert legal_case.transferred_to == there
    assert read((legal_case, ("number",)), by=asha, why=OwnWork())(legal_case).number == "77/2026"


def test_an_ordinary_fir_is_not_transferred(legal_case: LegalCase, asha: User) -> None:
    with pytest.raises(NotPossible):
        actions.record_transfer(legal_case, to=builders.a_station(), on=date(2026, 11, 4), number="", by=asha)


def test_a_closure_report_makes_its_duty_at_once_and_ends_with_what_follows(legal_case: LegalCase, lata: User) -> None:
    actions.move_legal_case(legal_case, to=LegalStatus.CLOSURE, on=None, text="", by=lata)
    assert CLOSURE in owed(legal_case)

    actions.move_legal_case(legal_case, to=LegalStatus.INVESTIGATION, on=None, text="", by=lata)

    assert CLOSURE not in owed(legal_case)


def test_what_is_over_owes_nothing(legal_case: LegalCase, lata: User) -> None:
    actions.move_legal_case(legal_case, to=LegalStatus.MISTAKE, on=None, text="Another survivor's FIR", by=lata)

    assert owed(legal_case) == set()


def test_a_step_that_the_table_does_not_know_is_refused(legal_case: LegalCase, lata: User) -> None:
    with pytest.raises(StepNotAllowed):
        actions.move_legal_case(legal_case, to=LegalStatus.APPEALED, on=None, text="", by=lata)


def test_every_step_stays_on_the_timeline_with_its_day(legal_case: LegalCase, lata: User) -> None:
    day = ImpreciseDate(date(2026, 10, 5))

    actions.move_legal_case(legal_case, to=LegalStatus.INVESTIGATION, on=day, text="", by=lata)

    assert list(legal_case.events.values_list("status", "happened_on")) == [
        ("investigation", date(2026, 10, 5)),
        ("registered", None),
    ]


def test_one_report_of_the_police_is_about_several_survivors(legal_case: LegalCase, asha: User) -> None:
    other = builders.a_case(asha, 16)

    actions.add_survivor(legal_case, case=other, by=asha)
    actions.add_survivor(legal_case, case=other, by=asha)

    assert legal_case.survivors.count() == 2


def test_nobody_adds_a_survivor_whose_case_is_not_hers(
    legal_case: LegalCase, lata: User, asha: User, case: Case
) -> None:
    other = builders.a_case(asha, 16)

    with pytest.raises(Hidden):
        actions.add_survivor(legal_case, case=other, by=lata)
