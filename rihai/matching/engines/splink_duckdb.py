"""Splink on DuckDB, in memory: a second opinion beside our own engine, with the same folded columns and model."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from importlib import import_module
from typing import Any

import numpy as np

from rihai.matching.engines.columns import NAMES, NUMBERS, Columns, Row
from rihai.matching.engines.proposals import Proposals
from rihai.matching.engines.splink_pairs import BATCH, BEST, best_of_each, needed, nothing, proposals
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
    duckdb = needed(lambda: import_module("duckdb"))
    columns = Columns()
    sides = {"missing": list(columns.rows(missing, 0)), "found": list(columns.rows(found, 1))}
    if not all(sides.values()):
        return nothing()
    with ExitStack() as stack:
        # No temporary files: what does not fit in memory stops with words.
        config = {"temp_directory": "", "max_temp_directory_size": "0B"}
        connection = stack.enter_context(duckdb.connect(":memory:", config=config))
        with _told(duckdb):
            _keep_best(connection, sides, model, top)
        return proposals(lambda words: _rows(duckdb, connection, words), columns.ids, model, top, stack.pop_all())


@contextmanager
def _told(duckdb: Any) -> Iterator[None]:
    """Too little memory is the same to the command whoever ran out of it."""
    try:
        yield
    except duckdb.OutOfMemoryException as error:
        raise MemoryError from error


def _keep_best(connection: Any, sides: dict[str, list[Row]], model: Model, top: int) -> None:
    """Predict, and keep the best pairs of each found record in a table."""
    splink = needed(lambda: import_module("splink"))
    backend = needed(lambda: import_module("splink.backends.duckdb"))
    api = backend.DuckDBAPI(connection=connection)
    creator = splink.SettingsCreator(**settings(sides["missing"], sides["found"], model))
    tables = [_registered(connection, api, name, sides.pop(name)) for name in ("missing", "found")]
    linker = splink.Linker(tables, creator, log_level="ERROR")
    predicted = linker.inference.predict(threshold_match_weight=FEWEST_BITS).physical_name
    columns = connection.sql(f"FROM {predicted} LIMIT 0").columns
    connection.execute(f"CREATE TABLE {BEST} AS {best_of_each(predicted, columns, top)}")


def _rows(duckdb: Any, connection: Any, statement: str) -> Iterator[tuple[Any, ...]]:
    """The rows of an answer, some thousands at a time."""
    with _told(duckdb):
        answer = connection.cursor().execute(statement)
        while batch := answer.fetchmany(BATCH):
            yield from batch


def _registered(connection: Any, api: Any, name: str, rows: list[Row]) -> Any:
    """A table of one register. DuckDB reads whole columns."""
    arrays = {
        column: np.array([str(value) if value is not None else None for value in values], dtype=object)
        for column, values in zip(NAMES, zip(*rows, strict=True), strict=True)
    }
    kinds = ", ".join(f"{column}::{'INTEGER' if column in NUMBERS else 'VARCHAR'} AS {column}" for column in NAMES)
    connection.register("arrays", arrays)
    connection.execute(f"CREATE TABLE {name}_rows AS SELECT {kinds} FROM arrays")  # noqa: S608 - our own names
    connection.unregister("arrays")
    return api.register(f"{name}_rows", dataset_display_name=name)
