"""Which clocks run in a case, when they end, and what is said of them. All cases are constructed."""

from datetime import date, datetime
from typing import Any

import pytest

from rihai.law.clocks import Due, clocks_of
from rihai.law.clocks_events import read_events
from rihai.law.clocks_words import Say
from rihai.law.conditions import Truth
from rihai.law.counting import INDIA
from rihai.law.facts import read_facts
from rihai.law.holidays import OpenDays
from rihai.law.loading import law_of
from rihai.law.sourcing import Confirmation

LAW = law_of()
TRAFFICKED = {"acts": ["recruit", "transport"], "means": ["fraud_or_deception"]}
IN_2026 = {"offence.date_from": "2026-01-05", "offence.date_to": "2026-02-01"}
# One adult, no aggravation: BNS 143(2), seven to ten years, for which courts differ on default bail.
ADULT = {**TRAFFICKED, **IN_2026, "purposes": ["forced_labour"], "victim.age_years": 24, "victims.count": 1}
CHILD = {**TRAFFICKED, **IN_2026, "purposes": ["prostitution"], "victim.age_years": 15, "victim.sex": "female"}
FORCED_LABOUR_ONLY = {
    "acts": ["compel_labour"],
    "means": [],
    "purposes": [],
    "victim.age_years": 24,
    "offence.date_from": "2026-01-05",
    "offence.date_to": "2026-02-01",
}


def clocks(facts: dict[str, Any], events: str, **options: Any) -> dict[str, Due]:
    found = clocks_of(LAW, read_facts(LAW.vocabulary, facts), read_events(events, LAW.triggers), **options)
    return {due.clock.id: due for due in found}


def said(due: Due) -> set[Say]:
    return {sentence.say for sentence in due.sentences}


def test_only_what_has_happened_starts_a_clock() -> None:
    found = clocks(CHILD, "fir.registered: 2026-02-02")

    assert {due.event.trigger for due in found.values()} == {"fir.registered"}


def test_a_child_is_produced_within_24_hours_without_the_journey() -> None:
    due = clocks(CHILD, "child.taken_charge: {at: 2026-02-01T10:00+05:30, travel_hours: 6}")["cwc-24h"]

    assert due.due == datetime(2026, 2, 2, 16, tzinfo=INDIA)
    assert Say.JOURNEY_ADDED in said(due)


def test_a_day_without_an_hour_is_read_as_early_as_it_can_be_and_says_so() -> None:
    due = clocks(CHILD, "child.taken_charge: 2026-02-01")["cwc-24h"]

    assert due.due == datetime(2026, 2, 2, tzinfo=INDIA)
    assert {Say.DAY_ONLY, Say.JOURNEY_UNKNOWN} <= said(due)


def test_an_adult_is_not_produced_before_the_committee() -> None:
    assert "cwc-24h" not in clocks(ADULT, "child.taken_charge: 2026-02-01")


def test_where_the_age_is_unknown_the_clock_is_shown_with_the_question() -> None:
    due = clocks({}, "child.taken_charge: 2026-02-01")["cwc-24h"]

    assert due.truth is Truth.UNKNOWN
    assert due.ask == ("victim.age_years",)
    assert "How old was the person" in due.words


def test_a_question_with_help_is_asked_without_it_and_ends_before_the_next_sentence() -> None:
    told = " ".join(map(str, clocks(CHILD, "offence.date_to: 2026-02-02")["mano-60d"].sentences))

    assert "In which State did it happen? " in told
    assert "Name each one" not in told


def test_a_protest_petition_has_words_and_no_date() -> None:
    due = clocks(CHILD, "closure.notice_to_informant: 2026-03-01")["protest-petition"]

    assert due.due is None
    assert due.safe is None
    assert "sets no period" in due.words
    assert "hearing" in due.words


@pytest.mark.parametrize("clock", [clock for clock in LAW.clocks.values() if clock.limit.is_words])
def test_no_clock_of_words_has_a_date(clock: Any) -> None:
    found = clocks({}, f"{clock.trigger}: 2026-06-01T09:00+05:30")

    assert clock.id in found
    assert found[clock.id].due is None
    assert found[clock.id].words


