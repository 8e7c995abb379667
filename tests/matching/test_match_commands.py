"""`rihai match` on small files: pairs, rejects, figures, and no half file."""

import csv
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from rihai.matching.cli import COMMANDS, match
from rihai.matching.csvfiles import PAIR_COLUMNS, TRUTH_COLUMNS
from rihai.matching.records import COLUMNS
from tests.matching.registers import FOUND, MISSING, TRUTH, registers, write


def run(*arguments: object) -> Result:
    return CliRunner().invoke(match, [str(argument) for argument in arguments])


def pairs_in(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def best(path: Path) -> dict[str, str]:
    return {pair["found_id"]: pair["missing_id"] for pair in pairs_in(path) if pair["rank"] == "1"}


def test_link_proposes_the_right_pairs_across_scripts(tmp_path: Path) -> None:
    missing, found = registers(tmp_path)
    out = tmp_path / "pairs.csv"

    done = run("link", missing, found, "--out", out)

    assert done.exit_code == 0, done.output
    assert {"F1": "M1", "F2": "M2"}.items() <= best(out).items()
    assert tuple(pairs_in(out)[0]) == PAIR_COLUMNS
    assert "A person decides" in done.stdout


def test_every_pair_has_reasons_that_add_up_and_hold_no_name(tmp_path: Path) -> None:
    missing, found = registers(tmp_path)
    out = tmp_path / "pairs.csv"

    run("link", missing, found, "--out", out)

    for pair in pairs_in(out):
        points = [float(reason.rpartition(" ")[2]) for reason in pair["reasons"].split("|")]
        assert sum(points) == pytest.approx(float(pair["weight"]), abs=0.06 * len(points))
    words = {word.lower() for row in (*MISSING, *FOUND) for cell in row[1:3] for word in cell.split()}
    assert not any(word in out.read_text(encoding="utf-8").lower() for word in words)


def test_ids_with_commas_and_quotation_marks_come_back_as_they_were(tmp_path: Path) -> None:
    missing = write(tmp_path / "m.csv", COLUMNS, (('M,"1"', *MISSING[0][1:]),))
    found = write(tmp_path / "f.csv", COLUMNS, (("আ 1", *FOUND[0][1:]),))
    out = tmp_path / "pairs.csv"

    run("link", missing, found, "--out", out)

    assert best(out) == {"আ 1": 'M,"1"'}


def test_rejected_rows_are_listed_and_the_rest_is_linked(tmp_path: Path) -> None:
    missing, _ = registers(tmp_path)
    found = write(tmp_path / "f.csv", COLUMNS, (*FOUND, ("F4", "Asha", "", "girl", *[""] * 7)))
    out, rejects = tmp_path / "pairs.csv", tmp_path / "rejects.csv"

    done = run("link", missing, found, "--out", out, "--rejects", rejects, "--json")

    assert json.loads(done.stdout)["rejected"] == 1
    assert rejects.read_text() == 'file,line,reason\nfound,5,"sex is F, M, T or empty"\n'
    assert best(out)["F1"] == "M1"


def test_a_row_that_holds_more_than_is_compared_is_taken_in_and_told(tmp_path: Path) -> None:
    missing, _ = registers(tmp_path)
    long = ("F4", "Asha Maya Zubeda Laxmi Rukhsana Sunita", *[""] * 7, "Nawada Rampur Lalgola Sitapur", "")
    found = write(tmp_path / "f.csv", COLUMNS, (FOUND[0], long))
    out, rejects = tmp_path / "pairs.csv", tmp_path / "rejects.csv"

    done = run("link", missing, found, "--out", out, "--rejects", rejects, "--strict")

    assert done.exit_code == 0, done.output
    assert "Rows with more words or marks than are compared: 1" in done.stderr
    told = "taken in, but only 4 words of its name and 3 words of its village are compared"
    assert rejects.read_text() == f'file,line,reason\nfound,3,"{told}"\n'
    assert "F4" in best(out)


def test_strict_stops_with_two_and_writes_nothing(tmp_path: Path) -> None:
    missing, _ = registers(tmp_path)
    found = write(tmp_path / "f.csv", COLUMNS, (("F4", "Asha", "", "girl", *[""] * 7),))
    before = set(tmp_path.iterdir())

    done = run("link", missing, found, "--out", tmp_path / "p.csv", "--rejects", tmp_path / "r.csv", "--strict")

    assert done.exit_code == 2
    assert "line 2: sex is F, M, T or empty. Nothing was written." in done.stderr
    assert set(tmp_path.iterdir()) == before


@pytest.mark.parametrize("engine", ["local"])
def test_registers_without_any_row_give_a_file_without_pairs(tmp_path: Path, engine: str) -> None:
    missing, found = (write(tmp_path / name, COLUMNS, ()) for name in ("m.csv", "f.csv"))
    out = tmp_path / "pairs.csv"

    done = run("link", missing, found, "--out", out, "--engine", engine)

    assert done.exit_code == 0, done.output
    assert pairs_in(out) == []


def test_an_input_is_never_written_over(tmp_path: Path) -> None:
    missing, found = registers(tmp_path)
    before = found.read_bytes()

    done = run("link", missing, found, "--out", found)

    assert done.exit_code == 2
    assert "is named twice" in done.stderr
    assert found.read_bytes() == before


def test_evaluate_tells_precision_recall_and_calibration(tmp_path: Path) -> None:
    rows = (("M1", "F1", "9", "0.9", "show", "1", ""), ("M3", "F2", "8", "0.6", "show", "1", ""),
            ("M2", "F2", "-1", "0.3", "review", "2", ""))  # fmt: skip
    pairs = write(tmp_path / "pairs.csv", PAIR_COLUMNS, rows)
    truth = write(tmp_path / "truth.csv", TRUTH_COLUMNS, (*TRUTH, ("M4", "F4")))

    figures = json.loads(run("evaluate", pairs, truth, "--json").stdout)

    assert figures["recall_at_1"] == pytest.approx(1 / 3)
    assert figures["recall_at_10"] == figures["pair_recall"] == pytest.approx(2 / 3)
    assert (figures["precision"], figures["recall"]) == (pytest.approx(2 / 3), pytest.approx(2 / 3))
    assert figures["recall_at_precision_95"] == pytest.approx(1 / 3)
    assert [part["true_share"] for part in figures["calibration"]] == [None, None, 1.0, 0.0, 1.0, None]


def test_evaluate_of_no_pairs_or_no_truth_is_answered(tmp_path: Path) -> None:
    pairs = write(tmp_path / "pairs.csv", PAIR_COLUMNS, ())
    truth = write(tmp_path / "truth.csv", TRUTH_COLUMNS, TRUTH)
    none = write(tmp_path / "none.csv", TRUTH_COLUMNS, ())

    assert "Best F1: 0.000" in run("evaluate", pairs, truth).stdout
    assert "nothing to measure against" in run("evaluate", pairs, none).stderr


@pytest.mark.parametrize(
    ("probability", "rank", "said"),
    [
        ("1.2", "1", "between 0 and 1"),
        ("-0.1", "1", "between 0 and 1"),
        ("0.5", "0", "from 1"),
        ("0.5", "1.5", "from 1"),
    ],
)
def test_evaluate_refuses_what_no_pair_can_be(tmp_path: Path, probability: str, rank: str, said: str) -> None:
    pairs = write(tmp_path / "pairs.csv", PAIR_COLUMNS, (("M1", "F1", "9", probability, "show", rank, ""),))
    truth = write(tmp_path / "truth.csv", TRUTH_COLUMNS, TRUTH)

    done = run("evaluate", pairs, truth)

    assert done.exit_code == 2
    assert said in done.stderr
    assert "row 1" in done.stderr


def test_link_counts_the_found_without_any_candidate(tmp_path: Path) -> None:
    missing = write(tmp_path / "m.csv", COLUMNS, (MISSING[0],))
    before = ("F9", "", "", "F", "12", "2020-01-01", *[""] * 5)
    found = write(tmp_path / "f.csv", COLUMNS, (FOUND[0], before))
    out = tmp_path / "pairs.csv"

    figures = json.loads(run("link", missing, found, "--out", out, "--json").stdout)

    assert figures["found_without_candidate"] == 1
    assert "For 1 of the found there is no candidate" in run("link", missing, found, "--out", out).stdout


def test_fold_shows_that_scripts_meet(tmp_path: Path) -> None:
    done = run("fold", "Laxmi", "লক্ষ্মী", "unknown")

    lines = done.stdout.splitlines()
    assert lines[1].split()[1] == lines[3].split()[1]
    assert "says nothing about a name" in lines[5]


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_has_help_that_its_line_in_the_overview_begins(name: str) -> None:
    done = run(name, "--help")

    assert done.exit_code == 0, done.output
    assert COMMANDS[name][1].rstrip(".").split()[0] in done.stdout
    assert name in run("--help").stdout


def test_it_works_without_an_installation_and_being_ended_leaves_no_half_file(tmp_path: Path) -> None:
    missing, found = registers(tmp_path)
    os.mkfifo(tmp_path / "slow.csv")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("RIHAI", "DJANGO"))}
    command = [sys.executable, "-m", "rihai.cli", "match", "link", str(missing), str(tmp_path / "slow.csv")]
    process = subprocess.Popen(
        [*command, "--out", str(tmp_path / "pairs.csv")], stderr=subprocess.PIPE, text=True, env=environment
    )
    with (tmp_path / "slow.csv").open("w") as slow:
        slow.write(found.read_text(encoding="utf-8"))
        slow.flush()
        assert list(tmp_path.glob(".rihai-*.part"))
        process.send_signal(signal.SIGTERM)
        _, told = process.communicate(timeout=60)

    assert process.returncode == 1, told
    assert "Traceback" not in told
    assert {path.name for path in tmp_path.iterdir()} == {"missing.csv", "found.csv", "slow.csv"}


