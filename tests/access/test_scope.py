"""Who is shown which row: the only gate of access to objects."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import Http404
from django.utils import timezone

from rihai.access import actions
from rihai.access.compartments import Compartment
from rihai.access.models import Grant
from rihai.access.scope import get_visible, organisation_path
from rihai.accounts.actions import leave_desk
from rihai.accounts.models import Desk, User
from rihai.audit.refusals import Hidden
from rihai.directory.models import Agency
from tests.access.records import Folder, Homeless, Mark, Sheet, Ungated, a_folder, a_mark, a_sheet, assign

RECORD = [Compartment.RECORD]


def sees(user: Any, row: Any) -> bool:
    return bool(type(row).objects.visible_to(user).filter(pk=row.pk).exists())


def test_without_a_grant_a_caseworker_is_shown_nothing(asha: User, folder: Folder) -> None:
    assert not sees(asha, folder)


def test_her_assigned_folder_is_shown_with_its_sheets_and_marks(asha: User, folder: Folder) -> None:
    sheet = a_sheet(folder)
    mark = a_mark(sheet)

    assign(folder, asha)

    assert sees(asha, folder)
    assert sees(asha, sheet)
    assert sees(asha, mark)


def test_a_grant_on_one_sheet_shows_that_sheet_only(asha: User, folder: Folder) -> None:
    one, other = a_sheet(folder), a_sheet(folder)

    assign(one, asha)

    assert sees(asha, one)
    assert not sees(asha, other)
    assert not sees(asha, folder)


def test_a_colleague_is_not_shown_what_is_assigned_to_another(asha: User, ravi: User, folder: Folder) -> None:
    assign(folder, asha)

    assert not sees(ravi, folder)


def test_who_sits_at_the_desk_is_shown_what_lies_on_it(
    asha: User, ravi: User, casework_desk: Desk, folder: Folder, admin: User
) -> None:
    actions.grant(folder, to=casework_desk, compartments=RECORD, basis="desk", by=ravi)
    assert sees(asha, folder)
    assert not sees(ravi, folder)

    leave_desk(casework_desk, user=asha, by=admin)

    assert not sees(asha, folder)


def test_a_closed_desk_opens_nothing(asha: User, ravi: User, casework_desk: Desk, folder: Folder) -> None:
    actions.grant(folder, to=casework_desk, compartments=RECORD, basis="desk", by=ravi)

    Desk.objects.filter(pk=casework_desk.pk).update(is_active=False)

    assert not sees(asha, folder)


@pytest.mark.parametrize(
    "change",
    [
        {"ends_at": timezone.now() - timedelta(seconds=1)},
        {"starts_at": timezone.now() + timedelta(hours=1)},
        {"compartment": Compartment.MEDICAL},
        {"subject_label": "accesstests.sheet"},
    ],
)
def test_a_grant_that_is_not_live_or_of_something_else_opens_nothing(
    asha: User, folder: Folder, change: dict[str, Any]
) -> None:
    assign(folder, asha)
    assert sees(asha, folder)

    Grant.objects.update(**change)

    assert not sees(asha, folder)


def test_a_revoked_grant_opens_nothing(asha: User, bina: User, folder: Folder) -> None:
    assign(folder, asha)

    actions.revoke(folder, of=asha, by=bina)

    assert not sees(asha, folder)


def test_who_may_see_all_sees_her_own_organisation_only(bina: User, folder: Folder, other_organisation: Agency) -> None:
    foreign = a_folder(other_organisation)

    assert sees(bina, folder)
    assert not sees(bina, foreign)
    assert not sees(bina, a_sheet(folder))


def test_a_stranger_is_shown_nothing_even_with_a_grant(chand: User, asha: User, folder: Folder) -> None:
    actions.grant(folder, to=chand, compartments=RECORD, basis="shared", by=asha)

    assert not sees(chand, folder)


def test_the_administrator_is_shown_nobody_whatever_was_granted(admin: User, asha: User, folder: Folder) -> None:
    actions.grant(folder, to=admin, compartments=list(Compartment), basis="assigned", by=asha)

    assert not sees(admin, folder)


@pytest.mark.parametrize("name", ["admin", "auditor", "output_checker"])
def test_roles_without_compartments_see_no_row(request: pytest.FixtureRequest, folder: Folder, name: str) -> None:
    assert not sees(request.getfixturevalue(name), folder)


def test_nobody_and_the_inactive_are_shown_nothing(bina: User, folder: Folder) -> None:
    assert not sees(AnonymousUser(), folder)

    bina.is_active = False

    assert not sees(bina, folder)


def test_the_gate_takes_the_same_number_of_queries_for_any_number_of_rows(
    asha: User, organisation: Agency, django_assert_num_queries: Any
) -> None:
    for number in range(3):
        assign(a_folder(organisation, f"F{number}"), asha)
    asha.remember()
    list(Folder.objects.visible_to(asha))

    with django_assert_num_queries(1):
        assert len(Folder.objects.visible_to(asha)) == 3
    with django_assert_num_queries(1):
        assert len(Mark.objects.visible_to(asha)) == 0


def test_a_hidden_row_answers_as_a_missing_one_and_the_attempt_is_named(asha: User, folder: Folder) -> None:
    with pytest.raises(Hidden) as hidden:
        get_visible(Folder.objects.all(), asha, folder.uid, "folder.opened")
    assert (hidden.value.verb, hidden.value.label, hidden.value.uid) == (
        "folder.opened", "accesstests.folder", folder.uid,
    )  # fmt: skip

    for missing in (uuid.uuid4(), "not-a-uid", ""):
        with pytest.raises(Http404) as missed:
            get_visible(Folder.objects.all(), asha, missing, "folder.opened")
        assert not isinstance(missed.value, Hidden)


def test_a_visible_row_is_given_and_can_be_locked(asha: User, folder: Folder) -> None:
    assign(folder, asha)

    assert get_visible(Folder.objects.select_for_update(of=("self",)), asha, str(folder.uid), "folder.opened") == folder


def test_a_narrower_queryset_stays_narrow(asha: User, folder: Folder) -> None:
    assign(folder, asha)

    with pytest.raises(Http404):
        get_visible(Folder.objects.filter(title="other"), asha, folder.uid, "folder.opened")


@pytest.mark.parametrize(
    ("model", "path"),
    [(Folder, "organisation"), (Sheet, "folder__organisation"), (Mark, "sheet__folder__organisation")],
)
def test_the_organisation_is_found_through_the_owner(model: Any, path: str) -> None:
    assert organisation_path(model) == path


def test_a_model_without_gate_or_home_says_so(asha: User) -> None:
    with pytest.raises(TypeError, match="declares no Access class"):
        Ungated.objects.visible_to(asha)
    with pytest.raises(TypeError, match="neither an organisation nor an owner"):
        Homeless.objects.visible_to(asha)
