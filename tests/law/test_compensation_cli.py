"""`rihai law compensation` as a reader and a program meet it."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from rihai.law.cli import law

FACTS = "victim: {age_years: 15, sex: female}\nsexual: {penetrative: true, group: false}\nstate: west bengal\n"


@pytest.fixture
def facts(tmp_path: Path) -> str:
    path = tmp_path / "facts.yaml"
    path.write_text(FACTS, encoding="utf-8")
    return str(path)


def test_programs_get_each_scheme_with_heads_amounts_and_clocks(facts: str, tmp_path: Path) -> None:
    (tmp_path / "events.yaml").write_text("vcs.application: 2026-03-10", encoding="utf-8")

    result = CliRunner().invoke(law, ["compensation", facts, "--events", str(tmp_path / "events.yaml"), "--json"])

    nalsa = next(each for each in json.loads(result.output) if each["scheme"] == "nalsa")
    rape = next(each for each in nalsa["heads"] if each["id"] == "nalsa-rape")
    assert nalsa.keys() == {"scheme", "name", "fit", "apply_to", "states", "heads", "interim", "steps", "clocks"}
    assert rape.keys() == {"id", "head", "fit", "least_inr", "most_inr", "ask", "source"}
    assert (rape["fit"], rape["least_inr"], rape["most_inr"], rape["ask"]) == ("fits", 600_000, 1_050_000, [])
    assert nalsa["interim"][0]["least_inr"] == 262_500
    assert [(each["id"], each["due"]) for each in nalsa["clocks"]][1] == ("nalsa-60d", "2026-05-09")


def test_a_reader_gets_whom_to_ask_what_to_ask_and_where_it_was_read(facts: str) -> None:
    result = CliRunner().invoke(law, ["compensation", facts])

    said = " ".join(result.output.split())
    assert result.exit_code == 0
    assert "Rape, Rs 600,000 to 1,050,000 [nalsa-rape]" in said
    assert "Apply to: District Legal Services Authority" in said
    assert "Was she burnt or disfigured?" in said
    assert "Source: press (nalsa-amt, nalsa-amt2); no lawyer has confirmed this" in said
    assert said.endswith("A lawyer must read it before anybody acts on it.")


def test_a_man_for_whom_no_table_was_made_is_led_to_the_scheme_of_his_state() -> None:
    """A man who was robbed: BNSS 396 gives him the scheme of the State all the same."""
    facts = {
        "victim.sex": "male", "victim.age_years": 30, "victim.social_category": "other", "acts": [], "means": [],
        "purposes": [], "labour.bonded_suspected": False, "state": "Kerala",
    }  # fmt: skip

    result = CliRunner().invoke(law, ["compensation", "-", "--json"], input=json.dumps(facts))

    (only,) = json.loads(result.output)
    assert (only["scheme"], only["fit"], only["states"]) == ("state", "possible", ["Kerala"])
    assert "Legal Services Authority" in only["apply_to"]
    assert only["heads"][0]["ask"]


def test_of_what_lies_in_two_states_each_scheme_says_whose_it_is() -> None:
    facts = {"victim.age_years": 15, "sexual.penetrative": True, "state": ["Maharashtra", "west bengal"]}

    said = " ".join(CliRunner().invoke(law, ["compensation", "-"], input=json.dumps(facts)).output.split())

    assert "revised 2017-18 (fits). In: Maharashtra." in said
    assert "BNSS 396, CrPC 357A) (possible). In: Maharashtra, West Bengal." in said


def test_where_nobody_can_be_asked_no_steps_are_told() -> None:
    facts = {"acts": ["recruit"], "means": ["threat"], "purposes": ["forced_labour"]}

    result = CliRunner().invoke(law, ["compensation", "-", "--json"], input=json.dumps(facts))

    (minimums,) = [each for each in json.loads(result.output) if each["scheme"] == "cvcf"]
    assert minimums["apply_to"].startswith("Nobody")
    assert minimums["steps"] == []


def test_a_country_whose_schemes_are_still_to_do_says_so() -> None:
    result = CliRunner().invoke(law, ["compensation", "-", "--country", "nepal"], input="{}")

    assert result.exit_code == 2
    assert "nepal has no schemes in the data yet" in result.output


def test_what_is_malformed_is_named() -> None:
    result = CliRunner().invoke(law, ["compensation", "-"], input="victim.age: 15")

    assert result.exit_code == 2
    assert "victim.age_years" in result.output
