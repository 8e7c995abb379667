"""Giving, ending and breaking into access, and the review afterwards."""

from collections.abc import Iterable
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.http import Http404
from django.utils import timezone

from rihai.access import actions
from rihai.access.compartments import Compartment
from rihai.access.models import Grant, Reason
from rihai.access.reading import Because, OwnWork, ReasonNeeded, read
from rihai.access.rights import Way, can_read, way_to_read
from rihai.accounts.models import Desk, User
from rihai.accounts.roles import Role
from rihai.audit.models import AuditEvent
from rihai.audit.refusals import Hidden
from rihai.directory.models import Agency
from tests import factories
from tests.access.records import Folder, a_folder, a_sheet, assign
from tests.together import AtOnce

C = Compartment
WHY = "the hospital asks about her asthma"


def verbs() -> list[str]:
    return list(AuditEvent.objects.order_by("at", "uid").values_list("verb", flat=True))


def test_a_grant_is_given_once_and_written_into_the_trail(asha: User, bina: User, folder: Folder) -> None:
    first = actions.grant(folder, to=asha, compartments=[C.RECORD, C.IDENTITY], basis="assigned", by=bina)
    again = actions.grant(folder, to=asha, compartments=[C.IDENTITY, C.RECORD], basis="assigned", by=bina)

    assert len(first) == 2
    assert again == []
    assert Grant.objects.count() == 2
    assert verbs() == ["access.granted"]


def test_another_compartment_basis_or_a_later_end_is_another_grant(asha: User, bina: User, folder: Folder) -> None:
    soon, later = timezone.now() + timedelta(days=1), timezone.now() + timedelta(days=9)
    give = partial(actions.grant, folder, to=asha, by=bina)

    assert give(compartments=[C.RECORD], basis="assigned", until=soon)
    assert not give(compartments=[C.RECORD], basis="assigned", until=soon)
    assert give(compartments=[C.RECORD], basis="assigned", until=later)
    assert not give(compartments=[C.RECORD], basis="assigned", until=soon)
    assert give(compartments=[C.RECORD], basis="assigned")
    assert not give(compartments=[C.RECORD], basis="assigned", until=later)
    assert give(compartments=[C.RECORD], basis="listed")
    assert give(compartments=[C.MEDICAL], basis="listed")


def test_the_same_grant_at_the_same_moment_is_one(at_once: AtOnce, asha: User, bina: User, folder: Folder) -> None:
    give = partial(actions.grant, folder, to=asha, compartments=[C.RECORD], basis="assigned", by=bina)

    results = at_once([give] * 5)

    assert not [one for one in results if isinstance(one, Exception)]
    assert Grant.objects.count() == 1


def test_a_grant_goes_to_a_person_or_a_desk_never_both(asha: User, casework_desk: Desk, folder: Folder) -> None:
    row = {"subject_label": "a.b", "subject_uid": folder.uid, "compartment": C.RECORD, "basis": "desk"}
    for holders in ({}, {"user": asha, "desk": casework_desk}):
        with pytest.raises(IntegrityError, match="grant_to_user_or_desk"), transaction.atomic():
            Grant.objects.create(**row, **holders, granted_by=asha)


def test_grants_stay_in_the_house_unless_shared(asha: User, chand: User, folder: Folder) -> None:
    with pytest.raises(ValueError, match="shared"):
        actions.grant(folder, to=chand, compartments=[C.RECORD], basis="assigned", by=asha)

    assert actions.grant(folder, to=chand, compartments=[C.RECORD], basis="shared", by=asha)


def test_an_emergency_is_not_given_and_the_inactive_give_nothing(asha: User, ravi: User, folder: Folder) -> None:
    with pytest.raises(ValueError, match="not given"):
        actions.grant(folder, to=asha, compartments=[C.RECORD], basis="break_glass", by=ravi)

    ravi.is_active = False

    with pytest.raises(ValueError, match="active"):
        actions.grant(folder, to=asha, compartments=[C.RECORD], basis="assigned", by=ravi)


