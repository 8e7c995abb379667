"""Takes one protection at a time out of a copy of the code; the tests named for it must then fail.

Here: carrying it out. The lists of protections are the files that `protections.py` names. A test that stays green
without the protection proves nothing, so it is treated as a failure of the suite.

First in a process that has loaded everything (`warm.py`): a test that fails there has seen what was taken out. Whatever
that process could not take out, or nobody saw gone, is judged by a fresh process, which alone may say "not caught".
"""

import itertools
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Sequence
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
Trees = SimpleQueue[Path]


def check(words: Sequence[str] = ()) -> tuple[int, int]:
    """Remove every protection whose name contains one of the words (or all); how many, and how many were caught."""
    chosen = [each for each in PROTECTIONS if not words or any(word in each.name for word in words)]
    with copies(AT_ONCE) as trees, ThreadPoolExecutor(AT_ONCE) as pool:
        seen = list(pool.map(lambda share: seen_warm(trees, share), shares(chosen)))
        if None in seen:
            return len(chosen), 0
        caught = {name for names in seen for name in names or ()}
        rest = [each for each in chosen if each.name not in caught]
        cold = list(pool.map(lambda each: is_caught(trees, each), rest))
    return len(chosen), len(caught) + sum(cold)


def shares(chosen: Sequence[Protection]) -> list[list[Protection]]:
    """One for each process; what the same tests watch over goes to the same one, which loads them once."""
    ordered = sorted(chosen, key=lambda each: each.tests)
    size = -(-len(ordered) // AT_ONCE)
    return [ordered[at : at + size] for at in range(0, len(ordered), size)] if ordered else []


def seen_warm(trees: Trees, share: Sequence[Protection]) -> set[str] | None:
    """The names of those a warm process saw caught; None if the tests fail on the untouched code."""
    tree = trees.get()
    try:
        return seen_warm_in(tree, share)
    finally:
        trees.put(tree)


def seen_warm_in(tree: Path, share: Sequence[Protection]) -> set[str] | None:
    command = [sys.executable, "-m", "tests.mutation.warm"]
    names, caught = json.dumps([each.name for each in share]), set[str]()
    with tempfile.TemporaryFile("w+") as log:
        done = subprocess.run(
            command, cwd=tree, env=clean(tree), input=names, stdout=subprocess.PIPE, stderr=log, text=True, check=False
        )
        (_, status, _), *answers = [json.loads(line) for line in done.stdout.splitlines()] or [("", None, "")]
        log.seek(0)
        if status != 0:
            say(f"The tests named in tests/mutation/ fail on the untouched code:\n{log.read()[-6000:]}")
            return None
    for name, status, output in answers:
        if has_failed(status, output):
            say(f"caught {name}")
            caught.add(name)
    return caught


def has_failed(status: int, output: str) -> bool:
    """A broken start ends with the same status; only a test that ran and failed counts."""
    return status == TESTS_FAILED and SOME_FAILED.search(output) is not None


@contextmanager
def copies(number: int) -> Iterator[Trees]:
    trees: Trees = SimpleQueue()
    folder = shared.new_folder("mutation", inside=os.environ.get(shared.FOLDER))
    try:
        for index in range(number):
            trees.put(copy_tree(folder / str(index)))
        yield trees
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        if sys.pycache_prefix:
            # Nobody would use it again: the next copies have other names.
            shutil.rmtree(f"{sys.pycache_prefix}{folder}", ignore_errors=True)


def copy_tree(target: Path) -> Path:
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, target / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy2(source, target / name)
    return target


def is_caught(trees: Trees, protection: Protection) -> bool:
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
    is_seen = has_failed(status, output)
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
    command = [sys.executable, "-m", "pytest", "-q", "-n", "0", "-x", "--tb=line", *tests]
    done = subprocess.run(command, cwd=tree, env=clean(tree), capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def clean(tree: Path) -> dict[str, str]:
    """An environment in which the copy is what is loaded."""
    dropped = {"DJANGO_SETTINGS_MODULE", "PYTHONDONTWRITEBYTECODE"}
    return {name: value for name, value in os.environ.items() if name not in dropped} | {"PYTHONPATH": str(tree)}


def say(words: str) -> None:
    with printing:
        sys.stderr.write(f"{words}\n")