class TestDefaultBail:
    """BNSS 187(3): sixty or ninety days, the day of the remand being the first."""

    def test_a_section_with_life_gives_ninety_days_and_keeps_the_sixtieth_as_the_safe_day(self) -> None:
        due = clocks(CHILD, "accused.first_remand: 2026-02-03")["default-90"]

        assert due.due == date(2026, 5, 3)
        assert due.safe == date(2026, 4, 3)
        assert due.truth is Truth.YES
        assert Say.NOT_SILENCED in said(due)

    def test_what_would_be_sixty_days_alone_is_set_aside_beside_ninety_and_still_seen(self) -> None:
        both = {**CHILD, "acts": [*TRAFFICKED["acts"], "compel_labour"]}

        due = clocks(both, "accused.first_remand: 2026-02-03")["default-60"]

        assert due.is_set_aside
        assert "bns-146" in due.alone
        assert due.safe == date(2026, 4, 3)

    def test_a_contested_section_is_warned_of_on_day_sixty_and_both_days_are_said(self) -> None:
        due = clocks(ADULT, "accused.first_remand: 2026-02-03")["default-60"]

        assert due.due == date(2026, 4, 3)
        assert due.truth is Truth.YES
        assert Say.COURTS_DIFFER in said(due)
        assert "2026-04-03" in due.words
        assert "2026-05-03" in due.words

    def test_the_sixtieth_day_is_a_sunday_and_does_not_move(self) -> None:
        """The days of Enforcement Directorate v Kapil Wadhawan: remanded on 14 May 2020, day sixty was 12 July."""
        due = clocks({**ADULT, "offence.date_from": "2020-01-01"}, "accused.first_remand: 2020-05-14")["default-60"]

        assert due.due == date(2020, 7, 12)
        assert Say.CUSTODY in said(due)

    def test_without_facts_both_are_shown(self) -> None:
        found = clocks({}, "accused.first_remand: 2026-02-03")

        assert {"default-60", "default-90"} <= found.keys()
        assert {found["default-60"].truth, found["default-90"].truth} == {Truth.UNKNOWN}

    def test_while_ninety_days_are_possible_both_are_shown(self) -> None:
        """Compelled labour is certain; whether it was trafficking of several people nobody has said."""
        found = clocks({**IN_2026, "acts": ["compel_labour", "recruit"]}, "accused.first_remand: 2026-02-03")

        assert found["default-60"].truth is Truth.YES
        assert found["default-60"].due == date(2026, 4, 3)
        assert found["default-90"].truth is Truth.UNKNOWN
        assert found["default-90"].safe == date(2026, 4, 3)

    def test_an_fir_that_names_too_little_lets_bail_accrue_on_day_sixty(self) -> None:
        """The facts carry trafficking of a child, ninety days; the FIR names compelled labour alone, sixty."""
        found = clocks(CHILD, "accused.first_remand: 2026-02-03", named=["bns-146"])

        assert found["default-60"].truth is Truth.YES
        assert found["default-60"].due == date(2026, 4, 3)
        assert Say.AS_NAMED in said(found["default-60"])
        assert found["default-90"].due == date(2026, 5, 3)

    def test_an_fir_that_names_a_contested_section_has_both_days_said(self) -> None:
        due = clocks(CHILD, "accused.first_remand: 2026-02-03", named=["bns-143-2"])["default-60"]

        assert {Say.AS_NAMED, Say.COURTS_DIFFER} <= said(due)

    def test_nobody_in_custody_has_no_such_clock(self) -> None:
        assert not clocks({**CHILD, "accused.in_custody": False}, "accused.first_remand: 2026-02-03")

    @pytest.mark.parametrize(
        ("filed", "is_answered"),
        [("2026-02-02", False), ("2026-02-03", True), ("2026-04-03", True), ("2026-04-04", False)],
    )
    def test_a_charge_sheet_within_the_period_answers_it_and_that_is_said(self, filed: str, is_answered: bool) -> None:
        """Remanded on 3 February, day sixty is 3 April; whom the charge sheet leaves out may still ask for bail."""
        due = clocks(ADULT, f"accused.first_remand: 2026-02-03\nchargesheet.filed: {filed}")["default-60"]

        assert due.due == date(2026, 4, 3)
        assert (due.truth is Truth.UNKNOWN) is is_answered
        assert (Say.ANSWERED in said(due)) is is_answered
        assert (not due.warn_on) is is_answered

    def test_a_charge_sheet_on_day_seventy_answers_ninety_days_and_not_sixty(self) -> None:
        found = clocks(CHILD, "accused.first_remand: 2026-02-03\nchargesheet.filed: 2026-04-13")

        assert Say.ANSWERED in said(found["default-90"])
        assert Say.ANSWERED not in said(found["default-60"])

    def test_warnings_fall_on_their_days_of_the_count(self) -> None:
        due = clocks(CHILD, "accused.first_remand: 2026-02-03")["default-90"]

        assert due.warn_on == (date(2026, 4, 3), date(2026, 4, 23))

    def test_confirmed_by_a_lawyer_the_ninety_days_stand_alone(self) -> None:
        entries = (LAW.clocks["default-90"], LAW.provisions["bns-143-4"])
        confirmed = {
            one.digest: Confirmation(one.id, "An invented lawyer", date(2026, 1, 1), one.digest) for one in entries
        }

        due = clocks(CHILD, "accused.first_remand: 2026-02-03", confirmations=confirmed)["default-90"]

        assert due.safe == due.due == date(2026, 5, 3)
        assert Say.TO_CONFIRM not in said(due)

    def test_a_demonstration_confirms_nothing(self) -> None:
        entries = (LAW.clocks["default-90"], LAW.provisions["bns-143-4"])
        shown = {
            one.digest: Confirmation(one.id, "An invented lawyer", date(2026, 1, 1), one.digest, is_demonstration=True)
            for one in entries
        }

        due = clocks(CHILD, "accused.first_remand: 2026-02-03", confirmations=shown)["default-90"]

        assert due.safe == date(2026, 4, 3)
        assert Say.TO_CONFIRM in said(due)


