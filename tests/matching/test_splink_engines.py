"""Splink as an engine: the same folding and model, no name outside this process. Whole runs: `tests/scale`."""

import csv
import datetime
import sqlite3
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace

import pytest

from rihai.matching.csvfiles import PAIR_COLUMNS, FileProblem
from rihai.matching.engines.columns import NAMES, Columns
from rihai.matching.engines.proposals import Proposals
from rihai.matching.engines.splink_pairs import BEST, best_of_each, needed, proposals
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

    assert one[0] == other[0] == "0"
    assert one[1] != other[1]


def test_shares_of_every_comparison_add_up_to_one() -> None:
    columns = Columns()

    made = settings(list(columns.rows(MISSING, 0)), list(columns.rows(FOUND, 1)), default_model())

    for comparison in made["comparisons"]:
        levels = [level for level in comparison["comparison_levels"] if "m_probability" in level]
        assert sum(level["m_probability"] for level in levels) == pytest.approx(1.0, abs=1e-3)
        assert sum(level["u_probability"] for level in levels) == pytest.approx(1.0, abs=1e-3)


def test_what_true_pairs_agree_on_comes_from_the_model_and_chance_from_the_registers() -> None:
    columns = Columns()
    missing, found = list(columns.rows(MISSING, 0)), list(columns.rows(FOUND, 1))
    model = replace(default_model(), marks_agree=0.77, sex_differs=0.11)

    made = settings(missing, found, model)

    levels = {each["output_column_name"]: each["comparison_levels"] for each in made["comparisons"]}
    assert levels["first"][1]["m_probability"] == sum(model.name.m[:2])
    assert levels["marks"][1]["m_probability"] == 0.77
    assert levels["sex"][2]["m_probability"] == pytest.approx(0.11)
    assert levels["district"][1]["u_probability"] == pytest.approx(0.5)


def predicted(rows: Sequence[tuple[object, ...]], top: int) -> Proposals:
    """What becomes of rows as Splink predicts them, in a database of their own."""
    names = ("source_dataset_l", "unique_id_l", "unique_id_r", "match_weight", "mw_first", "mw_tf_adj_first", "mw_sex")
    base = sqlite3.connect(":memory:")
    base.execute(f"CREATE TABLE predicted ({', '.join(names)})")
    base.executemany("INSERT INTO predicted VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
    base.execute(f"CREATE TABLE {BEST} AS {best_of_each('predicted', names, top)}")
    ids = [f"M{number}" for number in range(100)], [f"F{number}" for number in range(100)]
    return proposals(base.execute, ids, default_model(), top, ExitStack())


def written(made: Proposals) -> list[dict[str, str]]:
    return list(csv.DictReader(b"".join(made.blocks).decode().splitlines(), PAIR_COLUMNS))


def test_what_was_predicted_becomes_ranked_pairs_whichever_side_stood_left() -> None:
    rows = [("found", "1", "2", -3.0, -1.5, 0.0, 1.0), ("missing", "1", "1", 9.0, 8.0, 2.0, None)]

    made = predicted(rows, 10)

    lines = written(made)
    assert [(row["missing_id"], row["found_id"], row["rank"]) for row in lines] == [
        ("M1", "F1", "1"),
        ("M2", "F1", "2"),
    ]
    assert lines[0]["reasons"].startswith("first:agrees 10.0|register ")
    assert lines[1]["reasons"].startswith("first:differs -1.5|sex:agrees 1.0|register ")
    assert sum(made.bands.values()) == 2


def test_only_the_best_of_each_found_record_leave_the_database() -> None:
    rows = [("missing", str(missing), str(found), float(missing), 1.0, 0.0, 0.0) for missing in range(40)
            for found in range(3)]  # fmt: skip

    made = predicted(rows, 2)

    lines = written(made)
    assert [row["missing_id"] for row in lines] == ["M39", "M38"] * 3
    assert made.bands["unlikely"] + made.bands["review"] + made.bands["show"] == 6


def test_many_pairs_are_written_in_several_blocks() -> None:
    rows = [("missing", str(missing), str(found), 9.0, 1.0, 0.0, 0.0) for missing in range(10) for found in range(100)]

    blocks = list(predicted(rows, 10).blocks)

    assert len(blocks) > 2
    assert b"".join(blocks).count(b"\n") == 1000


def test_what_the_lines_came_from_is_closed_with_the_last_one() -> None:
    closed: list[str] = []
    end = ExitStack()
    end.callback(closed.append, "database")
    base = sqlite3.connect(":memory:")
    base.execute(f"CREATE TABLE {BEST} (missing, found, weight, place)")

    made = proposals(base.execute, ([], []), default_model(), 10, end)

    assert not closed
    assert not written(made)
    assert closed == ["database"]


def test_without_the_extra_it_is_said_how_to_get_it() -> None:
    def absent() -> None:
        raise ModuleNotFoundError(name="splink")

    with pytest.raises(FileProblem, match=r"rihai\[scale\]"):
        needed(absent)
