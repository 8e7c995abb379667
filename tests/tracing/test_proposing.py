"""Which likeness becomes a proposal, for whom, and when it comes again. The asker is told nothing by any of it."""

from uuid import uuid4

import pytest

from rihai.access.reading import OwnWork, read
from rihai.accounts.models import User
from rihai.duties.models import Duty
from rihai.people.actions import add_name, link_persons
from rihai.people.facts import NameFacts
from rihai.people.models import SearchEntry
from rihai.people.search_entries import remove_entry
from rihai.tracing.actions.deciding import say_of_match
from rihai.tracing.actions.proposing import propose_matches
from rihai.tracing.actions.taking import let_go_of_erased
from rihai.tracing.matcher.findings import Finding, findings_of
from rihai.tracing.matcher.registers import Likeness
from rihai.tracing.models import FoundRecord, MatchDecision, MissingReport, PotentialMatch
from rihai.tracing.workflow import MatchStatus
from rihai.vault.keys import destroy_data_key
from tests.people.conftest import a_person_of
from tests.tracing import builders
from tests.tracing.matching import NAME, a_match, a_pair, compared
from tests.tracing.stand_in import Reason

DIFFERENT = MatchDecision.Says.DIFFERENT


def test_somebody_held_and_somebody_sought_meet_at_the_holder(matron: User, ravi: User) -> None:
    match = a_match(matron, ravi)

    assert match.organisation_id == matron.organisation_id
    assert match.is_across
    assert match.status == MatchStatus.PROPOSED
    assert list(PotentialMatch.objects.visible_to(matron)) == [match]
    assert not PotentialMatch.objects.visible_to(ravi).exists()


def test_whichever_side_is_saved_last_makes_the_proposal(matron: User, ravi: User) -> None:
    builders.a_report(ravi)
    taker = compared()
    found = builders.a_found(matron)

    taker.take()

    assert PotentialMatch.objects.get().person == found.person


def test_the_holder_gets_a_duty_without_any_name(matron: User, ravi: User) -> None:
    match = a_match(matron, ravi)

    duty = Duty.objects.get(rule="match.decide")
    assert duty.organisation_id == matron.organisation_id
    assert duty.subject_uid == match.uid
    assert NAME.split()[0] not in duty.detail
    assert not Duty.objects.filter(organisation=ravi.organisation_id, rule__startswith="match.").exists()


def test_the_file_and_the_found_record_of_one_human_are_one_proposal(matron: User, ravi: User) -> None:
    found, _ = a_pair(matron, ravi)
    assert SearchEntry.objects.filter(person=found.person).count() == 2

    compared()

    match = PotentialMatch.objects.get()
    assert match.held_entry.kind == SearchEntry.Kind.FOUND


def test_a_report_is_not_proposed_for_her_own_file(ravi: User) -> None:
    builders.a_report(ravi)

    compared()

    assert not PotentialMatch.objects.exists()


def test_the_holder_reads_the_reasons_as_own_work(matron: User, ravi: User) -> None:
    match = a_match(matron, ravi)

    findings = read((match, ["findings"]), by=matron, why=OwnWork())(match).findings

    assert findings["fields"][0]["field"] == "name"
    assert findings["fields"][0]["missing"] == findings["fields"][0]["held"] == NAME
    assert findings["unknown"] == ["guardian"]


def test_taking_the_same_entry_again_proposes_nothing_twice(matron: User, ravi: User) -> None:
    match = a_match(matron, ravi)
    SearchEntry.objects.update(status=SearchEntry.Status.PENDING, taken_at=None)

    compared()

    assert list(PotentialMatch.objects.all()) == [match]
    assert Duty.objects.filter(rule="match.decide").count() == 1


@pytest.mark.parametrize(("is_whole", "left"), [(True, MatchStatus.WITHDRAWN), (False, MatchStatus.PROPOSED)])
def test_a_proposal_that_could_not_be_looked_at_again_stays(
    matron: User, ravi: User, is_whole: bool, left: MatchStatus
) -> None:
    match = a_match(matron, ravi)

    propose_matches(match.held_entry, proposals=[], is_whole=is_whole, by=None)

    match.refresh_from_db()
    assert match.status == left


