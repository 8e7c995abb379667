"""Grants put into words once for a page: what it shows is what each question by itself would have found."""

from typing import Any

import pytest
from django.db import connection

from rihai.access.actions import revoke
from rihai.access.granted import Worded, granted_to
from rihai.access.scope import get_visible
from rihai.accounts.models import User
from tests.access.records import Folder, Mark, Sheet, a_folder, a_mark, a_sheet, assign


def uids_of(rows: Any) -> set[object]:
    return set(rows.values_list("pk", flat=True))


def test_a_page_shows_the_same_rows_as_a_change_does(asha: User, ravi: User, folder: Folder) -> None:
    other = a_folder(asha.organisation)
    sheets = [a_sheet(folder), a_sheet(other)]
    marks = [a_mark(sheet) for sheet in sheets]
    assign(folder, asha)
    assign(sheets[1], asha)
    assign(other, ravi)
    looked_up = [uids_of(model.objects.visible_to(asha)) for model in (Folder, Sheet, Mark)]

    asha.remember(only_to_show=True)

    kept = [uids_of(model.objects.visible_to(asha)) for model in (Folder, Sheet, Mark)]
    assert looked_up == kept == [{folder.pk}, {one.pk for one in sheets}, {marks[0].pk}]
    assert get_visible(Sheet.objects.all(), asha, sheets[1].pk, "sheet.opened") == sheets[1]


def test_the_words_are_hers_and_name_the_kind_that_is_asked_for(asha: User, ravi: User, folder: Folder) -> None:
    asha.remember(only_to_show=True)
    ravi.remember(only_to_show=True)
    assign(folder, ravi)

    one, other = granted_to(asha, "access.folder"), granted_to(asha, "access.sheet")

    assert isinstance(one, Worded)
    assert isinstance(other, Worded)
    assert one.sql == other.sql
    assert "access.folder" in one.params
    assert "access.sheet" in other.params
    assert not Folder.objects.visible_to(asha).exists()
    assert Folder.objects.visible_to(ravi).exists()


def test_a_request_that_changes_asks_anew_each_time(asha: User, folder: Folder) -> None:
    asha.remember()
    assert not Folder.objects.visible_to(asha).exists()

    assign(folder, asha)

    assert Folder.objects.visible_to(asha).exists()
    assert not isinstance(granted_to(asha, "access.folder"), Worded)


def test_one_row_is_found_by_its_grant_as_among_all(asha: User, ravi: User, folder: Folder) -> None:
    other = a_folder(asha.organisation)
    sheets = [a_sheet(folder), a_sheet(other)]
    marks = [a_mark(sheet) for sheet in sheets]
    assign(folder, asha)
    assign(sheets[1], asha)
    assign(other, ravi)

    for user in (asha, ravi):
        for model in (Folder, Sheet, Mark):
            few = uids_of(model.objects.visible_to(user, among_few=True))
            assert few == uids_of(model.objects.visible_to(user))

    assert uids_of(Mark.objects.visible_to(asha, among_few=True)) == {marks[0].pk}


def test_a_revoked_grant_shows_none_of_few_either(asha: User, folder: Folder) -> None:
    assign(folder, asha)

    revoke(folder, of=asha, by=asha)

    assert not Folder.objects.visible_to(asha, among_few=True).exists()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite goes through all her grants where it is not told")
def test_one_row_is_opened_by_its_own_grant_and_not_by_going_through_hers(asha: User, folder: Folder) -> None:
    assign(folder, asha)

    plan = Folder.objects.visible_to(asha, among_few=True).filter(pk=folder.pk).explain()

    assert "access_grant USING INDEX grant_on_subject (subject_uid=?" in plan
