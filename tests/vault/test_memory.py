"""The keys in the memory of the program are closed to other processes of the same user."""

import ctypes
import os
import subprocess
import sys

import pytest

from rihai.vault.envelope import KEY_BYTES
from rihai.vault.master import unlocked

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux keeps processes of one user apart")
GET_DUMPABLE, SET_DUMPABLE = 3, 4
# Not as root, which nothing holds; a change of the user closes the memory by itself, so it is opened again first.
PEEPING = """
import ctypes, os, sys
from rihai.lib.memory import close_memory
libc = ctypes.CDLL(None, use_errno=True)
class Piece(ctypes.Structure):
    _fields_ = [("at", ctypes.c_void_p), ("size", ctypes.c_size_t)]
if os.getuid() == 0:
    os.setgroups([]); os.setgid(65534); os.setuid(65534)
libc.prctl(4, 1)
key, seen = ctypes.create_string_buffer(b"PLANTED"), ctypes.create_string_buffer(8)
if sys.argv[1] == "closed":
    close_memory()
parser = os.fork()
if not parser:
    here, there = Piece(ctypes.addressof(seen), 7), Piece(ctypes.addressof(key), 7)
    seen.value = b"nothing"
    libc.process_vm_readv(os.getppid(), ctypes.byref(here), 1, ctypes.byref(there), 1, 0)
    os._exit(seen.value == b"PLANTED")
sys.exit(os.waitstatus_to_exitcode(os.waitpid(parser, 0)[1]))
"""


def is_read(state: str) -> bool:
    return subprocess.run([sys.executable, "-c", PEEPING, state], check=False).returncode == 1


def test_a_process_it_started_cannot_read_its_memory() -> None:
    if not is_read("open"):
        pytest.skip("this machine lets no process read another anyway")

    assert not is_read("closed")


def test_whoever_holds_the_master_key_has_closed_its_memory() -> None:
    libc = ctypes.CDLL(None)
    libc.prctl(SET_DUMPABLE, 1)

    with unlocked(os.urandom(KEY_BYTES)):
        assert libc.prctl(GET_DUMPABLE) == 0
