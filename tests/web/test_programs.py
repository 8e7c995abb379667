"""The programs that tests start are waited for as long as they are let run, and no longer."""

import os
import subprocess
import sys

import pytest

from tests.web.programs import in_line, wait_until_gone

WORKS = "import time\nwhile time.process_time() < 0.3: pass"


def on_one_processor() -> None:
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def test_a_program_that_waits_for_nothing_is_not_waited_for() -> None:
    with subprocess.Popen(["sleep", "30"]) as idle:
        left = wait_until_gone([idle.pid], seconds=0.2)
        idle.kill()

    assert left == [idle.pid]


@pytest.mark.skipif(in_line(os.getpid()) == 0, reason="the system does not say how long a process stood in line")
def test_programs_that_stand_in_line_for_a_processor_are_given_that_time() -> None:
    busy = [subprocess.Popen([sys.executable, "-S", "-c", WORKS], preexec_fn=on_one_processor) for _ in range(4)]

    left = wait_until_gone([one.pid for one in busy], seconds=0.6)
    for one in busy:
        one.wait()

    assert left == []
