"""What can link two whole registers: our own loops, or Splink on DuckDB or Spark with the same columns and model.

Each engine is loaded when it is asked for; Splink comes with the extra `[scale]`.
"""

from importlib import import_module
from typing import cast

from rihai.matching.engines.proposals import Engine

ENGINES = ("local", "splink-duckdb", "splink-spark")


def engine_named(name: str) -> Engine:
    """The function that links two registers with this engine."""
    return cast("Engine", import_module(f"rihai.matching.engines.{name.replace('-', '_')}").link)
