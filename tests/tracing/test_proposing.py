"""Which likeness becomes a proposal, for whom, and when it comes again. The asker is told nothing by any of it."""

from uuid import uuid4

import pytest
import time_machine
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from rihai.access.reading import OwnWork, read
from rihai.access.trail import events_of
from rihai.accounts.models import User
from rihai.accounts.roles import Role
from rihai.cases.actions import open_case
from rihai.directory.models import Agency
from rihai.duties.models import Duty
from rihai.people.actions import add_name, link_persons
from rihai.people.facts import NameFacts
from rihai.people.models import SearchEntry
from rihai.people.search_entries import remove_entry
from rihai.tracing.actions import proposing
from rihai.tracing.actions.deciding import say_of_match
from rihai.tracing.actions.proposing import erase_what_was_said, propose_matches
from rihai.tracing.actions.taking import let_go_of_erased
from rihai.tracing.matcher import taking
from rihai.tracing.matcher.findings import Finding, findings_of
from rihai.tracing.matcher.registers import Likeness, Registers
from rihai.tracing.matcher.taking import Taker
from rihai.tracing.models import FoundRecord, MatchDecision, MissingReport, PotentialMatch
from rihai.tracing.selectors.matches import said_of_erased
from rihai.tracing.workflow import MatchStatus
from rihai.vault.keys import destroy_data_key
from tests import factories
from tests.conftest import SignedIn
from tests.people.conftest import a_person_of
from tests.tracing import builders
from tests.tracing.matching import NAME, a_match, a_pair, compared
from tests.tracing.stand_in import ENGINE, Reason, Swing, Unknown
from tests.tracing.test_asking import bare

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


def test_the_trail_of_whoever_asked_says_nothing_of_a_proposal(
    matron: User, ravi: User, officer_of_asker: User, officer_of_holder: User
) -> None:
    found, report = a_pair(matron, ravi)
    taker = compared()
    remove_entry(report)
    taker.take()

    at_asker, at_holder = ({one.verb for one in events_of(who)} for who in (officer_of_asker, officer_of_holder))

    assert PotentialMatch.objects.get(person=found.person).status == MatchStatus.WITHDRAWN
    assert not [verb for verb in at_asker if verb.startswith("match")]
    assert {"match.proposed", "match.withdrawn"} <= at_holder


@pytest.fixture
def officer_of_asker(organisation: Agency) -> User:
    return factories.a_user("officer_of_asker", Role.DATA_OFFICER, organisation=organisation)


@pytest.fixture
def officer_of_holder(other_organisation: Agency) -> User:
    return factories.a_user("officer_of_holder", Role.DATA_OFFICER, organisation=other_organisation)


@pytest.mark.parametrize(("is_whole", "left"), [(True, MatchStatus.WITHDRAWN), (False, MatchStatus.PROPOSED)])
def test_a_proposal_that_could_not_be_looked_at_again_stays(
    matron: User, ravi: User, is_whole: bool, left: MatchStatus
) -> None:
    match = a_match(matron, ravi)

    propose_matches(match.held_entry, proposals=[], is_whole=is_whole, by=None)

    match.refresh_from_db()
    assert match.status == left


def refused(match: PotentialMatch, first: User, second: User) -> PotentialMatch:
    say_of_match(match, says=DIFFERENT, reason="Another mother, another village", state=match.state, by=first)
    return say_of_match(match, says=DIFFERENT, reason="The scar is missing", state=match.state, by=second)


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


@pytest.mark.parametrize("side", ["missing", "held"])
def test_erasing_somebody_taken_out_long_ago_erases_what_was_decided_of_her(
    matron: User, colleague: User, ravi: User, side: str
) -> None:
    match = refused(a_match(matron, ravi), matron, colleague)
    report, found = MissingReport.objects.get(), FoundRecord.objects.get()
    taker = compared()
    for record in (report, report.person, found, found.person):
        remove_entry(record)
    taker.take()
    erased = report.person if side == "missing" else found.person
    before = erase_what_was_said(by=None)
    assert erased.data_key is not None
    destroy_data_key(erased.data_key)

    after = [erase_what_was_said(by=None) for _ in range(2)]

    match.refresh_from_db()
    assert match.data_key is not None
    assert match.data_key.destroyed_at is not None
    assert (before, after) == (0, [1, 0])


