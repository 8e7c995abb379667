"""One right given by two records: each ends alone, and only both together take it away."""

from functools import partial

import pytest
from django.db import IntegrityError, transaction

from rihai.access.actions import end_role, grant, hand_through, revoke, revoke_through
from rihai.access.compartments import Compartment
from rihai.access.models import Grant
from rihai.access.rights import can_read
from rihai.accounts.models import User
from rihai.accounts.roles import Role
from rihai.audit.models import AuditEvent
from rihai.directory.models import Agency
from tests import factories
from tests.access.records import Folder, a_folder, assign
from tests.together import AtOnce


@pytest.fixture
def case(organisation: Agency) -> Folder:
    return a_folder(organisation, "case")


@pytest.fixture
def inquiry(organisation: Agency) -> Folder:
    return a_folder(organisation, "inquiry")


def give(folder: Folder, to: User, origin: Folder | None = None) -> list[Grant]:
    return grant(folder, to=to, compartments=[Compartment.RECORD], basis="assigned", by=to, origin=origin)


def verbs_of(folder: Folder) -> list[str]:
    return list(AuditEvent.objects.filter(subject_uid=folder.uid).order_by("at", "uid").values_list("verb", flat=True))


def test_the_same_right_is_given_once_by_each_record(asha: User, folder: Folder, case: Folder, inquiry: Folder) -> None:
    for origin in (None, case, inquiry):
        assert len(give(folder, asha, origin)) == 1
        assert give(folder, asha, origin) == []

    assert Grant.objects.count() == 3
    assert Folder.objects.visible_to(asha).get() == folder


def test_each_may_end_alone_and_only_the_last_takes_the_right(
    asha: User, folder: Folder, case: Folder, inquiry: Folder
) -> None:
    give(folder, asha, case)
    give(folder, asha, inquiry)

    assert revoke(folder, of=asha, by=asha, origin=case) == 1
    assert can_read(asha, folder, "wish")
    assert revoke(folder, of=asha, by=asha, origin=inquiry) == 1
    assert not can_read(asha, folder, "wish")


def test_without_an_origin_every_right_on_the_record_ends(asha: User, folder: Folder, case: Folder) -> None:
    give(folder, asha)
    give(folder, asha, case)

    assert revoke(folder, of=asha, by=asha) == 2
    assert not can_read(asha, folder, "wish")


def test_a_record_that_opens_itself_gives_a_direct_right(asha: User, folder: Folder) -> None:
    given = give(folder, asha, folder)

    assert (given[0].origin_label, given[0].origin_uid) == ("", None)
    assert give(folder, asha) == []
    assert revoke(folder, of=asha, by=asha, origin=folder) == 1


def test_whoever_leaves_a_record_loses_what_it_gave_and_nothing_else(
    asha: User, bina: User, folder: Folder, case: Folder, organisation: Agency
) -> None:
    direct = a_folder(organisation, "direct")
    for one, origin in ((case, None), (folder, case), (direct, None)):
        give(one, asha, origin)
    assign(folder, bina)

    ended = revoke_through(case, of=asha, by=bina)

    assert ended == 2
    assert Folder.objects.visible_to(asha).get() == direct
    assert can_read(bina, folder, "wish")
    event = AuditEvent.objects.get(verb="access.revoked_through")
    assert (event.actor_uid, event.subject_uid) == (bina.uid, case.uid)
    assert revoke_through(case, of=asha, by=bina) == 0


def test_a_successor_gets_what_the_record_opened_and_the_predecessor_loses_it(
    asha: User, bina: User, folder: Folder, case: Folder
) -> None:
    for one, origin in ((case, None), (folder, case)):
        give(one, asha, origin)

    passed = [hand_through(case, before=asha, to=bina, by=bina) for _ in range(2)]

    assert passed == [1, 0]
    assert can_read(bina, folder, "wish")
    assert not can_read(bina, case, "wish"), "who works on the record itself is for its package to say"
    assert not Folder.objects.visible_to(asha).exists()
    assert verbs_of(case) == ["access.granted", "access.passed_on", "access.revoked_through"]


def test_nothing_is_passed_on_to_another_organisation(asha: User, chand: User, folder: Folder, case: Folder) -> None:
    give(folder, asha, case)

    with pytest.raises(ValueError, match="shared"):
        hand_through(case, before=asha, to=chand, by=asha)

    assert can_read(asha, folder, "wish")


def test_two_who_give_the_same_right_at_once_give_it_once(
    at_once: AtOnce, asha: User, folder: Folder, case: Folder
) -> None:
    results = at_once([partial(give, folder, asha, case)] * 5)

    assert not [one for one in results if isinstance(one, Exception)]
    assert Grant.objects.count() == 1


def test_an_origin_has_label_and_uid_or_neither(asha: User, folder: Folder) -> None:
    row = {"subject_label": "a.b", "subject_uid": folder.uid, "compartment": Compartment.RECORD, "basis": "desk"}
    for half in ({"origin_label": "cases.case"}, {"origin_uid": folder.uid}):
        with pytest.raises(IntegrityError, match="grant_origin_paired"), transaction.atomic():
            Grant.objects.create(**row, **half, user=asha, granted_by=asha)


def test_a_role_that_ends_takes_the_rights_of_every_origin(
    admin: User, organisation: Agency, folder: Folder, case: Folder
) -> None:
    worker = factories.a_user("worker", organisation=organisation)
    held = factories.hold(worker, Role.CASEWORKER)
    give(folder, worker)
    give(folder, worker, case)

    end_role(held, by=admin)

    assert not Grant.objects.live().filter(user=worker).exists()
