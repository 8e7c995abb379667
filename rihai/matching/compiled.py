"""How the inner loops are compiled: without the interpreter's lock, kept on disk where that is possible.

Only code is kept, never data: a cache file holds no name. Where no folder may be written, each process compiles anew.
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar, cast

import numba

# The loops make no arrays of their own. Without numba's counting of references, which threads would fight over, handing
# a tuple of arrays to a function costs nothing.
OPTIONS: dict[str, Any] = {"nogil": True, "error_model": "numpy", "_nrt": False}
Loop = TypeVar("Loop", bound=Callable[..., object])

if sys.pycache_prefix and "NUMBA_CACHE_DIR" not in os.environ:
    # Beside the other bytecode: the source tree stays clean.
    config: Any = numba.config
    config.CACHE_DIR = str(Path(sys.pycache_prefix) / "numba")


def compiled(loop: Loop) -> Loop:
    """Compile a loop over arrays; the same function to whoever reads or types it."""
    njit: Any = numba.njit
    try:
        return cast("Loop", njit(cache=True, **OPTIONS)(loop))
    except RuntimeError:  # no folder for the cache: a read-only installation
        return cast("Loop", njit(**OPTIONS)(loop))
