"""Splink on Spark, for registers beyond one machine, with the same columns, model and settings as on DuckDB.

Two traps are avoided here. Spark's lineage grows with every step, so it is broken through parquet files in a folder
that all executors reach; and an executor gets 1 GB unless told otherwise. The folder holds keyed hashes, no name and
no id, and is removed at the end.
"""

import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from importlib import import_module
from pathlib import Path
from typing import Any

from rihai.matching.engines.columns import NAMES, NUMBERS, Columns, Row
from rihai.matching.engines.proposals import Proposals
from rihai.matching.engines.splink_pairs import BEST, best_of_each, needed, nothing, proposals
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
        return nothing()
    with ExitStack() as stack:
        prefix = "rihai-spark-"
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix=prefix, dir=os.environ.get(FOLDER))))
        spark = _session(folder)
        stack.callback(spark.stop)
        _keep_best(spark, sides, model, top, folder / "best")
        return proposals(lambda words: _rows(spark, words), columns.ids, model, top, stack.pop_all())


def _session(folder: Path) -> Any:
    sql = needed(lambda: import_module("pyspark.sql"))
    memory, master = os.environ.get(MEMORY, "2g"), os.environ.get(MASTER, "local[2]")
    builder = sql.SparkSession.builder.master(master).appName("rihai match")
    # On this machine alone Spark listens to this machine alone.
    here = {"spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1"}
    for name, value in {
        **(here if master.startswith("local") else {}),
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


def _keep_best(spark: Any, sides: dict[str, list[Row]], model: Model, top: int, file: Path) -> None:
    """Predict, and keep the best pairs of each found record in a file, which is read twice."""
    splink = needed(lambda: import_module("splink"))
    backend = needed(lambda: import_module("splink.backends.spark"))
    api = backend.SparkAPI(
        spark_session=spark, break_lineage_method="parquet", num_partitions_on_repartition=8,
        register_udfs_automatically=False,
    )  # fmt: skip
    schema = ", ".join(f"{name} {'INT' if name in NUMBERS else 'STRING'}" for name in NAMES)
    creator = splink.SettingsCreator(**settings(sides["missing"], sides["found"], model))
    tables = [
        api.register(spark.createDataFrame(sides.pop(name), schema), dataset_display_name=name)
        for name in ("missing", "found")
    ]
    linker = splink.Linker(tables, creator, log_level="ERROR")
    predicted = linker.inference.predict(threshold_match_weight=FEWEST_BITS)
    columns = predicted.as_spark_dataframe().columns
    spark.sql(best_of_each(predicted.physical_name, columns, top)).write.parquet(str(file))
    spark.read.parquet(str(file)).createOrReplaceTempView(BEST)


def _rows(spark: Any, statement: str) -> Iterator[tuple[Any, ...]]:
    """The rows of an answer, a partition at a time."""
    yield from spark.sql(statement).toLocalIterator()
