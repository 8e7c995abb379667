"""Splink on DuckDB, in memory: a second opinion beside our own engine, with the same folded columns and model."""

from collections.abc import Callable, Iterable
from importlib import import_module
from typing import Any

import numpy as np

from rihai.matching.engines.columns import NAMES, NUMBERS, Columns, Row
from rihai.matching.engines.proposals import Proposals
from rihai.matching.engines.splink_pairs import needed, proposals
from rihai.matching.engines.splink_settings import FEWEST_BITS, settings
from rihai.matching.model import Model
from rihai.matching.records import Record


def link(
    missing: Iterable[Record],
    found: Iterable[Record],
    *,
    model: Model,
    top: int,
    progress: Callable[[int], None] | None,
) -> Proposals:
    """Link with Splink; nothing is written to disk."""
    del progress
    splink, duckdb = needed(lambda: import_module("splink")), needed(lambda: import_module("duckdb"))
    backend = needed(lambda: import_module("splink.backends.duckdb"))
    columns = Columns()
    sides = {"missing": list(columns.rows(missing, 0)), "found": list(columns.rows(found, 1))}
    if not all(sides.values()):
        return proposals([], ("match_weight",), 1, model, top)
    # No temporary files: what does not fit in memory stops with words.
    connection = duckdb.connect(":memory:", config={"temp_directory": "", "max_temp_directory_size": "0B"})
    api = backend.DuckDBAPI(connection=connection)
    tables = [_registered(connection, api, name, rows) for name, rows in sides.items()]
    creator = splink.SettingsCreator(**settings(sides["missing"], sides["found"], model))
    linker = splink.Linker(tables, creator, log_level="ERROR")
    predicted = linker.inference.predict(threshold_match_weight=FEWEST_BITS)
    table = connection.sql(f"SELECT * FROM {predicted.physical_name}")  # noqa: S608 - a name that Splink made
    return proposals(table.fetchall(), table.columns, len(sides["missing"]), model, top)


def _registered(connection: Any, api: Any, name: str, rows: list[Row]) -> Any:
    """A table of one register. DuckDB reads whole columns."""
    arrays = {
        column: np.array(values, dtype=object) for column, values in zip(NAMES, zip(*rows, strict=True), strict=True)
    }
    arrays = {column: np.array([str(value) if value is not None else None for value in values], dtype=object)
              for column, values in arrays.items()}  # fmt: skip
    kinds = ", ".join(f"{column}::{'INTEGER' if column in NUMBERS else 'VARCHAR'} AS {column}" for column in NAMES)
    connection.register("arrays", arrays)
    connection.execute(f"CREATE TABLE {name}_rows AS SELECT {kinds} FROM arrays")  # noqa: S608 - our own names
    connection.unregister("arrays")
    return api.register(f"{name}_rows", dataset_display_name=name)
