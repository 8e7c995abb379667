"""`rihai law check` as somebody at a terminal, or a program, meets it."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from rihai.law.cli import law
from rihai.law.confirmations import Reviewed, add_reviewed
from rihai.law.sourcing import NOT_CONFIRMED, Decision
from tests.law.tables import INDIA

LISTS = {"met", "possible", "omitted", "unsupported", "flagged", "remedies"}
GOLDEN = Path(__file__).parent / "golden"
FACTS = """
offence: {date_from: 2025-03-01, date_to: 2025-03-01}
victim: {age_years: 15, sex: female}
victims.count: 1
acts: [recruit, transport, sell]
means: [fraud_or_deception]
purposes: [prostitution]
"""


def check(*arguments: str, stdin: str = FACTS) -> Result:
    return CliRunner().invoke(law, ["check", "-", *arguments], input=stdin)


def answer(*arguments: str, stdin: str = FACTS) -> dict[str, Any]:
    done = check(*arguments, "--json", stdin=stdin)
    assert done.exit_code == 0, done.output
    return dict(json.loads(done.stdout))


def test_the_answer_for_programs_has_six_lists_with_ids_of_the_data() -> None:
    found = answer("--fir", "ipc-370-4,itpa-8,BNS 143(4)")

    assert found.keys() == LISTS
    assert all([*each] == ["id", "because", "ask", "source"] for each in found["met"] + found["possible"])
    assert all([*each] == ["id", "reason"] for key in ("omitted", "unsupported", "flagged") for each in found[key])
    named = [each["id"] for key in found if key != "remedies" for each in found[key]]
    assert set(named) <= INDIA.provisions.keys()
    assert set(found["remedies"]) <= INDIA.remedies.keys()


def test_a_section_outside_the_data_is_told_beside_what_is_known() -> None:
    """Real FIRs nearly always name one: what harms her must be flagged all the same."""
    found = check("--fir", "BNS 143(4), IPC 420, ITPA 8", "--json")

    assert json.loads(found.stdout).keys() == LISTS
    assert json.loads(found.stdout)["flagged"][0]["id"] == "itpa-8"
    assert found.stderr.startswith("Not checked: IPC 420: It is not in the data")
    told = " ".join(check("--fir", "BNS 143(4), IPC 420, ITPA 8").stdout.split())
    assert "THE FIR NAMES, AND IT IS NOT CHECKED HERE (1) IPC 420: It is not in the data" in told


def test_each_thing_said_has_its_reason() -> None:
    found = answer("--fir", "ipc-370-4,itpa-8,bns-143-4")

    met = {each["id"]: each for each in found["met"]}
    possible = {each["id"]: each for each in found["possible"]}
    assert met["bns-143-4"]["because"][-1] == {"fact": "victim.age_years", "value": 15, "element": "under 18"}
    assert met["bns-143-4"]["ask"] == []
    assert possible["pocso-4-1"]["ask"] == [{"fact": "sexual.penetrative", "question": "Was there penetration?"}]
    assert [each["id"] for each in found["unsupported"]] == ["ipc-370-4"]
    assert found["flagged"][0]["id"] == "itpa-8"
    assert {"bns-98", "itpa-5-1", "pocso-17"} <= {each["id"] for each in found["omitted"]}
    assert {"add-sections", "victim-not-accused", "child-to-cwc"} <= set(found["remedies"])


def test_a_question_about_a_list_says_what_matters_and_one_about_an_age_does_not_lead() -> None:
    open_facts = (
        "acts: [recruit, unknown]\noffence: {date_from: 2025-03-01, date_to: 2025-03-01}\npurposes: [prostitution]"
    )

    asked = {
        each["id"]: {ask["fact"]: ask["question"] for ask in each["ask"]}
        for each in answer(stdin=open_facts)["possible"]
    }

    assert asked["bns-98"]["acts"].endswith(
        "Was it this: sold, or hired out for money, or handed over to somebody else?"
    )
    assert asked["bns-98"]["victim.age_years"] == "How old was the person when it began (completed years)?"


def test_every_source_says_its_kind_and_who_confirmed_it_or_nobody() -> None:
    found = answer()

    for each in found["met"] + found["possible"]:
        assert each["source"]["kind"] in {
            "official text",
            "mirror or Bill copy",
            "judgment report",
            "press",
            "not read",
        }
        assert each["source"]["confirmed_by"] is None
        assert set(each["source"]["ids"]) <= INDIA.sources.keys()
    assert "verified" not in json.dumps(found)


def test_a_lawyer_reads_every_entry_with_its_source() -> None:
    told = check("--fir", "itpa-8,bns-143-2").stdout

    for heading in (
        "FITS THE FACTS",
        "POSSIBLE",
        "MISSING FROM THE FIR",
        "THE FACTS SPEAK AGAINST IT",
        "HARMFUL",
        "REMEDIES",
    ):
        assert heading in told
    assert "bns-143-4  BNS 2023 s. 143(4), Trafficking a child" in told
    assert "Because: done: recruited, transported or taken along" in told
    assert told.rstrip().endswith("a lawyer must read it before anybody acts on it.")
    assert "verified" not in told


def test_no_entry_stands_without_its_source() -> None:
    told = " ".join(check("--fir", "itpa-8").stdout.split())

    entries = told.count("Source: ")

    assert entries == told.count(NOT_CONFIRMED)
    assert entries > len(answer()["met"]) + len(answer()["possible"])


def test_what_a_lawyer_has_confirmed_is_told_with_her_name(tmp_path: Path) -> None:
    entry = INDIA.provisions["bns-143-4"]
    said = Reviewed(entry.id, "provision", entry.digest, Decision.CONFIRMED, "Adv. Example", date(2026, 1, 2))
    kept = tmp_path / "confirmed.json"
    add_reviewed(kept, [said])

    sources = {each["id"]: each["source"] for each in answer("--confirmed", str(kept))["met"]}

    assert sources["bns-143-4"]["confirmed_by"] == "Adv. Example"
    assert sources["bns-143-4"]["confirmed_on"] == "2026-01-02"
    assert sources["itpa-5-1"]["confirmed_by"] is None
    assert "confirmed by Adv. Example on 2026-01-02" in check("--confirmed", str(kept)).stdout


@pytest.mark.parametrize(
    ("stdin", "arguments", "words"),
    [
        ("victim.agey: 1", (), "victim.agey: is not a fact known here. Allowed: victim.age_years"),
        ("acts: [sold]", (), "acts: 'sold' is not among its values"),
        ("victim.sex: f", (), "Allowed: female, male, transgender, unknown"),
        ("a: [", (), "is not valid YAML"),
        (FACTS, ("--fir", "bns-143-4,abc"), "'abc' names no section. Allowed: an Act with a number"),
        ("- 1", (), "must hold keys and values"),
        (FACTS, ("--country", "france"), "'france' is not one of"),
    ],
)
def test_malformed_input_is_told_in_words_with_exit_code_2(stdin: str, arguments: tuple[str, ...], words: str) -> None:
    done = check(*arguments, stdin=stdin)

    assert done.exit_code == 2
    assert words in done.output
    assert "Traceback" not in done.output


def test_a_file_that_is_not_there_or_not_text_is_told_in_words(tmp_path: Path) -> None:
    binary = tmp_path / "facts.yaml"
    binary.write_bytes(b"\xff\xfe\x00")

    missing = CliRunner().invoke(law, ["check", str(tmp_path / "none.yaml")])
    broken = CliRunner().invoke(law, ["check", str(binary)])

    assert (missing.exit_code, broken.exit_code) == (2, 2)
    assert "does not exist" in missing.output
    assert "is not text" in broken.output


def test_nothing_known_is_a_case_too() -> None:
    found = answer(stdin="")

    assert found["met"] == []
    assert len(found["possible"]) > 100
    assert {"vcs", "victim-counsel"} <= set(found["remedies"])


def test_it_runs_without_an_installation_and_loads_nothing_of_django(tmp_path: Path) -> None:
    path = tmp_path / "facts.yaml"
    path.write_text(FACTS)
    ask = (
        f"import sys; sys.argv = ['rihai', 'law', 'check', {str(path)!r}, '--json']\n"
        "from rihai.cli import main\n"
        "try: main()\n"
        "except SystemExit: print('django' in sys.modules)"
    )

    done = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True)

    assert done.stdout.splitlines()[-1] == "False"
    assert json.loads("\n".join(done.stdout.splitlines()[:-1]))["met"]


def test_the_sheet_of_facts_is_a_file_that_says_nothing_yet(tmp_path: Path) -> None:
    sheet = CliRunner().invoke(law, ["facts"]).stdout
    filled = sheet.replace("\nvictim.age_years: unknown", "\nvictim.age_years: 15").replace(
        "\nacts: unknown", "\nacts: [sell]"
    )

    asked = [key for key, fact in INDIA.vocabulary.items() if not fact.is_derived]
    assert [line.split(":")[0] for line in sheet.splitlines() if line and not line.startswith("#")] == asked
    assert answer(stdin=sheet)["met"] == []
    assert {each["id"] for each in answer(stdin=filled)["met"]} >= {"jj-31"}
    assert max(len(line) for line in sheet.splitlines()) < 120


def test_a_country_whose_law_is_still_to_do_says_so_at_the_end() -> None:
    told = check("--country", "nepal", "--fir", "np-httca-4-1-d").stdout

    assert "FITS THE FACTS (0)" in told
    assert "TO DO (12): in the law of Nepal, and not checked here yet" in told
    assert "HARMFUL TO THE PERSON, OR MAY BE (1)" in told


def test_the_overview_names_each_command_and_an_unknown_one_is_told() -> None:
    overview = CliRunner().invoke(law, ["--help"])
    unknown = CliRunner().invoke(law, ["chekc"])

    assert "check" in overview.stdout
    assert "Say which sections the facts of a case point to" in overview.stdout
    assert unknown.exit_code == 2
    assert "No such command 'chekc'" in unknown.output


def test_a_whole_answer_reads_as_it_was_last_looked_at() -> None:
    """Whoever changes words or data reads the new answer, then keeps it."""
    done = CliRunner().invoke(law, ["check", str(GOLDEN / "facts.yaml"), "--fir", "ipc-370-4,itpa-8,pocso-4-2"])

    assert done.stdout == (GOLDEN / "answer.txt").read_text(), (
        "Read it, then: rihai law check tests/law/golden/facts.yaml --fir ipc-370-4,itpa-8,pocso-4-2"
        " > tests/law/golden/answer.txt"
    )


def test_a_section_of_one_state_fits_where_it_lay_in_two_and_names_that_one() -> None:
    dedicated = '{acts: [dedicate], state: [Maharashtra, karnataka], offence.date_from: "2024-08-01"}'

    met = {one["id"]: one["because"] for one in answer(stdin=dedicated)["met"]}

    assert {"kar-dev-1982", "mah-dev-2005"} <= met.keys()
    assert {"fact": "state", "value": "Karnataka", "element": "Karnataka"} in met["kar-dev-1982"]
