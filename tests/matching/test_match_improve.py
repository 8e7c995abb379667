"""`rihai match improve`: decisions about pairs of two registers change a model, and what does not fit is told."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from rihai.matching.cli import match
from rihai.matching.model import Model, default_model
from tests.matching.registers import registers, write

HEADER = ("missing_id", "found_id", "decision")
DECISIONS = (("M1", "F1", "yes"), ("M2", "F2", "Yes"), ("M4", "F1", "no"))


def improved(folder: Path, decisions: tuple[tuple[str, ...], ...], *more: str) -> Result:
    model = folder / "model.json"
    model.write_text(default_model().to_json())
    file = write(folder / "decisions.csv", HEADER, decisions)
    paths = (model, file, *registers(folder), "--out", folder / "better.json", *more)
    return CliRunner().invoke(match, ["improve", *map(str, paths)])


def test_the_new_model_knows_of_the_decisions_and_holds_no_name(tmp_path: Path) -> None:
    done = improved(tmp_path, DECISIONS)

    assert done.exit_code == 0, done.output
    text = (tmp_path / "better.json").read_text()
    assert Model.from_json(text).source.endswith("improved by 3 decisions")
    assert Model.from_json(text).name.m != default_model().name.m
    assert not any(word in text.lower() for word in ("rukhsana", "sunita", "murshidabad", "m1"))


def test_link_takes_the_new_model(tmp_path: Path) -> None:
    improved(tmp_path, DECISIONS)

    paths = (*registers(tmp_path), "--model", tmp_path / "better.json", "--out", tmp_path / "pairs.csv")
    linked = CliRunner().invoke(match, ["link", *map(str, paths)])

    assert linked.exit_code == 0, linked.output


def test_ids_that_are_not_there_are_told_by_their_row_and_left_out(tmp_path: Path) -> None:
    done = improved(tmp_path, (*DECISIONS, ("Asha Devi", "F1", "no"), ("M1", "F9", "no"), ("M8", "F8", "no")), "--json")

    figures = json.loads(done.stdout)
    assert (figures["decisions"], figures["left_out"]) == (3, 3)
    assert "decisions, row 4: its id is not in the file of the missing\n" in done.stderr
    assert "decisions, row 5: its id is not in the file of the found\n" in done.stderr
    assert "decisions, row 6: its id is not in the file of the missing nor of the found\n" in done.stderr
    assert "Asha" not in done.stderr


@pytest.mark.parametrize(
    ("decisions", "words"),
    [
        ((("M1", "F1", "perhaps"),), "row 1: the decision is yes or no"),
        ((("M1", "F1", ""),), "row 1: the decision is yes or no"),
        ((*DECISIONS, ("M1", "F1", "no")), "row 4: row 1 decides this pair otherwise"),
        ((("M8", "F8", "yes"),), "No decision names two records"),
        ((), "No decision names two records"),
    ],
)
def test_decisions_that_cannot_be_used_stop_with_words_and_write_nothing(
    tmp_path: Path, decisions: tuple[tuple[str, ...], ...], words: str
) -> None:
    done = improved(tmp_path, decisions)

    assert done.exit_code == 2, done.output
    assert words in done.stderr
    assert not (tmp_path / "better.json").exists()


def test_the_model_is_not_written_over(tmp_path: Path) -> None:
    done = improved(tmp_path, DECISIONS, "--out", str(tmp_path / "model.json"))

    assert done.exit_code == 2
    assert Model.from_json((tmp_path / "model.json").read_text()) == default_model()


def test_many_rows_that_fit_no_record_are_counted(tmp_path: Path) -> None:
    done = improved(tmp_path, (*DECISIONS, *((f"X{number}", "F1", "no") for number in range(9))))

    assert "4 more decisions" in done.stderr
