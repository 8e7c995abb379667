"""Splink 5 on DuckDB: `python splink_duckdb.py MISSING FOUND OUT [--wide]`, columns as `peers.columns` writes them.

Here: its settings, its training without labels, its pairs. Runs in the throw-away environment, so it imports nothing
of the project; that also is why its library is asked for by name.
"""

import argparse
import importlib
import time
from typing import Any

splink: Any = importlib.import_module("splink")
duckdb: Any = importlib.import_module("duckdb")
library: Any = importlib.import_module("splink.comparison_library")
levels: Any = importlib.import_module("splink.comparison_level_library")
FEWEST_BITS = -4

TRUSTED = (("name", "sex"), ("guardian", "first"), ("first", "district", "sex"), ("last", "village"))
NARROW = (*TRUSTED, ("first", "born", "sex"), ("guardian", "sex"), ("village", "sex"), ("last", "district", "born"))
WIDE = (
    *NARROW,
    ("sound",),
    ("first", "state"),
    ("district", "born", "sex"),
    ("marks", "district"),
    ("last", "born", "state"),
)
COMPARED = ("first", "last", "guardian", "district", "village")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("missing", "found", "out"):
        parser.add_argument(name)
    parser.add_argument("--wide", action="store_true", help="more rules, more pairs")
    parser.add_argument("--between", type=int, default=0, help="also ask for so many single records, one by one")
    given = parser.parse_args()
    connection = duckdb.connect()
    connection.execute("SET memory_limit='6GB'; SET threads=2")
    api = splink.DuckDBAPI(connection=connection)
    tables = [_read(connection, path, name) for path, name in ((given.missing, "missing"), (given.found, "found"))]
    filled = _filled(connection, tables)
    registered = [api.register(name, dataset_display_name=name) for name in tables]
    linker = splink.Linker(registered, _settings(filled, WIDE if given.wide else NARROW), log_level="ERROR")
    started = time.perf_counter()
    _train(linker, filled)
    trained = time.perf_counter()
    predicted = linker.inference.predict(threshold_match_weight=FEWEST_BITS)
    _save(connection, predicted.physical_name, given.out)
    print(f"training {trained - started:.1f} s, pairs {time.perf_counter() - trained:.1f} s")
    if given.between:
        _one_by_one(connection, api, linker, given.between)


def _read(connection: Any, path: str, name: str) -> str:
    """Empty cells are nothing, not a text that agrees with another empty one."""
    cells = f"read_csv('{path}', all_varchar=true, header=true, nullstr='')"
    connection.execute(f"CREATE TABLE {name}_in AS SELECT *, id AS unique_id FROM {cells}")  # noqa: S608 - our own path
    return f"{name}_in"


def _filled(connection: Any, tables: list[str]) -> set[str]:
    """Columns that say anything at all: the thin registers have few."""
    names = [row[0] for row in connection.execute(f"DESCRIBE {tables[0]}").fetchall()]
    return {name for name in names if all(_count(connection, table, name) for table in tables)}


def _count(connection: Any, table: str, name: str) -> int:
    return int(connection.execute(f"SELECT count({name}) FROM {table}").fetchall()[0][0])  # noqa: S608 - our own names


def _settings(filled: set[str], rules: tuple[tuple[str, ...], ...]) -> Any:
    similar = [
        library.JaroWinklerAtThresholds(name, [0.92, 0.85]).configure(term_frequency_adjustments=True)
        for name in COMPARED
        if name in filled
    ]
    exact = [library.ExactMatch(name) for name in ("sex", "marks") if name in filled]
    return splink.SettingsCreator(
        link_type="link_only",
        comparisons=[*similar, *exact, _born(), _days()],
        blocking_rules_to_generate_predictions=[splink.block_on(*rule) for rule in rules if set(rule) <= filled],
        retain_matching_columns=False,
    )


def _born() -> Any:
    gap = "abs(try_cast(born_l AS INTEGER) - try_cast(born_r AS INTEGER))"
    return library.CustomComparison(
        output_column_name="born",
        comparison_levels=[
            levels.NullLevel("born"),
            *(levels.CustomLevel(f"{gap} <= {most}", label_for_charts=f"within {most}") for most in (0, 1, 2, 4)),
            levels.ElseLevel(),
        ],
    )


def _days() -> Any:
    """Found after missing, and rather soon; either table may stand on the left."""
    sign = "(CASE WHEN unique_id_l < unique_id_r THEN -1 ELSE 1 END)"
    lag = f"(try_cast(day_r AS INTEGER) - try_cast(day_l AS INTEGER)) * {sign}"
    return library.CustomComparison(
        output_column_name="day",
        comparison_levels=[
            levels.NullLevel("day"),
            levels.CustomLevel(f"{lag} < 0", label_for_charts="found before"),
            *(levels.CustomLevel(f"{lag} <= {most}", label_for_charts=f"within {most}") for most in (60, 365, 1500)),
            levels.ElseLevel(),
        ],
    )


def _train(linker: Any, filled: set[str]) -> None:
    rules = [splink.block_on(*rule) for rule in TRUSTED if set(rule) <= filled]
    linker.training.estimate_probability_two_random_records_match(rules, recall=0.5)
    linker.training.estimate_u_using_random_sampling(max_pairs=2e6, seed=1)
    for rule in (("first", "last"), ("guardian", "sex"), ("district", "born", "last"), ("born", "sex", "last")):
        if set(rule) <= filled:
            linker.training.estimate_parameters_using_expectation_maximisation(splink.block_on(*rule))


def _save(connection: Any, table: str, out: str) -> None:
    columns = [row[0] for row in connection.execute(f"DESCRIBE {table}").fetchall()]
    assert {"unique_id_l", "unique_id_r", "match_weight", "match_probability"} <= set(columns), columns
    connection.execute(
        f"COPY (SELECT greatest(unique_id_l, unique_id_r) AS missing_id, least(unique_id_l, unique_id_r) AS found_id, "  # noqa: S608
        f"match_weight AS weight, match_probability AS probability FROM {table}) TO '{out}' (HEADER)"
    )


def _one_by_one(connection: Any, api: Any, linker: Any, queries: int) -> None:
    """Its nearest to a search of one record."""
    times = []
    for at in range(queries):
        name = f"asked_{at}"
        connection.execute(f"CREATE TABLE {name}_in AS SELECT * FROM found_in LIMIT 1 OFFSET {at * 37}")  # noqa: S608
        left, right = (api.register(table, table_name=f"{name}_{table}") for table in ("missing_in", f"{name}_in"))
        started = time.perf_counter()
        linker.inference.predict_between(left, right).as_duckdbpyrelation().fetchall()
        times.append(time.perf_counter() - started)
    times.sort()
    print(f"one by one: median {times[len(times) // 2]:.2f} s, 95 % {times[int(len(times) * 0.95)]:.2f} s of {queries}")


if __name__ == "__main__":
    main()
