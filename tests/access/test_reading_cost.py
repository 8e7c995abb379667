"""How many questions a reading asks of the database: a number that does not grow, and none twice on one page."""

from typing import Any

from rihai.access import actions
from rihai.access.compartments import Compartment
from rihai.access.reading import Because, OwnWork, read
from rihai.access.rights import Way, can_read, ways_to_read
from rihai.accounts.models import User
from rihai.directory.models import Agency
from tests.access.records import Folder, Mark, a_folder, a_mark, a_sheet, assign

C = Compartment
WHY = Because("the doctor on duty telephoned")


def test_any_number_of_records_takes_the_same_number_of_queries(
    asha: User, organisation: Agency, django_assert_num_queries: Any
) -> None:
    asha.remember()

    def read_some(number: int) -> int:
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        folders = [a_folder(organisation, f"{number}-{each}") for each in range(number)]
        marks = [a_mark(a_sheet(one)) for one in folders]
        for one in folders:
            assign(one, asha)
        fetched = list(Mark.objects.filter(pk__in=[one.pk for one in marks]))
        with CaptureQueriesContext(connection) as seen:
            read((folders, ["wish"]), (fetched, ["text"]), by=asha, why=OwnWork())
        return len(seen)

    read_some(1)

    assert read_some(2) == read_some(9)


def test_ways_for_a_list_take_one_query(asha: User, organisation: Agency, django_assert_num_queries: Any) -> None:
    folders = [a_folder(organisation) for _ in range(5)]
    assign(folders[0], asha)
    asha.remember()
    assert asha.roles
    assert asha.desk_uids

    with django_assert_num_queries(1):
        ways = ways_to_read(asha, folders, "wish")

    assert list(ways.values()) == [Way.OWN, *[Way.NONE] * 4]


def test_a_page_that_asks_twice_for_the_same_rights_looks_once(
    asha: User, folder: Folder, django_assert_num_queries: Any
) -> None:
    assign(folder, asha)
    asha.remember(only_to_show=True)
    first = ways_to_read(asha, [folder], "wish")

    with django_assert_num_queries(0):
        again = ways_to_read(asha, [folder], "wish")

    assert again == first == {folder.pk: Way.OWN}


def test_rights_that_were_looked_up_for_one_record_say_nothing_of_another(
    asha: User, organisation: Agency, folder: Folder
) -> None:
    other = a_folder(organisation)
    assign(other, asha)
    asha.remember(only_to_show=True)

    assert not can_read(asha, folder, "wish")
    assert can_read(asha, other, "wish")
    assert not can_read(asha, folder, "wish")


def test_a_request_that_may_change_something_sees_an_ended_grant(asha: User, bina: User, folder: Folder) -> None:
    assign(folder, asha)
    asha.remember()
    assert can_read(asha, folder, "wish")

    actions.revoke(folder, of=asha, by=bina)

    assert not can_read(asha, folder, "wish")
