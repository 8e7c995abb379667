"""An index kept between two runs: sealed on disk, measured as it is saved and loaded."""

import os
import tempfile
import time
from pathlib import Path
from typing import Any

from rihai.matching.csvfiles import FileProblem
from rihai.matching.index import Index
from rihai.matching.keyfiles import KEY_BYTES, seal_into, unseal
from rihai.matching.written import written_whole


def save_and_load(index: Index, path: Path | None, key: bytes | None, beside: Path) -> tuple[Index, dict[str, Any]]:
    """Save the index sealed and load it again, as a service would start; without a path it leaves nothing behind."""
    if path is not None and key is not None:
        return _round_trip(index, path, key)
    with tempfile.TemporaryDirectory(prefix=".rihai-", dir=beside.resolve().parent) as folder:
        return _round_trip(index, Path(folder) / "index", os.urandom(KEY_BYTES))


def _round_trip(index: Index, path: Path, key: bytes) -> tuple[Index, dict[str, Any]]:
    started = time.perf_counter()
    with written_whole(path) as file:
        seal_into(file, index.to_bytes(), key)
    figures = {"save_seconds": since(started), "index_mb": round(path.stat().st_size / 1e6, 1)}
    loaded, more = load(path, key)
    return loaded, figures | more


def load(path: Path, key: bytes) -> tuple[Index, dict[str, Any]]:
    """The index in a sealed file."""
    started = time.perf_counter()
    try:
        index = Index.from_bytes(unseal(path, key))
    except ValueError as error:
        raise FileProblem(f"{path}: {error}") from error
    return index, {"load_seconds": since(started)}


def since(started: float) -> float:
    return round(time.perf_counter() - started, 3)
