"""A model learnt without labels comes near what made the data, and decisions move it a little at a time."""

import dataclasses
import datetime
import json
import random
from pathlib import Path

import pytest
from click.testing import CliRunner

from rihai.matching.cli import match
from rihai.matching.index import Index
from rihai.matching.learning import Decision, improve, learn
from rihai.matching.model import Model, default_model
from rihai.matching.records import Kind, Record
from tests.matching.registers import registers

SYLLABLES = ("ka", "ri", "mo", "shu", "na", "del", "pra", "ti", "gan", "bo", "lu", "ven", "sa", "jit", "dho")
MARKS = ("mole on chin", "scar on left hand", "tattoo on right arm", "burn on back", "")
MARK_AGREES = 0.5
SEX_DIFFERS = 0.05


def somebody(chance: random.Random) -> Record:
    def word() -> str:
        return "".join(chance.choice(SYLLABLES) for _ in range(3)).capitalize()

    return Record(
        "",
        f"{word()} {word()}",
        f"{word()} {word()}",
        chance.choice("FM"),
        float(chance.randint(8, 20)),
        datetime.date(2020, 1, 1) + datetime.timedelta(days=chance.randint(0, 1000)),
        marks=chance.choice(MARKS),
    )


def made(count: int, seed: int = 1) -> tuple[list[Record], list[Record]]:
    """Half of the found are among the missing, with sex and marks that differ as often as said above."""
    chance = random.Random(seed)
    missing = [dataclasses.replace(somebody(chance), id=f"M{number}") for number in range(count)]
    found = []
    for number, record in enumerate(missing):
        one = record if number % 2 else somebody(chance)
        date = (one.date or datetime.date.min) + datetime.timedelta(days=chance.randint(1, 200))
        sex = {"F": "M", "M": "F"}[one.sex] if chance.random() < SEX_DIFFERS else one.sex
        marks = one.marks if chance.random() < MARK_AGREES else chance.choice(MARKS)
        found.append(dataclasses.replace(one, id=f"F{number}", date=date, sex=sex, marks=marks))
    return missing, found


def wrong() -> Model:
    return dataclasses.replace(default_model(), sex_differs=0.3, marks_agree=0.9, expected=0.1)


def test_from_a_wrong_start_it_comes_near_what_made_the_data() -> None:
    missing, found = made(1500)

    model = learn(missing, found, wrong(), rounds=3, strength=20.0)

    assert model.sex_differs == pytest.approx(SEX_DIFFERS, abs=0.03)
    assert model.marks_agree < 0.75
    assert model.expected == pytest.approx(0.5, abs=0.05)
    assert model.name.m[-1] < default_model().name.m[-1]


def test_what_is_learnt_is_a_model_again_and_holds_no_name() -> None:
    missing, found = made(200)

    text = learn(missing, found, default_model(), rounds=1).to_json()

    assert Model.from_json(text).to_json() == text
    assert not any(word in text for record in missing for word in record.name.split())
    assert "without labels" in json.loads(text)["source"]


def test_empty_registers_teach_nothing() -> None:
    assert learn([], [], default_model(), rounds=1) == default_model()


def test_a_handful_of_decisions_changes_little_and_many_change_more() -> None:
    missing, found = made(400)
    index = Index.build(missing, kind=Kind.MISSING, model=default_model())
    confirmed = [Decision(found[number], f"M{number}", is_same=True) for number in range(1, 400, 2)]

    few = improve(default_model(), index, confirmed[:5])
    many = improve(default_model(), index, confirmed)

    before = default_model().marks_agree
    assert abs(few.marks_agree - before) < 0.01
    assert few.marks_agree > many.marks_agree
    assert few.expected == default_model().expected


def test_refused_pairs_that_seemed_sure_make_a_bit_worth_less() -> None:
    missing, found = made(400)
    index = Index.build(missing, kind=Kind.MISSING, model=default_model())
    refused = [Decision(found[number], f"M{number}", is_same=False) for number in range(1, 400, 2)]

    model = improve(default_model(), index, refused)

    assert model.damping < default_model().damping


def test_decisions_about_records_that_are_gone_change_nothing() -> None:
    index = Index.build([Record("M1", "Asha")], kind=Kind.MISSING, model=default_model())

    assert improve(default_model(), index, [Decision(Record("F1", "Asha"), "M9", is_same=True)]) == default_model()


def test_train_writes_a_model_that_link_takes(tmp_path: Path) -> None:
    missing, found = registers(tmp_path)
    model, out = tmp_path / "model.json", tmp_path / "pairs.csv"
    run = CliRunner().invoke

    trained = run(match, ["train", str(missing), str(found), "--out", str(model), "--rounds", "1"])
    linked = run(match, ["link", str(missing), str(found), "--out", str(out), "--model", str(model)])

    assert trained.exit_code == linked.exit_code == 0, trained.output + linked.output


@pytest.mark.parametrize("content", ["", "{}", "[1]", '{"name": 1}', "\0"])
def test_a_file_that_is_no_model_is_told_in_words(tmp_path: Path, content: str) -> None:
    missing, found = registers(tmp_path)
    model = tmp_path / "model.json"
    model.write_text(content)

    done = CliRunner().invoke(
        match, ["link", str(missing), str(found), "--out", str(tmp_path / "p.csv"), "--model", str(model)]
    )

    assert done.exit_code == 2, done.output
    assert "not a model" in done.stderr