class TestLimitation:
    """BNSS 514-517: by the longest sentence; the graver offence governs; a closed court lets it wait."""

    def test_forced_labour_alone_is_barred_after_a_year(self) -> None:
        due = clocks(FORCED_LABOUR_ONLY, "offence.date_to: 2026-02-02")["limitation-1y"]

        assert due.due == date(2027, 2, 2)

    def test_beside_a_graver_section_it_is_set_aside_and_still_seen(self) -> None:
        grave = {**CHILD, "acts": [*TRAFFICKED["acts"], "compel_labour"]}

        due = clocks(grave, "offence.date_to: 2026-02-02")["limitation-1y"]

        assert due.is_set_aside
        assert due.alone == ("bns-146",)
        assert due.safe == date(2027, 2, 2)

    def test_by_an_fir_that_names_it_alone_it_runs(self) -> None:
        due = clocks(CHILD, "offence.date_to: 2026-02-02", named=["bns-146"])["limitation-1y"]

        assert not due.is_set_aside
        assert due.due == date(2027, 2, 2)

    def test_it_waits_for_the_court_to_open_and_both_days_are_said(self) -> None:
        """1 February 2026 + 1 year is a Monday; 7 February 2027 a Sunday."""
        due = clocks(FORCED_LABOUR_ONLY, "offence.date_to: 2026-02-07")["limitation-1y"]

        assert due.due == date(2027, 2, 8)
        assert due.safe == date(2027, 2, 7)
        assert Say.WAITS in said(due)
        assert "2027-02-07" in due.words

    def test_a_calendar_of_the_court_closes_more_days(self) -> None:
        calendar = OpenDays(days=frozenset({date(2027, 2, 8)}), years=frozenset({2027}))

        due = clocks(FORCED_LABOUR_ONLY, "offence.date_to: 2026-02-07", calendar=calendar)["limitation-1y"]

        assert due.due == date(2027, 2, 9)
        assert Say.CALENDAR_GAP not in said(due)

    def test_where_no_calendar_was_given_the_gap_is_said(self) -> None:
        assert Say.CALENDAR_GAP in said(clocks(FORCED_LABOUR_ONLY, "offence.date_to: 2026-02-07")["limitation-1y"])


