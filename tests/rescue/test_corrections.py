"""A plan is put right until its operation starts; what stood there before, and why, stays readable."""

import pytest
from django.http import Http404
from django.urls import reverse

from rihai.access.reading import OwnWork, read
from rihai.accounts.models import User
from rihai.audit.models import AuditEvent
from rihai.audit.refusals import Refused
from rihai.directory.models import Agency
from rihai.duties.models import Duty
from rihai.lib.workflow import NotPossible
from rihai.offences.actions import record_premises
from rihai.offences.facts import PremisesFacts
from rihai.offences.models import Premises
from rihai.rescue import actions
from rihai.rescue.models import Operation, OperationCorrection, UnitContact
from tests.cases.builders import opens
from tests.conftest import SignedIn
from tests.rescue import builders
from tests.rescue.builders import send

WHY = "The neighbour meant the next lane"


@pytest.fixture
def house(kiran: User) -> Premises:
    return a_house(kiran, "Lane 4")


def a_house(by: User, address: str) -> Premises:
    return record_premises(organisation=by.organisation, by=by, facts=PremisesFacts("lodge", address=address))


def why_of(operation: Operation, by: User) -> list[str]:
    rows = list(OperationCorrection.objects.filter(operation=operation))
    plain = read((rows, ["reason"]), by=by, why=OwnWork())
    return [plain(row).reason for row in rows]


def test_another_place_opens_to_those_on_the_list_and_the_wrong_one_closes(
    operation: Operation, kiran: User, ravi: User, house: Premises
) -> None:
    actions.correct_premises(operation, premises=house, reason="Now we know", by=kiran)
    right = a_house(kiran, "Lane 5")

    changed = actions.correct_premises(operation, premises=right, reason=WHY, by=kiran)

    assert changed.premises == right
    assert opens(ravi, right)
    assert not opens(ravi, house)
    assert opens(kiran, house), "she wrote it down herself"
    assert why_of(operation, kiran) == ["Now we know", WHY]
    assert [row.premises for row in operation.corrections.all()] == [None, house]
    assert AuditEvent.objects.filter(verb="operation.premises_corrected", subject_uid=operation.uid).count() == 2


def test_the_same_place_again_is_no_correction(operation: Operation, kiran: User) -> None:
    actions.correct_premises(operation, premises=None, reason=WHY, by=kiran)

    assert not operation.corrections.exists()


def test_a_wrong_unit_is_withdrawn_with_all_that_was_owed_about_it(
    operation: Operation, kiran: User, unit: Agency
) -> None:
    contact = builders.told(operation, unit, kiran)
    assert Duty.objects.open().filter(subject_uid=contact.uid).exists()

    actions.withdraw_unit(contact, reason=WHY, by=kiran)

    operation.refresh_from_db()
    assert operation.status == "planning"
    assert operation.acknowledgement == "none"
    assert not Duty.objects.open().filter(subject_uid=contact.uid).exists()
    assert why_of(operation, kiran) == [WHY]


def test_an_acknowledgement_of_a_withdrawn_unit_starts_nothing(operation: Operation, kiran: User, unit: Agency) -> None:
    builders.ready(operation, unit, kiran)
    contact = operation.units.get()

    actions.withdraw_unit(contact, reason=WHY, by=kiran)

    with pytest.raises(NotPossible):
        actions.start_operation(operation, at=contact.chosen_at, by=kiran)
    operation.refresh_from_db()
    assert operation.status == "planning"


def test_what_another_unit_answered_stays(operation: Operation, kiran: User, unit: Agency, other_unit: Agency) -> None:
    wrong = builders.told(operation, other_unit, kiran)
    builders.acknowledged(operation, unit, kiran)

    actions.withdraw_unit(wrong, reason=WHY, by=kiran)

    operation.refresh_from_db()
    assert operation.status == "acknowledged"