def test_revoking_ends_all_or_some_and_keeps_the_rows(asha: User, bina: User, folder: Folder) -> None:
    assign(folder, asha, C.RECORD, C.IDENTITY, C.MEDICAL)

    assert actions.revoke(folder, of=asha, by=bina, compartments=[C.MEDICAL]) == 1
    assert not can_read(asha, folder, "illness")
    assert can_read(asha, folder, "wish")
    assert actions.revoke(folder, of=asha, by=bina) == 2
    assert actions.revoke(folder, of=asha, by=bina) == 0
    assert not can_read(asha, folder, "wish")
    assert Grant.objects.filter(revoked_by=bina).count() == 3
    assert verbs() == ["access.granted", "access.revoked", "access.revoked"]


def test_a_revoked_grant_may_be_given_again(asha: User, bina: User, folder: Folder) -> None:
    assign(folder, asha)
    actions.revoke(folder, of=asha, by=bina)

    assert actions.grant(folder, to=asha, compartments=[C.RECORD], basis="assigned", by=bina)


def test_an_expired_grant_opens_nothing(asha: User, bina: User, folder: Folder) -> None:
    until = timezone.now() + timedelta(hours=1)
    actions.grant(folder, to=asha, compartments=[C.RECORD], basis="listed", by=bina, until=until)
    assert can_read(asha, folder, "wish")

    with time_machine.travel(until + timedelta(seconds=1)):
        assert not can_read(asha, folder, "wish")
        assert not Folder.objects.visible_to(asha).exists()


def test_glass_breaks_for_an_hour_with_a_reason(bina: User, folder: Folder) -> None:
    assert not can_read(bina, folder, "illness")

    given = actions.break_glass(folder, compartments=[C.MEDICAL], reason=WHY, by=bina)

    assert given.basis == Grant.Basis.BREAK_GLASS
    assert given.reason is not None
    with pytest.raises(ReasonNeeded):
        read((folder, ["illness"]), by=bina, why=OwnWork())
    assert read((folder, ["illness"]), by=bina, why=Because(WHY))(folder).illness == "asthma"
    event = AuditEvent.objects.get(verb="glass.broken")
    assert (event.actor_uid, event.subject_uid) == (bina.uid, folder.uid)
    with time_machine.travel(timezone.now() + timedelta(minutes=61)):
        assert not can_read(bina, folder, "illness")


def test_glass_breaks_only_on_what_is_visible_in_coded_form(asha: User, chand: User, folder: Folder) -> None:
    for stranger in (asha, chand):
        with pytest.raises(Hidden):
            actions.break_glass(folder, compartments=[C.MEDICAL], reason=WHY, by=stranger)


@pytest.mark.parametrize("compartment", [C.COUNSELLING, C.LEGAL_PRIVILEGE])
def test_glass_never_opens_what_the_role_never_opens(bina: User, folder: Folder, compartment: Compartment) -> None:
    with pytest.raises(PermissionDenied, match="not even in an emergency"):
        actions.break_glass(folder, compartments=[compartment], reason=WHY, by=bina)


def test_glass_is_not_broken_without_the_permission(folder: Folder, organisation: Agency) -> None:
    lawyer = factories.a_user("lawyer", Role.LAWYER, organisation=organisation)
    assign(folder, lawyer)

    with pytest.raises(PermissionDenied):
        actions.break_glass(folder, compartments=[C.MEDICAL], reason=WHY, by=lawyer)


@pytest.mark.parametrize("reason", ["", "urgent", "  urgent   "])
def test_glass_is_not_broken_without_words(bina: User, folder: Folder, reason: str) -> None:
    with pytest.raises(ValidationError):
        actions.break_glass(folder, compartments=[C.MEDICAL], reason=reason, by=bina)

    assert not Grant.objects.exists()
    assert not Reason.objects.exists()


@pytest.fixture
def data_desk(organisation: Agency, data_officer: User, admin: User) -> Desk:
    from rihai.accounts.actions import join_desk

    desk = factories.a_desk(organisation, Desk.Purpose.DATA)
    join_desk(desk, user=data_officer, by=admin)
    return desk


