"""Splink on Spark, for registers beyond one machine, with the same columns, model and settings as on DuckDB.

Two traps are avoided here. Spark's lineage grows with every step, so it is broken through parquet files in a folder
that all executors reach; and an executor gets 1 GB unless told otherwise. The folder holds keyed hashes, no name, and
is removed at the end.
"""

import os
import tempfile
from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path
from typing import Any

from rihai.matching.engines.columns import NAMES, NUMBERS, Columns
from rihai.matching.engines.proposals import Proposals
from rihai.matching.engines.splink_pairs import needed, proposals
from rihai.matching.engines.splink_settings import FEWEST_BITS, settings
from rihai.matching.model import Model
from rihai.matching.records import Record

MASTER, MEMORY, FOLDER = "RIHAI_SPARK_MASTER", "RIHAI_SPARK_MEMORY", "RIHAI_SPARK_FOLDER"


def link(
    missing: Iterable[Record],
    found: Iterable[Record],
    *,
    model: Model,
    top: int,
    progress: Callable[[int], None] | None,
) -> Proposals:
    """Link with Splink on the Spark that the environment names, or on this machine."""
    del progress
    columns = Columns()
    sides = {"missing": list(columns.rows(missing, 0)), "found": list(columns.rows(found, 1))}
    if not all(sides.values()):
        return proposals([], ("match_weight",), 1, model, top)
    with tempfile.TemporaryDirectory(prefix="rihai-spark-", dir=os.environ.get(FOLDER)) as folder:
        spark = _session(Path(folder))
        try:
            rows, names = _predicted(spark, sides, model)
        finally:
            spark.stop()
    return proposals(rows, names, len(sides["missing"]), model, top)


def _session(folder: Path) -> Any:
    sql = needed(lambda: import_module("pyspark.sql"))
    memory = os.environ.get(MEMORY, "2g")
    builder = sql.SparkSession.builder.master(os.environ.get(MASTER, "local[2]")).appName("rihai match")
    for name, value in {
        "spark.driver.memory": memory,
        "spark.executor.memory": memory,
        "spark.local.dir": str(folder / "local"),
        "spark.sql.warehouse.dir": str(folder / "warehouse"),
        "spark.sql.shuffle.partitions": "8",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.io.encryption.enabled": "true",
    }.items():
        builder = builder.config(name, value)
    spark = builder.getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    spark.sparkContext.setCheckpointDir(str(folder / "checkpoints"))
    return spark


def _predicted(spark: Any, sides: dict[str, list[Any]], model: Model) -> tuple[list[Any], list[str]]:
    splink = needed(lambda: import_module("splink"))
    backend = needed(lambda: import_module("splink.backends.spark"))
    api = backend.SparkAPI(
        spark_session=spark, break_lineage_method="parquet", num_partitions_on_repartition=8,
        register_udfs_automatically=False,
    )  # fmt: skip
    schema = ", ".join(f"{name} {'INT' if name in NUMBERS else 'STRING'}" for name in NAMES)
    tables = [
        api.register(spark.createDataFrame(rows, schema), dataset_display_name=name) for name, rows in sides.items()
    ]
    creator = splink.SettingsCreator(**settings(sides["missing"], sides["found"], model))
    linker = splink.Linker(tables, creator, log_level="ERROR")
    frame = linker.inference.predict(threshold_match_weight=FEWEST_BITS).as_spark_dataframe()
    return [tuple(row) for row in frame.toLocalIterator()], frame.columns
