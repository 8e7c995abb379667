"""Agencies from a file: taken by reference, given back with a reason, and never over a number in use."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from rihai.accounts.models import User
from rihai.audit.models import AuditEvent
from rihai.audit.refusals import Refused
from rihai.directory.actions import propose_contact
from rihai.directory.cli import directory
from rihai.directory.importing import BATCH, import_text, preview_text, rejects_as_csv
from rihai.directory.models import Agency, AgencyContact
from rihai.directory.rules.columns import BadFile, read_rows
from rihai.directory.workflow import ContactStatus
from tests.directory.conftest import NEW, OLD, in_force, phone
from tests.factories import an_agency

HEADER = "ref,name,kind,source,district,state,pin_code,areas,hours,phone,email"
GOOD = "T1,Invented station,police_station,letter,Thane,Maharashtra,400601,Thane,24h,+912225554646,desk@example.org"


pytestmark = pytest.mark.usefixtures("reference", "db")


def file(*lines: str) -> str:
    return "\n".join([HEADER, *lines]) + "\n"


def test_a_line_becomes_an_entry_with_area_hours_and_proposed_contacts(kiran: User) -> None:
    found = import_text(file(GOOD.replace(",Thane,24h", ",Palghar;Thane,24h")), by=kiran)

    agency = Agency.objects.get(ref="T1")
    assert (found.added, found.proposed, found.rejects) == (1, 2, ())
    assert {area.place.name for area in agency.areas.all() if area.place} == {"Palghar", "Thane"}
    assert agency.hours.count() == 7
    assert set(agency.contacts.values_list("status", flat=True)) == {ContactStatus.PROPOSED}


def test_the_same_file_again_changes_nothing(kiran: User) -> None:
    text = file(GOOD)
    import_text(text, by=kiran)

    again = import_text(text, by=kiran)

    assert (again.added, again.changed, again.unchanged, again.proposed) == (0, 0, 1, 0)
    assert AgencyContact.objects.count() == 2
    assert Agency.objects.get(ref="T1").areas.count() == 1


def test_a_number_in_use_is_never_overwritten(kiran: User) -> None:
    agency = an_agency("Invented station", kind="police_station", ref="T1", is_member=False)
    old = in_force(agency, by=kiran)

    found = import_text(file(f"T1,Invented station,police_station,letter,,,,,,{NEW},"), by=kiran)

    old.refresh_from_db()
    assert (old.value, old.status, found.proposed) == (OLD, ContactStatus.IN_FORCE, 1)
    assert old.changes.get().status == ContactStatus.PROPOSED


def test_an_empty_cell_takes_nothing_away(kiran: User) -> None:
    before = Agency.objects.get(ref="PS01")

    import_text(file("PS01,Achole Police Station,police_station,letter of May,,,401209,,,,"), by=kiran)

    after = Agency.objects.get(ref="PS01")
    assert (after.pin_code, after.address, after.source) == ("401209", before.address, "letter of May")


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("T2,,police_station,letter,,,,,,,", "name"),
        ("T2,Station,bakery,letter,,,,,,,", "kind"),
        ("T2,Station,police_station,,,,,,,,", "source"),
        ("T2,Station,police_station,letter,,,12,,,,", "PIN code"),
        ("T2,Station,police_station,letter,,,,Atlantis,,,", "areas"),
        ("T2,Station,police_station,letter,,,,,sometimes,,", "hours"),
        ("T2,Station,police_station,letter,,,,,,hello,", "phone"),
        ("T2,Station,police_station,letter,,,,,,,hello", "email"),
        ("T2,Station,police_station", "cells"),
        (",Station,police_station,letter,,,,,,,", "reference"),
        ("T1,Another,police_station,letter,,,,,,,", "line 2"),
    ],
)
def test_a_line_that_cannot_be_taken_is_given_back_with_its_reason(kiran: User, line: str, reason: str) -> None:
    found = import_text(file(GOOD, line), by=kiran)

    (reject,) = found.rejects
    assert (found.added, reject.line) == (1, 3)
    assert reason in reject.reason
    assert f"3,{reject.ref}," in rejects_as_csv(found.rejects)


def test_the_entry_of_an_organisation_that_works_here_is_left_to_it(kiran: User, other_organisation: Agency) -> None:
    Agency.objects.filter(pk=other_organisation.pk).update(ref="T9")

    found = import_text(file("T9,Renamed,ngo,letter,,,,,,,"), by=kiran)

    other_organisation.refresh_from_db()
    assert (len(found.rejects), other_organisation.name) == (1, "River Bend Trust")


def test_a_preview_says_the_same_and_writes_nothing(kiran: User) -> None:
    text = file(GOOD, "T2,,police_station,letter,,,,,,,")

    seen = preview_text(text, by=kiran)

    assert not Agency.objects.filter(ref="T1").exists()
    assert seen == import_text(text, by=kiran)


def test_an_entry_that_resembles_one_here_is_proposed_as_its_double(kiran: User) -> None:
    import_text(file("T3,Achole Police Station,police_station,letter,Vasai-Virar,Maharashtra,401208,,,,"), by=kiran)

    assert Agency.objects.get(ref="T3").possible_duplicate_of == Agency.objects.get(ref="PS01")


@pytest.mark.parametrize(
    ("text", "words"),
    [("", "empty"), ("name,kind\n", "lacks"), (f"{HEADER},colour\n", "not known"), (f"{HEADER},ref\n", "twice")],
)
def test_a_file_that_cannot_be_read_at_all_says_why(kiran: User, text: str, words: str) -> None:
    with pytest.raises(BadFile, match=words):
        import_text(text, by=kiran)


@given(st.text())
def test_reading_any_text_gives_rows_or_words(text: str) -> None:
    try:
        rows = list(read_rows(text))
    except BadFile:
        return

    assert all(line > 0 for line, _row in rows)


def test_whoever_does_not_keep_the_directory_imports_nothing(asha: User) -> None:
    with pytest.raises(Refused):
        import_text(file(GOOD), by=asha)


def test_the_command_writes_rejects_and_says_so_with_its_exit_status(kiran: User, tmp_path: Path) -> None:
    source, rejects = tmp_path / "new.csv", tmp_path / "rejects.csv"
    source.write_text(file(GOOD, "T2,,police_station,letter,,,,,,,"))
    asked = ["import", str(source), "--by", "kiran", "--rejects", str(rejects)]

    rehearsal = CliRunner().invoke(directory, [*asked, "--dry-run"])
    taken = CliRunner().invoke(directory, asked)

    assert "1 would be added" in rehearsal.output
    assert taken.exit_code == 1
    assert "1 added" in taken.output
    assert rejects.read_text().startswith("line,ref,reason")
    assert Agency.objects.filter(ref="T1").exists()


def test_the_command_knows_its_columns_kinds_and_colleagues(tmp_path: Path, db: None) -> None:
    source = tmp_path / "new.csv"
    source.write_text(file(GOOD))

    assert "pin_code" in CliRunner().invoke(directory, ["columns"]).output
    assert "ahtu" in CliRunner().invoke(directory, ["kinds"]).output
    assert CliRunner().invoke(directory, ["import", str(source), "--by", "nobody"]).exit_code == 2


def many(count: int) -> str:
    return file(
        *(f"M{n},Invented station {n},police_station,letter,Thane,,,Thane,,,desk{n}@example.org" for n in range(count))
    )


def test_a_preview_asks_as_often_for_many_rows_as_for_few_and_holds_no_lock(kiran: User) -> None:
    with CaptureQueriesContext(connection) as of_few:
        preview_text(many(4), by=kiran)
    with CaptureQueriesContext(connection) as of_many:
        preview_text(many(BATCH), by=kiran)

    assert len(of_many) <= len(of_few)
    assert {one["sql"].split()[0] for one in of_many} == {"SELECT"}


def test_rows_are_taken_in_a_few_at_a_time(kiran: User) -> None:
    found = import_text(many(BATCH + 1), by=kiran)

    events = AuditEvent.objects.filter(verb="directory.imported").order_by("at")
    assert found.added == BATCH + 1
    assert [json.loads(event.facts)["added"] for event in events] == [BATCH, 1]


@pytest.mark.parametrize("waits", [False, True])
def test_a_preview_of_entries_that_are_here_says_the_same(kiran: User, waits: bool) -> None:
    agency = an_agency("Invented station", kind="police_station", ref="T1", is_member=False)
    old = in_force(agency, by=kiran)
    if waits:
        propose_contact(agency, facts=phone("+912225557777"), replaces=old, by=kiran)
    text = file(
        GOOD, "PS01,Achole Police Station,police_station,letter of May,,,401209,,,,", "T4,New,ngo,letter,,,,,,,"
    )

    seen = preview_text(text, by=kiran)

    assert len(seen.rejects) == waits
    assert seen == import_text(text, by=kiran)
    assert preview_text(text, by=kiran) == import_text(text, by=kiran)


def test_a_new_home_is_given_back_where_its_place_may_not_be_known(admin: User) -> None:
    text = file("T5,Invented home,shelter_home,letter,,,,,,,", "T6,New,ngo,letter,,,,,,,")

    seen = preview_text(text, by=admin)

    assert (seen.added, [one.ref for one in seen.rejects]) == (1, ["T5"])
    assert seen == import_text(text, by=admin)