def test_the_data_desk_reads_why_and_reviews_it(
    bina: User, data_officer: User, data_desk: Desk, folder: Folder
) -> None:
    actions.break_glass(folder, compartments=[C.MEDICAL], reason=WHY, by=bina)
    (reason,) = Reason.objects.visible_to(data_officer).waiting()

    assert read((reason, ["text"]), by=data_officer, why=OwnWork())(reason).text == WHY
    reviewed = actions.review_reason(reason, by=data_officer)

    assert reviewed.reviewed_by == data_officer
    assert not Reason.objects.waiting().exists()
    assert not Folder.objects.visible_to(data_officer).exists()


def test_in_a_small_organisation_the_direction_reads_why(
    bina: User, dolly: User, folder: Folder, organisation: Agency, admin: User
) -> None:
    from rihai.accounts.actions import join_desk

    join_desk(factories.a_desk(organisation, Desk.Purpose.DIRECTION), user=dolly, by=admin)

    actions.break_glass(folder, compartments=[C.MEDICAL], reason=WHY, by=bina)

    assert way_to_read(dolly, Reason.objects.get(), "text") is Way.OWN


def test_without_any_desk_for_it_whoever_reviews_reads_why(
    bina: User, data_officer: User, auditor: User, asha: User, chand: User, folder: Folder
) -> None:
    actions.break_glass(folder, compartments=[C.MEDICAL], reason=WHY, by=bina)
    reason = Reason.objects.get()
    elsewhere = factories.a_user("elsewhere", Role.AUDITOR, organisation=chand.organisation)

    ways = {user.username: way_to_read(user, reason, "text") for user in (data_officer, auditor, asha, elsewhere)}

    assert ways == {"data_officer": Way.OWN, "auditor": Way.OWN, "asha": Way.NONE, "elsewhere": Way.NONE}


def test_nobody_reviews_her_own_reason(dolly: User, folder: Folder) -> None:
    actions.break_glass(folder, compartments=[C.IDENTITY], reason=WHY, by=dolly)

    with pytest.raises(PermissionDenied, match="Somebody else"):
        actions.review_reason(Reason.objects.get(), by=dolly)


def test_reasons_are_reviewed_by_those_who_may(bina: User, asha: User, chand: User, folder: Folder) -> None:
    actions.break_glass(folder, compartments=[C.MEDICAL], reason=WHY, by=bina)
    reason = Reason.objects.get()

    for colleague in (asha, chand):
        with pytest.raises((Reason.DoesNotExist, Http404)):
            actions.review_reason(reason, by=colleague)
    assert list(Reason.objects.visible_to(bina)) == [reason]
    bina.is_active = False
    assert not Reason.objects.visible_to(bina).exists()


def test_an_account_that_closes_loses_every_grant(asha: User, admin: User, folder: Folder) -> None:
    assign(folder, asha)
    assign(a_sheet(folder), asha)

    actions.deactivate_user(asha, by=admin)

    assert not Grant.objects.live().filter(user=asha).exists()
    event = AuditEvent.objects.get(verb="access.revoked_all")
    assert (event.subject_uid, event.actor_uid) == (asha.uid, admin.uid)


def test_only_administrators_close_accounts(asha: User, bina: User, folder: Folder) -> None:
    assign(folder, asha)

    with pytest.raises(PermissionDenied):
        actions.deactivate_user(asha, by=bina)

    asha.refresh_from_db()
    assert asha.is_active
    assert can_read(asha, folder, "wish")


def test_a_broken_glass_on_one_record_opens_no_other(bina: User, folder: Folder, organisation: Agency) -> None:
    other = a_folder(organisation)

    actions.break_glass(folder, compartments=[C.MEDICAL], reason=WHY, by=bina)

    assert not can_read(bina, other, "illness")


def ways(user: User, folder: Folder, fields: Iterable[str]) -> list[Any]:
    return [way_to_read(user, folder, field) for field in fields]


def test_glass_opens_the_named_compartments_and_the_record(bina: User, folder: Folder) -> None:
    actions.break_glass(folder, compartments=[C.IDENTITY], reason=WHY, by=bina)

    assert ways(bina, folder, ["wish", "illness"]) == [Way.REASON, Way.NONE]
