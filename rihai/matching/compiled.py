"""How the inner loops are compiled: without the interpreter's lock, kept on disk where that is possible.

Only code is kept, never data: a cache file holds no name. Numba looks at the file of a loop alone to see whether what
it kept is still right, although a loop carries the loops it calls and the numbers of columns within it. So what is kept
stands in a folder named after all these sources: after an upgrade everything is compiled anew. Where no folder may be
written, each process compiles for itself.
"""

import hashlib
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, TypeVar, cast

import numba

# The loops make no arrays of their own. Without numba's counting of references, which threads would fight over, handing
# a tuple of arrays to a function costs nothing.
OPTIONS: dict[str, Any] = {"nogil": True, "error_model": "numpy", "_nrt": False}
HERE: Final = Path(__file__).parent
Loop = TypeVar("Loop", bound=Callable[..., object])


def sources_digest(folder: Path = HERE) -> str:
    """A name for the state of all sources that a compiled loop may hold parts of."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*.py")):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def cache_folder() -> Path | None:
    """Where compiled loops may be kept: beside the other bytecode, else in the user's cache; None if nowhere."""
    beside = Path(sys.pycache_prefix) / "numba" if sys.pycache_prefix else HERE / "__pycache__" / "numba"
    asked = os.environ.get("NUMBA_CACHE_DIR")
    for base in [Path(asked)] if asked else [beside, Path.home() / ".cache" / "rihai"]:
        folder = base / sources_digest()
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError:
            continue
        if os.access(folder, os.W_OK):
            return folder
    return None


FOLDER: Final = cache_folder()
if FOLDER is not None:
    config: Any = numba.config
    config.CACHE_DIR = str(FOLDER)


def compiled(loop: Loop, **more: object) -> Loop:
    """Compile a loop over arrays; the same function to whoever reads or types it. `more`: options beside the usual."""
    njit: Any = numba.njit
    return cast("Loop", njit(cache=FOLDER is not None, **OPTIONS | more)(loop))
