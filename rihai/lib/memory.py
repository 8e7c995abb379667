"""Keeping the memory of this process from other processes of the same user: the parser of files runs as that user.

Not here: keeping it from root, which nothing can.
"""

import ctypes
import resource
import sys
from typing import Final

DUMPABLE: Final = 4  # PR_SET_DUMPABLE of Linux


def close_memory() -> None:
    """Linux then lets neither a debugger nor `process_vm_readv` of the same user in. Forks inherit it."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(DUMPABLE, 0)


def leave_no_core() -> None:
    """A process that holds many names at once writes none of them into a core file, wherever core files go.

    The limit alone does not bind a program that takes cores from the kernel by a pipe; Linux is told by itself.
    """
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    close_memory()