def refused(match: PotentialMatch, first: User, second: User) -> PotentialMatch:
    say_of_match(match, says=DIFFERENT, reason="Another mother, another village", by=first)
    return say_of_match(match, says=DIFFERENT, reason="The scar is missing", by=second)


def test_a_refused_pair_is_not_proposed_again(matron: User, colleague: User, ravi: User) -> None:
    match = refused(a_match(matron, ravi), matron, colleague)
    SearchEntry.objects.update(status=SearchEntry.Status.PENDING, taken_at=None)

    compared()

    assert match.status == MatchStatus.REFUSED
    assert PotentialMatch.objects.count() == 1


def test_a_refused_pair_comes_back_only_with_facts_that_speak_for_it(kiran: User, bina: User, chand: User) -> None:
    found, report = a_pair(kiran, chand)
    compared()
    before = refused(PotentialMatch.objects.get(), kiran, bina)
    add_name(found.person, facts=NameFacts("Somebody Else"), by=kiran)
    compared()
    same_strength = PotentialMatch.objects.count()
    for person, by in ((found.person, kiran), (report.person, chand)):
        add_name(person, facts=NameFacts(f"{NAME} Bibi", "official"), by=by)

    compared()

    again = PotentialMatch.objects.get(status=MatchStatus.PROPOSED)
    assert same_strength == 1
    assert again.refused_before == before
    assert again.weight > before.weight


def test_what_is_taken_out_ends_the_open_proposal_and_its_duty(matron: User, ravi: User, found: FoundRecord) -> None:
    builders.a_report(ravi)
    taker = compared()

    remove_entry(found)
    remove_entry(found.person)
    taker.take()

    assert PotentialMatch.objects.get().status == MatchStatus.WITHDRAWN
    assert not Duty.objects.open().filter(rule="match.decide").exists()


def test_erasing_one_side_erases_what_the_proposal_says(matron: User, ravi: User) -> None:
    match = a_match(matron, ravi)
    report = MissingReport.objects.get()
    assert report.person.data_key is not None
    destroy_data_key(report.person.data_key)

    let_go_of_erased(by=None)
    compared()

    match.refresh_from_db()
    assert match.status == MatchStatus.WITHDRAWN
    assert match.data_key is not None
    assert match.data_key.destroyed_at is not None


def test_of_another_house_the_holder_reads_only_what_agrees() -> None:
    told = Reason("name", "Zarina", "Jarina", "near", 0.001, 8.0)
    kept = Reason("village", "Chandpur", "Rampur", "different", None, -3.0)
    likeness = Likeness(uuid4(), 5.0, 0.5, "review", (told, kept), (), "m")

    across = findings_of(likeness, asks_missing=True, is_across=True, others=())
    within = findings_of(likeness, asks_missing=True, is_across=False, others=())

    assert texts(across, "missing") == ["Zarina", ""]
    assert texts(across, "held") == ["Jarina", "Rampur"]
    assert texts(within, "missing") == ["Zarina", "Chandpur"]


def texts(findings: Finding, side: str) -> list[object]:
    fields = findings["fields"]
    assert isinstance(fields, list)
    return [one[side] for one in fields if isinstance(one, dict)]


def test_two_files_of_one_house_that_were_linked_are_no_find(asha: User, ravi: User, bina: User) -> None:
    known = a_person_of(asha, NAME)
    report = builders.a_report(ravi)
    link_persons(known, other=report.person, first=asha, by=bina)

    compared()

    assert not PotentialMatch.objects.exists()


def test_a_known_person_of_the_same_house_is_proposed_to_her_worker(asha: User, ravi: User) -> None:
    known = a_person_of(asha, NAME)
    builders.a_report(ravi)

    compared()

    match = PotentialMatch.objects.get(person=known)
    assert not match.is_across
    assert list(PotentialMatch.objects.visible_to(asha)) == [match]
