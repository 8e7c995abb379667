"""`rihai law clocks` as a lawyer and a program meet it: the promise of its keys, its order, and its errors."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from rihai.law.cli import law
from rihai.law.clocks_together import AFTER_IT_BEGAN
from rihai.law.confirmations import Reviewed, add_reviewed
from rihai.law.loading import law_of
from rihai.law.sourcing import Decision

LAW = law_of()
FACTS = """
victim: {age_years: 15, sex: female}
acts: [recruit, transport, compel_labour]
means: [fraud_or_deception]
purposes: [prostitution]
offence: {date_from: 2026-01-05, date_to: 2026-02-01}
"""
EVENTS = """
accused.first_remand: 2026-02-03
child.taken_charge: {at: 2026-02-01 10:00, travel_hours: 3}
closure.notice_to_informant: 2026-03-01
"""
KEYS = {"id", "trigger", "from", "due", "words", "nature", "provision"}


@pytest.fixture
def told(tmp_path: Path) -> Any:
    """Runs the command on a text of facts and one of events, with further arguments."""

    def run(facts: str, events: str, *arguments: str) -> Result:
        (tmp_path / "facts.yaml").write_text(facts, encoding="utf-8")
        (tmp_path / "events.yaml").write_text(events, encoding="utf-8")
        files = [str(tmp_path / "facts.yaml"), str(tmp_path / "events.yaml")]
        return CliRunner().invoke(law, ["clocks", *files, *arguments])

    return run


def test_programs_get_exactly_the_promised_keys(told: Any) -> None:
    result = told(FACTS, EVENTS, "--json")

    found = {each["id"]: each for each in json.loads(result.stdout)}
    assert result.exit_code == 0
    assert all(each.keys() == KEYS for each in found.values())
    assert found["cwc-24h"]["from"] == "2026-02-01T10:00:00+05:30"
    assert found["cwc-24h"]["due"] == "2026-02-02T13:00:00+05:30"
    assert found["default-90"]["due"] == "2026-05-03"
    assert found["default-90"]["nature"] == "right_of_accused"
    assert found["protest-petition"]["due"] is None


def test_programs_read_no_section_of_a_code_that_was_not_in_force(told: Any) -> None:
    """Registered before the change: what is done years later is done under the older code all the same."""
    facts = "{acts: [sell], victim: {age_years: 15, sex: female}, sexual: {penetrative: true}}"
    events = "{fir.registered: 2024-03-06, accused.first_remand: 2024-07-20, chargesheet.filed: 2024-08-01}"

    found = {each["id"]: each["provision"] for each in json.loads(told(facts, events, "--json").stdout)}

    assert found["invest-2m"] == "CrPC 173(1A)"
    assert not [one for one in found.values() if "BNSS" in one]


def test_a_lawyer_reads_what_is_due_in_order_and_what_is_set_aside(told: Any) -> None:
    result = told(FACTS, EVENTS)

    lines = result.stdout.splitlines()
    heads = [line for line in lines if line[:1].strip()]
    assert result.exit_code == 0
    assert lines[1].startswith("  Mon 2026-02-02 13:00 +05:30")
    assert heads[0] == "DUE, in order (3)"
    assert heads[1] == "WITHOUT A DATE: the law has only words (1)"
    assert heads[-1].startswith("This suggests and never decides")
    assert "no lawyer has confirmed this" in " ".join(result.stdout.split())
    assert max(len(line) for line in lines) <= 100


def confirmed(tmp_path: Path, *ids: str) -> str:
    """A file in which a lawyer has confirmed these entries."""
    path, known = tmp_path / "confirmed.json", {**LAW.clocks, **LAW.provisions}
    day = date(2026, 11, 21)
    add_reviewed(
        path, [Reviewed(id_, "x", known[id_].digest, Decision.CONFIRMED, "Adv. Meera Invented", day) for id_ in ids]
    )
    return str(path)


def test_a_program_is_given_the_earlier_date_until_a_lawyer_has_confirmed_the_later_one(
    told: Any, tmp_path: Path
) -> None:
    open_ = {each["id"]: each for each in json.loads(told(FACTS, EVENTS, "--json").stdout)}
    kept = confirmed(tmp_path, "default-90", "bns-143-4")
    settled = {each["id"]: each for each in json.loads(told(FACTS, EVENTS, "--json", "--confirmed", kept).stdout)}

    assert open_["default-60"]["due"] == "2026-04-03"
    assert "Until a lawyer has confirmed that, this is the safe date." in open_["default-60"]["words"]
    assert "default-60" not in settled
    assert settled["default-90"]["due"] == "2026-05-03"


def test_a_program_is_given_a_bar_that_only_an_unconfirmed_graver_section_lifts(told: Any, tmp_path: Path) -> None:
    """Forced labour alone is barred after a year; beside trafficking, which has no bar, it is not."""
    events = "offence.date_to: 2026-02-01"
    open_ = {each["id"]: each for each in json.loads(told(FACTS, events, "--json").stdout)}
    kept = confirmed(tmp_path, "limitation-1y", "bns-143-4")

    settled = json.loads(told(FACTS, events, "--json", "--confirmed", kept).stdout)

    assert open_["limitation-1y"]["due"] == "2027-02-01"
    assert "limitation-1y" not in {each["id"] for each in settled}
    assert "SET ASIDE: a graver section governs" in told(FACTS, events, "--confirmed", kept).stdout


def test_what_is_among_the_facts_and_not_among_the_events_is_told(told: Any) -> None:
    result = told(FACTS, EVENTS)

    assert "offence.date_to is among the facts and not among the events" in result.stderr
    # A program gets its list and nothing else.
    assert told(FACTS, EVENTS, "--json").stderr == ""


def test_no_event_is_no_clock(told: Any) -> None:
    assert json.loads(told(FACTS, "", "--json").stdout) == []
    assert "Nothing that has happened starts a clock." in told(FACTS, "").stdout


def test_facts_may_be_piped_in(tmp_path: Path) -> None:
    (tmp_path / "events.yaml").write_text(EVENTS, encoding="utf-8")

    result = CliRunner().invoke(law, ["clocks", "-", str(tmp_path / "events.yaml"), "--json"], input=FACTS)

    assert result.exit_code == 0
    assert "default-90" in result.stdout


def test_a_calendar_of_the_court_is_used(told: Any, tmp_path: Path) -> None:
    (tmp_path / "court.yaml").write_text("years: [2026]\ndays: [2026-08-31]", encoding="utf-8")
    events = "judgment.pronounced: 2026-08-01"

    result = told("judgment.adverse: true", events, "--json", "--holidays", str(tmp_path / "court.yaml"))

    (appeal,) = [each for each in json.loads(result.stdout) if each["id"] == "appeal-victim"]
    assert appeal["due"] == "2026-09-01"
    assert "2026-08-31" in appeal["words"]


@pytest.mark.parametrize(
    ("facts", "events", "words"),
    [
        (FACTS, "fir.register: 2026-02-01", "fir.registered"),
        (FACTS, "fir.registered: soon", "2026-11-21T14:30+05:30"),
        ("victim.age: 15", EVENTS, "victim.age_years"),
        ("victim.age_years: young", EVENTS, "a whole number from 0"),
        (FACTS, "[", "YAML"),
        (FACTS, "offence.date_to: 2029-02-01", "2026-02-01 among the facts and 2029-02-01 among the events"),
        (FACTS, "accused.first_remand: 2026-01-04", "lies before offence.date_from"),
        (FACTS, "fir.registered: 2026-01-04T23:00+05:30", "lies before offence.date_from"),
        (
            f"{FACTS}accused.first_remand: 2026-02-03",
            "accused.first_remand: [2026-02-04]",
            "2026-02-03 among the facts",
        ),
    ],
)
def test_what_is_malformed_is_named_with_what_is_allowed(told: Any, facts: str, events: str, words: str) -> None:
    result = told(facts, events, "--json")

    assert result.exit_code == 2
    assert result.stdout == ""
    assert words in result.stderr
    assert "Traceback" not in result.stderr


def test_what_only_may_come_before_the_offence_began_is_believed(told: Any) -> None:
    """She was missing before; and one of several accused was remanded on the day that the facts name."""
    facts = f"{FACTS}accused.first_remand: 2026-02-10"

    result = told(facts, "missing.reported: 2026-01-02\naccused.first_remand: [2026-02-03, 2026-02-10]", "--json")

    assert result.exit_code == 0


def test_every_event_that_is_compared_is_a_trigger() -> None:
    assert LAW.triggers.keys() >= AFTER_IT_BEGAN


def test_clocks_run_by_what_the_fir_names_too(told: Any) -> None:
    result = told(FACTS, EVENTS, "--json", "--fir", "BNS 146")

    found = {each["id"]: each for each in json.loads(result.stdout)}
    assert found["default-60"]["due"] == "2026-04-03"
    assert "bns-146" in found["default-60"]["words"]


def test_a_country_whose_clocks_are_still_to_do_says_so(told: Any) -> None:
    result = told("", EVENTS, "--country", "nepal")

    assert result.exit_code == 2
    assert "nepal has no clocks in the data yet" in result.stderr
