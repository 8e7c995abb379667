"""Figures of hand-made pairs come out as counted by hand."""

import math
from pathlib import Path

import pytest

from bench.matching.evaluate import evaluate, table
from bench.matching.pairs import read_pairs, read_truth

TRUTH = "missing_id,found_id\nM1,F1\nM2,F2\nM3,F3\nM4,F4\n"
PAIRS = """missing_id,found_id,weight,probability,band,rank,reasons
M1,F1,20,0.99,show,1,x
M2,F2,15,0.90,show,1,x
M9,F2,9,0.10,unlikely,2,x
M8,F3,12,0.90,show,1,x
M3,F3,11,0.60,review,2,x
M7,F9,5,0.02,unlikely,1,"a, b"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "truth.csv").write_text(TRUTH)
    (tmp_path / "pairs.csv").write_text(PAIRS)
    (tmp_path / "strata.csv").write_text(
        "found_id,scripts,cross,evidence,community,sex,one_token,altered\n"
        "F1,latin-latin,0,thin,north,F,0,no\nF3,latin-bengali,1,thin,bengali,,1,no\n"
    )
    return tmp_path


def test_recall_counts_the_true_one_by_its_place_in_the_list_of_the_found(folder: Path) -> None:
    figures = evaluate(folder, folder / "pairs.csv")

    assert figures.true_pairs == 4
    assert figures.pair_recall == 0.75
    assert figures.recall_at_1 == 0.5
    assert figures.recall_at_10 == 0.75


def test_the_best_threshold_weighs_precision_and_recall(folder: Path) -> None:
    figures = evaluate(folder, folder / "pairs.csv")

    assert figures.threshold == 11
    assert (figures.precision, figures.recall) == (0.75, 0.75)
    assert figures.best_f1 == pytest.approx(0.75)
    assert figures.recall_at_precision_95 == 0.5


def test_the_nine_band_tells_how_many_of_those_were_true(folder: Path) -> None:
    figures = evaluate(folder, folder / "pairs.csv")

    assert figures.nine_band == 0.5
    assert (0.55, 0.65, 1, 1.0) in figures.calibration


def test_a_tool_that_gives_all_the_same_weight_gains_nothing_by_the_order_of_its_file(folder: Path) -> None:
    same = ["missing_id,found_id,weight", "M1,F1,1", *(f"X{at},F1,1" for at in range(30))]
    (folder / "same.csv").write_text("\n".join(same) + "\n")

    figures = evaluate(folder, folder / "same.csv")

    assert figures.recall_at_10 == 0
    assert figures.precision == pytest.approx(1 / 31)


def test_without_probabilities_nothing_is_said_about_them(folder: Path) -> None:
    (folder / "bare.csv").write_text("missing_id,found_id,weight\nM1,F1,3\n")

    assert math.isnan(evaluate(folder, folder / "bare.csv").nine_band)


def test_only_those_who_were_asked_for_count(folder: Path) -> None:
    (folder / "asked.csv").write_text("id,name\nF1,x\nF9,x\n")

    figures = evaluate(folder, folder / "pairs.csv", folder / "asked.csv")

    assert (figures.true_pairs, figures.recall_at_1) == (1, 1.0)


def test_no_pairs_at_all_is_no_error(folder: Path) -> None:
    (folder / "none.csv").write_text("missing_id,found_id,weight,probability\n")

    figures = evaluate(folder, folder / "none.csv")

    assert (figures.pairs, figures.recall_at_10, figures.best_f1) == (0, 0, 0)


def test_groups_are_listed_with_their_recall(folder: Path) -> None:
    figures = evaluate(folder, folder / "pairs.csv")

    assert figures.groups["cross"] == {"0": (1, 1.0, 1.0), "1": (1, 0.0, 1.0)}
    assert figures.groups["sex"]["not told"] == (1, 0.0, 1.0)
    assert "latin-bengali" in table(figures)


def test_a_pair_is_true_only_with_its_own_partner(folder: Path) -> None:
    pairs = read_pairs(folder / "pairs.csv", read_truth(folder / "truth.csv"))

    assert pairs.is_true.tolist() == [True, True, False, False, True, False]
