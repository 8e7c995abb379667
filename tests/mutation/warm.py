"""A process that has loaded everything, and takes one protection out in a child of its own for each.

Started by the check in a copy of the code, with the names of its protections on standard input; writes a line for each
to standard output. Most of a test's start is thus paid once. Not here: what is to be believed of an answer.
"""

import json
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FunctionType
from typing import IO

import pytest

from tests.mutation.protections import PROTECTIONS, Protection
from tests.mutation.swapping import living, swap

CONTROL = ""
COULD_NOT = 99
OPTIONS = ("-q", "-n", "0", "-x", "--tb=line", "-p", "no:cacheprovider")


def main() -> None:
    names = set(json.load(sys.stdin))
    chosen = [each for each in PROTECTIONS if each.name in names]
    with answering() as answers:
        # The control; it loads what the children then have.
        status = int(pytest.main([*OPTIONS, *sorted({test for each in chosen for test in each.tests})]))
        tell(answers, CONTROL, status, "")
        if status == 0:
            let_go()
            functions = living()
            for each in chosen:
                tell(answers, each.name, *in_a_child(each, functions))


@contextmanager
def answering() -> Iterator[IO[str]]:
    """Standard output is for answers alone: what tests write goes elsewhere."""
    with os.fdopen(os.dup(1), "w") as answers:
        os.dup2(2, 1)
        yield answers


def tell(answers: IO[str], name: str, status: int, output: str) -> None:
    answers.write(json.dumps([name, status, output]) + "\n")
    answers.flush()


def let_go() -> None:
    """No connection may be shared with a child."""
    from django.db import connections

    connections.close_all()


def in_a_child(protection: Protection, functions: Sequence[FunctionType]) -> tuple[int, str]:
    with tempfile.TemporaryFile("w+") as written:
        child = os.fork()
        if child == 0:
            status = COULD_NOT
            try:
                os.dup2(written.fileno(), 1)
                os.dup2(written.fileno(), 2)
                status = without(protection, functions)
            finally:
                sys.stdout.flush()
                sys.stderr.flush()
                os._exit(status)
        _, ended = os.waitpid(child, 0)
        written.seek(0)
        return os.waitstatus_to_exitcode(ended), written.read()


def without(protection: Protection, functions: Sequence[FunctionType]) -> int:
    file = Path(protection.file).absolute()
    before = file.read_text()
    after = before.replace(protection.old, protection.new)
    if before.count(protection.old) != 1 or not swap(str(file), before, after, functions):
        return COULD_NOT
    return int(pytest.main([*OPTIONS, *protection.tests]))


if __name__ == "__main__":
    main()
