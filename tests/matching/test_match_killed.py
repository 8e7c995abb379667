"""`rihai match` ended by a kill or a crash: no name stays on the disk, and what was there before is whole."""

import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from rihai.matching.cli import match
from tests.matching.registers import FOUND, MISSING, registers

# Killed when all was written and nothing had taken its place: the moment at which most is on the disk.
KILLED = """
import os, signal, sys
os.fsync = lambda _: os.kill(os.getpid(), signal.SIGKILL)
from rihai.matching.cli import match
match(sys.argv[1:])
"""
GET_DUMPABLE = 3
AFTERWARDS = f"""
import ctypes, resource, sys
from rihai.matching.cli import match
match(["fold", "Asha"], standalone_mode=False)
closed = sys.platform != "linux" or ctypes.CDLL(None).prctl({GET_DUMPABLE}) == 0
print(resource.getrlimit(resource.RLIMIT_CORE), closed)
"""
NAMES = {word.encode() for row in (*MISSING, *FOUND) for cell in row[1:3] for word in cell.split()}


def key_file(folder: Path) -> Path:
    path = folder / "key"
    path.write_text(os.urandom(32).hex())
    path.chmod(0o600)
    return path


def arguments_of(command: str, folder: Path) -> list[str]:
    missing, found = registers(folder)
    if command == "link":
        return ["link", str(missing), str(found), "--out", str(folder / "pairs.csv")]
    return [
        "query", "--index", str(missing), str(found), "--out", str(folder / "pairs.csv"),
        *(["--save-index", str(folder / "missing.index")] if command == "query and save" else []),
        "--key-file", str(key_file(folder)),
    ]  # fmt: skip


@pytest.mark.parametrize("command", ["link", "query", "query and save"])
def test_a_kill_leaves_no_name_and_the_next_command_takes_the_rest_away(tmp_path: Path, command: str) -> None:
    arguments = arguments_of(command, tmp_path)
    done = CliRunner().invoke(match, arguments)
    assert done.exit_code == 0, done.output
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}

    killed = subprocess.run([sys.executable, "-c", KILLED, *arguments], check=False, timeout=120)

    assert killed.returncode == -signal.SIGKILL
    left = [path for path in tmp_path.iterdir() if path not in before]
    assert any(path.stat().st_size for path in left)
    assert {stat.S_IMODE(path.stat().st_mode) for path in left} == {0o600}
    assert not any(name in path.read_bytes() for name in NAMES for path in left)
    assert {path: path.read_bytes() for path in before} == before

    assert CliRunner().invoke(match, arguments).exit_code == 0
    assert set(tmp_path.iterdir()) == set(before)


def test_a_crash_writes_no_core() -> None:
    done = subprocess.run([sys.executable, "-c", AFTERWARDS], check=True, timeout=120, capture_output=True, text=True)

    assert done.stdout.splitlines()[-1] == "(0, 0) True"
