"""Two entries that are one body: proposed with reasons, decided by a person, undone without loss."""

import pytest

from rihai.accounts.models import User
from rihai.audit.refusals import Refused
from rihai.directory import actions
from rihai.directory.models import Agency, AgencyMerge
from rihai.directory.rules.likeness import likeness
from rihai.directory.selectors import search
from rihai.lib.workflow import NotPossible
from tests.directory.conftest import in_force
from tests.factories import an_agency

pytestmark = pytest.mark.usefixtures("reference", "db")


def entry(ref: str) -> Agency:
    return Agency.objects.get(ref=ref)


def test_the_doubles_of_the_documents_are_proposed_with_reasons() -> None:
    office, units = likeness(entry("PS11"), entry("PS23")), likeness(entry("PS03"), entry("PS05"))

    assert office.is_likely
    assert {"kind", "district", "place_in_address"} <= set(office.reasons)
    assert units.is_likely
    assert {"kind", "locality", "address_words"} <= set(units.reasons)
    assert units.differences == ("address",)


def test_bodies_of_another_kind_are_not_proposed() -> None:
    assert not likeness(entry("PS01"), entry("PS03")).is_likely


def test_merging_keeps_reference_link_and_contacts_of_both(kiran: User) -> None:
    number = in_force(entry("PS11"), by=kiran)

    actions.merge_agency(entry("PS11"), into=entry("PS23"), by=kiran)

    kept = entry("PS23")
    assert entry("PS11").merged_into == kept
    assert list(search("PS11")) == [kept]
    assert list(search("CP office")) == [kept]
    assert number in entry("PS11").contacts.all()
    assert kept.possible_duplicate_of is None
    assert AgencyMerge.objects.get().reasons


def test_an_entry_with_several_merged_ones_is_found_once(kiran: User) -> None:
    for _number in range(2):
        twin = an_agency("Commissioner twin", kind="commissioner_office", is_member=False)
        actions.merge_agency(twin, into=entry("PS23"), by=kiran)

    assert list(search("twin")) == [entry("PS23")]


def test_undoing_brings_both_back_and_keeps_the_decision(kiran: User, dolly: User) -> None:
    actions.merge_agency(entry("PS11"), into=entry("PS23"), by=kiran)

    actions.undo_merge(entry("PS11"), by=dolly)
    actions.undo_merge(entry("PS11"), by=dolly)

    assert {"PS11", "PS23"} <= {agency.ref for agency in search("crawford")}
    merge = AgencyMerge.objects.get()
    assert (merge.merged_by, merge.undone_by) == (kiran, dolly)


def test_the_decision_is_repeated_without_effect(kiran: User) -> None:
    actions.merge_agency(entry("PS11"), into=entry("PS23"), by=kiran)

    assert actions.merge_agency(entry("PS11"), into=entry("PS23"), by=kiran) == entry("PS23")
    assert AgencyMerge.objects.count() == 1


def test_what_was_merged_is_merged_into_nothing_else(kiran: User) -> None:
    actions.merge_agency(entry("PS11"), into=entry("PS23"), by=kiran)

    with pytest.raises(NotPossible):
        actions.merge_agency(entry("PS11"), into=entry("PS21"), by=kiran)
    with pytest.raises(NotPossible):
        actions.merge_agency(entry("PS21"), into=entry("PS11"), by=kiran)
    with pytest.raises(NotPossible):
        actions.merge_agency(entry("PS23"), into=entry("PS21"), by=kiran)
    with pytest.raises(NotPossible):
        actions.merge_agency(entry("PS21"), into=entry("PS21"), by=kiran)


def test_a_home_is_merged_with_nothing_that_shows_where_it_is(kiran: User) -> None:
    home = an_agency("Open Sky", kind="home", is_member=False)
    office = an_agency("Open Sky office", kind="ngo", is_member=False)

    with pytest.raises(NotPossible):
        actions.merge_agency(home, into=office, by=kiran)


def test_an_organisation_that_works_here_is_merged_with_nothing(dolly: User, organisation: Agency) -> None:
    twin = an_agency("Lantern House twin", is_member=False)

    with pytest.raises(NotPossible):
        actions.merge_agency(twin, into=organisation, by=dolly)


def test_whoever_does_not_keep_the_directory_decides_nothing(asha: User) -> None:
    with pytest.raises(Refused):
        actions.merge_agency(entry("PS11"), into=entry("PS23"), by=asha)
    with pytest.raises(Refused):
        actions.propose_duplicate(entry("PS01"), other=entry("PS02"), by=asha)

    assert entry("PS11").merged_into is None


def test_a_person_proposes_a_double_that_nobody_saw(kiran: User) -> None:
    actions.propose_duplicate(entry("PS13"), other=entry("PS14"), by=kiran)

    assert entry("PS13").possible_duplicate_of == entry("PS14")
