"""Splink as an engine: the same folding and model, no name outside this process. The runs themselves need `[scale]`."""

import csv
import datetime
import importlib.util
from io import BytesIO

import pytest

from rihai.matching.csvfiles import FileProblem
from rihai.matching.engines import engine_named
from rihai.matching.engines.columns import NAMES, Columns
from rihai.matching.engines.splink_pairs import needed, proposals
from rihai.matching.engines.splink_settings import settings
from rihai.matching.model import default_model
from rihai.matching.records import Record

MISSING = [
    Record("M1", "Rukhsana Khatun", "Abdul Gaffar", "F", 13.0, datetime.date(2023, 2, 1), district="Murshidabad"),
    Record("M2", "Sunita Kumari", "Ramesh Mahto", "F", 15.0, datetime.date(2023, 5, 11), district="Ranchi"),
]
FOUND = [
    Record("F1", "রুখসানা", "", "F", 14.0, datetime.date(2024, 1, 15), district="Murshidabad"),
    Record("F2", "सुनीता कुमारी", "रमेश महतो", "F", 15.0, datetime.date(2023, 8, 1), district="रांची"),
]
WITH_SPLINK = pytest.mark.skipif(importlib.util.find_spec("splink") is None, reason="needs the extra [scale]")


def test_rows_agree_across_scripts_and_hold_no_name() -> None:
    columns = Columns()

    missing = dict(zip(NAMES, next(columns.rows(MISSING, 0)), strict=True))
    found = dict(zip(NAMES, next(columns.rows(FOUND, 1)), strict=True))

    assert missing["first_sound"] == found["first_sound"]
    assert missing["district"] == found["district"]
    assert (missing["side"], found["side"], found["guardian"]) == (0, 1, None)
    assert not any(part in str(missing) for part in ("ktn", "abdul", "murshid"))


def test_each_run_hides_words_under_a_key_of_its_own() -> None:
    one, other = (next(Columns().rows(MISSING, 0)) for _ in range(2))

    assert one[0] == other[0]
    assert one[1] != other[1]


def test_shares_of_every_comparison_add_up_to_one() -> None:
    columns = Columns()

    made = settings(list(columns.rows(MISSING, 0)), list(columns.rows(FOUND, 1)), default_model())

    for comparison in made["comparisons"]:
        levels = [level for level in comparison["comparison_levels"] if "m_probability" in level]
        assert sum(level["m_probability"] for level in levels) == pytest.approx(1.0, abs=1e-3)
        assert sum(level["u_probability"] for level in levels) == pytest.approx(1.0, abs=1e-3)


def test_what_was_predicted_becomes_ranked_pairs_whichever_side_stood_left() -> None:
    names = ("source_dataset_l", "unique_id_l", "unique_id_r", "match_weight", "mw_first", "mw_tf_adj_first", "mw_sex")
    predicted = [("missing", "M1", "F1", 9.0, 8.0, 2.0, 0.0), ("found", "F1", "M2", -3.0, -1.5, 0.0, 1.0)]

    made = proposals(predicted, names, 2, default_model(), 10)
    file = BytesIO()
    made.write(file)

    rows = list(csv.DictReader(file.getvalue().decode().splitlines()))
    assert [(row["missing_id"], row["found_id"], row["rank"]) for row in rows] == [("M1", "F1", "1"), ("M2", "F1", "2")]
    assert rows[0]["reasons"].startswith("first:agrees 10.0|register ")
    assert sum(made.bands.values()) == 2


def test_without_the_extra_it_is_said_how_to_get_it() -> None:
    def absent() -> None:
        raise ModuleNotFoundError(name="splink")

    with pytest.raises(FileProblem, match=r"rihai\[scale\]"):
        needed(absent)


@WITH_SPLINK
@pytest.mark.parametrize("name", ["splink-duckdb", "splink-spark"])
def test_both_engines_find_the_right_pairs(name: str) -> None:
    made = engine_named(name)(MISSING, FOUND, model=default_model(), top=10, progress=None)
    file = BytesIO()
    made.write(file)

    rows = list(csv.DictReader(file.getvalue().decode().splitlines()))
    assert {(row["missing_id"], row["found_id"]) for row in rows if row["rank"] == "1"} == {("M1", "F1"), ("M2", "F2")}