class TestAppeal:
    """BNSS 413 sets no period; courts take thirty or sixty days."""

    def test_the_earlier_reading_is_shown_and_both_are_said(self) -> None:
        due = clocks({"judgment.adverse": True}, "judgment.pronounced: 2026-08-01")["appeal-victim"]

        assert due.due == date(2026, 8, 31)
        assert Say.COURTS_DIFFER in said(due)
        assert "2026-09-30" in due.words


def test_a_section_that_the_fir_names_brings_its_clocks() -> None:
    """Two months for the investigation, by POCSO 4 in the FIR, before the facts say so."""
    facts = {
        **CHILD,
        "sexual.penetrative": False,
        "sexual.contact": False,
        "sexual.harassment": False,
        "fir.pocso_facts": False,
    }

    assert "invest-2m" not in clocks(facts, "fir.registered: 2026-02-02")
    assert clocks(facts, "fir.registered: 2026-02-02", named=["pocso-4-1"])["invest-2m"].truth is Truth.YES


def test_a_preliminary_enquiry_is_not_open_beside_a_section_of_seven_years() -> None:
    due = clocks(CHILD, "information.given: 2026-02-02").get("prelim-enquiry")

    assert due is None or due.is_set_aside


def test_a_clock_that_was_not_law_yet_does_not_run() -> None:
    before = clocks({}, "breach.known: 2027-05-12T08:00+05:30")
    after = clocks({}, "breach.known: 2027-05-13T08:00+05:30")

    assert "dpdp-breach" not in before
    assert after["dpdp-breach"].due == datetime(2027, 5, 16, 8, tzinfo=INDIA)


def test_an_event_says_what_follows_from_it() -> None:
    assert clocks({}, "fir.refused: 2026-02-02")["fir-refusal-sp"].truth is Truth.YES
    assert "fir-refusal-sp" not in clocks({"fir.refused": False}, "fir.refused: 2026-02-02")


def test_a_report_registered_after_the_change_runs_under_the_new_procedure() -> None:
    after = clocks({}, "fir.registered: 2024-07-01")["progress-90d"]
    before = clocks({}, "fir.registered: 2024-06-30")

    assert after.truth is Truth.YES
    assert after.due == date(2024, 9, 29)
    assert not [each.clock.provision for each in before.values() if "BNSS" in each.provision]


def test_every_accused_has_a_clock_of_his_own() -> None:
    found = clocks_of(
        LAW,
        read_facts(LAW.vocabulary, CHILD),
        read_events("accused.first_remand: [2026-02-03, 2026-02-10]", LAW.triggers),
    )

    assert [due.due for due in found if due.clock.id == "default-90"] == [date(2026, 5, 3), date(2026, 5, 10)]


def test_what_is_due_first_stands_first_and_words_stand_last() -> None:
    found = clocks_of(
        LAW,
        read_facts(LAW.vocabulary, CHILD),
        read_events("fir.registered: 2026-02-02\nchild.taken_charge: 2026-02-01T10:00+05:30", LAW.triggers),
    )

    assert found[0].clock.id == "cwc-24h"
    assert [due.due is None for due in found] == sorted(due.due is None for due in found)


def test_nothing_is_shown_as_verified() -> None:
    every = "\n".join(f"{trigger}: 2026-06-01T09:00+05:30" for trigger in LAW.triggers)

    found = clocks({}, every)

    assert len(found) > 40
    assert all("To confirm" in due.words and "verified" not in due.words.lower() for due in found.values())
