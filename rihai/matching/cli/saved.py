"""An index kept between two runs: sealed on disk, measured as it is saved and loaded."""

import os
import time
from pathlib import Path
from typing import Any, BinaryIO

from rihai.matching.csvfiles import FileProblem
from rihai.matching.index import Index
from rihai.matching.keyfiles import KEY_BYTES, seal_into, unseal
from rihai.matching.written import part_beside, written_whole


def save_and_load(
    index: Index, path: Path | None, key: bytes | None, *, beside: Path, figures: dict[str, Any]
) -> tuple[Index, dict[str, Any]]:
    """Save the index sealed and load it again, as a service would start; without a path it leaves nothing behind.

    What both took is put beside the other figures.
    """
    if path is not None and key is not None:
        with written_whole(path) as file:
            saved = _save(index, file, key)
        loaded, more = load(path, key)
    else:
        key = os.urandom(KEY_BYTES)  # gone with this process, whatever becomes of the file
        with part_beside(beside.resolve()) as (part, file):
            saved = _save(index, file, key)
            loaded, more = load(part, key)
    return loaded, figures | saved | more


def _save(index: Index, file: BinaryIO, key: bytes) -> dict[str, Any]:
    started = time.perf_counter()
    seal_into(file, index.to_bytes(), key)
    file.flush()
    os.fsync(file.fileno())
    return {"save_seconds": since(started), "index_mb": round(file.tell() / 1e6, 1)}


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