def test_of_very_many_who_were_erased_a_part_goes_at_a_time(
    matron: User, ravi: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(3):
        builders.a_found(matron)
    report = builders.a_report(ravi)
    compared()
    monkeypatch.setattr(proposing, "ERASED_AT_ONCE", 2)
    assert report.person.data_key is not None
    destroy_data_key(report.person.data_key)

    swept = [erase_what_was_said(by=None) for _ in range(3)]

    assert swept == [2, 1, 0]
    assert not PotentialMatch.objects.filter(data_key__destroyed_at=None).exists()


def test_looking_for_the_erased_reads_nobody_else(db: None) -> None:
    """Every twenty seconds, of a hundred thousand: the few destroyed keys lead there."""
    if connection.vendor != "sqlite":
        pytest.skip("of few rows PostgreSQL reads all at once")

    plans = [said_of_erased().explain(), SearchEntry.objects.erased().explain()]

    assert all("SEARCH" in plan for plan in plans)
    assert not any("SCAN" in plan for plan in plans)


def test_of_another_house_the_holder_reads_only_words_of_her_own_record() -> None:
    reasons = (
        Reason("name", "Zarina Testwali", "zarina Xxxxx", "same", 0.001, 8.0),
        Reason("guardian", "Abdul Karim Testwali", "Karim", "same", 0.001, 4.4),
        Reason("village", "Chandpur Bazar near Kali mandir", "Candpur", "near", 0.001, 3.0),
        Reason("marks", "Burn; a tattoo of a fish", "burn on the hand", "same", 0.01, 2.0),
        Reason("name", "सुनीता देवी", "सुनीता", "same", 0.01, 1.0),
    )
    likeness = Likeness(uuid4(), 1, 18.44, 0.51, "review", reasons, (), "m")

    across = findings_of(likeness, asks_missing=True, is_across=True, others=())
    within = findings_of(likeness, asks_missing=True, is_across=False, others=())

    assert texts(across, "missing") == ["zarina", "Karim", "", "burn", "सुनीता"]
    assert texts(across, "held") == [one.held for one in reasons]
    assert texts(across, "is_told") == [True, True, False, True, True]
    assert texts(across, "points") == [8.0, 4.0, 3.0, 2.0, 1.0]
    assert texts(within, "missing") == [one.asked for one in reasons]


def test_what_an_answer_would_bring_is_told_of_ones_own_house_only() -> None:
    unknown = Unknown("guardian", is_asked=False, is_held=True, if_same=Swing(4.24), if_different=Swing(-2.0))
    likeness = Likeness(uuid4(), 1, 5.0, 0.5, "review", (), (unknown,), "m")

    across = findings_of(likeness, asks_missing=True, is_across=True, others=())
    within = findings_of(likeness, asks_missing=True, is_across=False, others=())

    assert (across["unknown"], across["swings"]) == (["guardian"], {})
    assert within["swings"] == {"guardian": [4.2, -2.0]}


def test_how_far_another_of_hers_comes_behind_tells_no_tenth_of_another_house() -> None:
    """Two invented records that differ in one fact would measure theirs by the difference."""
    first, second = (Likeness(uuid4(), 1, weight, 0.5, "review", (), (), "m") for weight in (18.44, 15.31))

    across = findings_of(first, asks_missing=True, is_across=True, others=(second,))
    within = findings_of(first, asks_missing=True, is_across=False, others=(second,))

    assert (across["others"], within["others"]) == ([3.0], [3.13])


def test_of_another_house_an_age_or_a_day_only_fits_or_does_not() -> None:
    reasons = (
        Reason("age", "15", "14", "near", 0.3, 2.31),
        Reason("date", "2026-03-01", "2026-03-09", "after", 0.2, 1.2),
        Reason("sex", "F", "F", "same", 0.5, 1.0),
        Reason("age", "30", "14", "apart", 0.2, -6.0),
    )
    likeness = Likeness(uuid4(), 1, 5.0, 0.5, "review", reasons, (), "m")

    across = findings_of(likeness, asks_missing=True, is_across=True, others=())

    assert texts(across, "missing") == ["", "", "F", ""]
    assert texts(across, "level") == ["fits", "fits", "same", "fits_not"]
    assert texts(across, "share") == [None, None, 0.5, None]


def test_two_who_seek_the_same_girl_do_not_learn_of_each_other(
    ravi: User, other_organisation: Agency, signed_in: SignedIn
) -> None:
    officer = factories.a_user("officer", Role.RESCUE_OFFICER, organisation=other_organisation)
    client = signed_in(ravi)
    with time_machine.travel(timezone.now(), tick=False):
        report = builders.a_report(ravi)
        urls = [reverse("tracing:report_detail", args=[report.uid]), "/", reverse("tracing:match_list")]
        _, before = ([bare(client.get(url).text, report) for url in urls] for _ in range(2))
        builders.a_report(officer)
        compared()
        after = [bare(client.get(url).text, report) for url in urls]

    assert not PotentialMatch.objects.exists()
    assert after == before


def test_whoever_is_reported_missing_and_has_a_case_is_held(asha: User, ravi: User, other_organisation: Agency) -> None:
    officer = factories.a_user("officer", Role.RESCUE_OFFICER, organisation=other_organisation)
    report = builders.a_report(ravi)
    builders.a_report(officer)
    taker = compared()

    open_case(report.person, by=ravi, case_owner=asha)
    taker.take()

    assert PotentialMatch.objects.get().person == report.person


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


def test_a_handful_that_takes_long_is_taken_in_parts(matron: User, ravi: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(taking, "TAKE_SECONDS", -1.0)
    a_pair(matron, ravi)
    waiting = SearchEntry.objects.waiting().count()
    taker = Taker(Registers(ENGINE))
    taker.catch_up()

    taken = [taker.take() for _ in range(waiting + 1)]

    assert taken == [1] * waiting + [0]
    assert PotentialMatch.objects.count() == 1