def test_a_withdrawn_unit_is_neither_told_nor_answers_until_it_is_chosen_again(
    operation: Operation, kiran: User, unit: Agency
) -> None:
    contact = builders.told(operation, unit, kiran)
    actions.withdraw_unit(contact, reason=WHY, by=kiran)

    for act in (lambda: actions.tell_unit(contact, by=kiran), lambda: builders.answered(contact, "refused", kiran)):
        with pytest.raises(NotPossible, match="withdrawn"):
            act()
    actions.choose_unit(operation, agency=unit, tell_at=None, by=kiran)
    builders.answered(contact, "acknowledged", kiran)

    operation.refresh_from_db()
    assert operation.status == "acknowledged"


def test_withdrawing_twice_is_as_once(operation: Operation, kiran: User, unit: Agency) -> None:
    contact = builders.told(operation, unit, kiran)

    for _ in range(2):
        actions.withdraw_unit(contact, reason=WHY, by=kiran)

    assert operation.corrections.count() == 1


def test_the_police_may_act_through_a_unit_that_was_withdrawn(operation: Operation, kiran: User, unit: Agency) -> None:
    actions.withdraw_unit(builders.told(operation, unit, kiran), reason=WHY, by=kiran)

    actions.start_police_first(operation, unit=unit, facts=builders.police_act(), by=kiran)

    assert operation.units.standing().get().agency == unit


def test_after_the_start_a_plan_is_history(operation: Operation, kiran: User, unit: Agency, house: Premises) -> None:
    builders.started(operation, unit, kiran)

    with pytest.raises(NotPossible, match="history"):
        actions.correct_premises(operation, premises=house, reason=WHY, by=kiran)
    with pytest.raises(NotPossible, match="history"):
        actions.withdraw_unit(operation.units.get(), reason=WHY, by=kiran)


def test_nothing_is_put_right_without_a_reason(
    operation: Operation, kiran: User, unit: Agency, house: Premises
) -> None:
    contact = builders.told(operation, unit, kiran)

    for act in (
        lambda: actions.correct_premises(operation, premises=house, reason=" ", by=kiran),
        lambda: actions.withdraw_unit(contact, reason="", by=kiran),
    ):
        with pytest.raises(NotPossible, match="why"):
            act()
    assert UnitContact.objects.standing().get() == contact


def test_only_those_on_the_list_who_plan_put_it_right(
    operation: Operation, kiran: User, ravi: User, meera: User, unit: Agency
) -> None:
    contact = builders.told(operation, unit, kiran)

    with pytest.raises(Refused):
        actions.withdraw_unit(contact, reason=WHY, by=ravi)
    with pytest.raises(Http404):
        actions.correct_premises(operation, premises=None, reason=WHY, by=meera)


def test_both_are_put_right_on_the_screen_and_stand_there(
    operation: Operation, kiran: User, unit: Agency, signed_in: SignedIn
) -> None:
    client, contact = signed_in(kiran), builders.told(operation, unit, kiran)
    place = {"premises_kind": "lodge", "premises_name": "Blue Lodge", "premises_place": "", "premises_address": ""}

    named = send(client, "operation_premises", operation.uid, **place, reason="A tip named it")
    empty = send(client, "operation_unit_withdraw", contact.uid, reason="")
    withdrawn = send(client, "operation_unit_withdraw", contact.uid, reason=WHY)

    page = client.get(reverse("rescue:operation_detail", args=[operation.uid])).content.decode()
    assert (named.status_code, empty.status_code, withdrawn.status_code) == (302, 422, 302)
    assert all(words in page for words in ("Blue Lodge", "A tip named it", f"{unit.name} withdrawn", WHY))
    assert "It had been told" in page


def test_nobody_else_reaches_the_pages(
    operation: Operation, kiran: User, unit: Agency, meera: User, chand: User, signed_in: SignedIn
) -> None:
    contact = builders.told(operation, unit, kiran)
    addresses = [
        reverse("rescue:operation_premises", args=[operation.uid]),
        reverse("rescue:operation_unit_withdraw", args=[contact.uid]),
    ]

    for stranger in (meera, chand):
        assert {signed_in(stranger).get(one).status_code for one in addresses} == {404}
