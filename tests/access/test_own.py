"""One reading for a page of which only some is hers."""

from rihai.access import actions
from rihai.access.compartments import Compartment
from rihai.access.own import open_own
from rihai.access.reading import Because
from rihai.accounts.models import User
from rihai.audit.models import AuditEvent
from rihai.directory.models import Agency
from tests.access.records import Folder, a_folder, a_sheet, assign

C = Compartment


def test_what_is_hers_opens_and_the_rest_stays_sealed(asha: User, folder: Folder, organisation: Agency) -> None:
    other = a_folder(organisation)
    assign(folder, asha)

    page = open_own(([folder, other], ["wish"]), (None, ["wish"]), by=asha)

    assert page.value(folder, "wish") == "to go home"
    assert page(other) is None
    assert str(page.value(other, "wish")) == "•••"
    assert page(None) is None
    assert not page.needs_reason
    assert AuditEvent.objects.filter(verb="records.read").count() == 1


def test_a_page_with_nothing_of_hers_leaves_no_reading(asha: User, folder: Folder) -> None:
    page = open_own((folder, ["wish"]), by=asha)

    assert page(folder) is None
    assert not AuditEvent.objects.filter(verb="records.read").exists()


def test_a_page_says_that_a_reason_would_open_more_and_opens_it_with_one(
    asha: User, bina: User, folder: Folder
) -> None:
    sheet = a_sheet(folder)
    actions.grant(folder, to=bina, compartments=[C.RECORD], basis="supervises", by=asha)

    before = open_own((folder, ["wish"]), (sheet, ["text"]), by=bina)
    after = open_own((folder, ["wish"]), (sheet, ["text"]), by=bina, why=Because("she telephoned and cried"))

    assert before.needs_reason
    assert before(folder) is None
    assert not after.needs_reason
    assert (after.value(folder, "wish"), after.value(sheet, "text")) == ("to go home", "she slept well")


def test_fields_asked_for_together_open_together(asha: User, folder: Folder) -> None:
    assign(folder, asha, C.RECORD)

    together = open_own((folder, ["wish", "illness"]), by=asha)
    apart = open_own((folder, ["wish"]), by=asha)

    assert together(folder) is None
    assert apart.value(folder, "wish") == "to go home"
