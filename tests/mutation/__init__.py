"""Takes one protection at a time out of a copy of the code; the tests named for it must then fail.

Here: carrying it out. The lists of protections are `ground.py` and `work.py` beside this file. A test that stays green
without the protection proves nothing, so it is treated as a failure of the suite.
"""

import itertools
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from queue import SimpleQueue

from tests import shared
from tests.mutation.protections import PROTECTIONS, Protection

ROOT = Path(__file__).resolve().parent.parent.parent
COPIED = ("rihai", "tests", "pyproject.toml")
AT_ONCE = 2
TESTS_FAILED = 1
# Bytecode is told from its source by size and second: each changed file gets a second of its own.
SECONDS = itertools.count(1_000_000_000)
SOME_FAILED = re.compile(r"^(FAILED|ERROR) .*::", re.MULTILINE)
printing = threading.Lock()


def check(words: Sequence[str] = ()) -> tuple[int, int]:
    """Remove every protection whose name contains one of the words (or all); how many, and how many were caught."""
    chosen = [each for each in PROTECTIONS if not words or any(word in each.name for word in words)]
    if not chosen:
        return 0, 0
    with copies(AT_ONCE) as trees, ThreadPoolExecutor(AT_ONCE) as pool:
        if not is_green(trees, chosen):
            return len(chosen), 0
        caught = list(pool.map(lambda each: is_caught(trees, each), chosen))
    return len(chosen), sum(caught)


@contextmanager
def copies(number: int) -> Iterator["SimpleQueue[Path]"]:
    trees: SimpleQueue[Path] = SimpleQueue()
    folder = shared.new_folder("mutation", inside=os.environ.get(shared.FOLDER))
    try:
        for index in range(number):
            trees.put(copy_tree(folder / str(index)))
        yield trees
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def copy_tree(target: Path) -> Path:
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, target / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy2(source, target / name)
    return target


def is_green(trees: "SimpleQueue[Path]", chosen: Iterable[Protection]) -> bool:
    """The control: with all protections in place the named tests must pass, or a failure would say nothing."""
    tests = sorted({test for each in chosen for test in each.tests})
    tree = trees.get()
    status, output = run_tests(tree, tests)
    trees.put(tree)
    if status:
        say(f"The tests named in tests/mutation/ fail on the untouched code:\n{output}")
    return status == 0


def is_caught(trees: "SimpleQueue[Path]", protection: Protection) -> bool:
    tree = trees.get()
    try:
        return is_caught_in(tree, protection)
    finally:
        trees.put(tree)


def is_caught_in(tree: Path, protection: Protection) -> bool:
    file = tree / protection.file
    original = file.read_text() if file.exists() else ""
    found = original.count(protection.old)
    if found != 1:
        say(f"BROKEN {protection.name}: its text occurs {found} times in {protection.file}; mend its entry")
        return False
    with changed(file, original.replace(protection.old, protection.new)):
        status, output = run_tests(tree, protection.tests)
    # A broken start ends with the same status; only a test that ran and failed counts.
    is_seen = status == TESTS_FAILED and SOME_FAILED.search(output) is not None
    if is_seen:
        say(f"caught {protection.name}")
    else:
        say(f"NOT CAUGHT {protection.name} ({protection.file}); pytest ended with {status}:\n{output[-1500:]}")
    return is_seen


@contextmanager
def changed(file: Path, text: str) -> Iterator[None]:
    before, moment = file.read_text(), file.stat().st_mtime
    file.write_text(text)
    os.utime(file, (second := next(SECONDS), second))
    try:
        yield
    finally:
        file.write_text(before)
        os.utime(file, (moment, moment))


def run_tests(tree: Path, tests: Sequence[str]) -> tuple[int, str]:
    clean = {**os.environ, "PYTHONPATH": str(tree)}
    for name in ("DJANGO_SETTINGS_MODULE", "PYTHONDONTWRITEBYTECODE"):
        clean.pop(name, None)
    command = [sys.executable, "-m", "pytest", "-q", "-n", "0", "-x", "--tb=line", *tests]
    done = subprocess.run(command, cwd=tree, env=clean, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def say(words: str) -> None:
    with printing:
        sys.stderr.write(f"{words}\n")