@pytest.mark.parametrize("command", [("link",), ("query", "--index")], ids=["link", "query"])
def test_columns_of_ones_own_stand_after_the_fixed_ones_or_are_left_out(
    tmp_path: Path, command: tuple[str, ...]
) -> None:
    missing = write(tmp_path / "m.csv", (*COLUMNS, "Case no"), tuple((*row, f'C,"{row[0]}"') for row in MISSING))
    found = write(tmp_path / "f.csv", ("Shelter", *COLUMNS), tuple((f"आश्रय {row[0]}", *row) for row in FOUND))
    out, without = tmp_path / "pairs.csv", tmp_path / "without.csv"

    done = run(*command, missing, found, "--out", out)
    run(*command, missing, found, "--out", without, "--no-carry")

    assert tuple(pairs_in(out)[0]) == (*PAIR_COLUMNS, "missing_Case no", "found_Shelter")
    for pair in pairs_in(out):
        assert pair["missing_Case no"] == f'C,"{pair["missing_id"]}"'
        assert pair["found_Shelter"] == f"आश्रय {pair['found_id']}"
    assert "carry columns of your own: missing_Case no, found_Shelter" in done.stderr
    assert tuple(pairs_in(without)[0]) == PAIR_COLUMNS
    assert [{name: pair[name] for name in PAIR_COLUMNS} for pair in pairs_in(out)] == pairs_in(without)
    assert run("evaluate", out, write(tmp_path / "truth.csv", TRUTH_COLUMNS, TRUTH)).exit_code == 0


def test_columns_of_ones_own_come_out_of_a_saved_index(tmp_path: Path) -> None:
    missing = write(tmp_path / "m.csv", (*COLUMNS, "Case no"), tuple((*row, f"C{row[0]}") for row in MISSING))
    _, found = registers(tmp_path)
    key, index, out = tmp_path / "key", tmp_path / "index", tmp_path / "pairs.csv"
    key.write_text(os.urandom(32).hex())
    key.chmod(0o600)
    run("query", "--index", missing, found, "--out", out, "--save-index", index, "--key-file", key)

    done = run("query", "--index", index, found, "--out", out, "--key-file", key)

    assert done.exit_code == 0, done.output
    assert {pair["missing_Case no"] for pair in pairs_in(out)} == {f"C{pair['missing_id']}" for pair in pairs_in(out)}
