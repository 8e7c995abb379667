"""A section check answers while somebody waits: the promise is 20 ms a case; most of it is never needed."""

import cProfile
import pstats
import statistics
import time
from collections.abc import Callable
from typing import Any

from bench.law import draw
from rihai.law.answers import checked
from rihai.law.facts import read_facts
from rihai.law.plain import as_content
from tests.law.tables import INDIA

PROMISED = 0.020
# What the slowest may call: twice of what it does, and still within the promise.
MOST_CALLS = 100_000


def answering(given: dict[str, Any], fir: list[str]) -> Callable[[], dict[str, Any]]:
    return lambda: as_content(checked(INDIA, read_facts(INDIA.vocabulary, given), fir))


def test_a_whole_answer_takes_less_time_than_promised() -> None:
    times = []

    for given, fir in draw(INDIA, 60):
        begun = time.process_time()
        answer = answering(given, fir)()
        times.append(time.process_time() - begun)
        assert answer["remedies"]

    assert statistics.median(times) < PROMISED


def test_no_case_is_much_slower_than_the_others() -> None:
    """By counting: the slowest of many is the one that time on a busy machine says nothing about."""
    counts = [calls(answering(given, fir)) for given, fir in draw(INDIA, 60)]

    assert statistics.median(counts) > MOST_CALLS / 20
    assert max(counts) < MOST_CALLS


def calls(act: Callable[[], object]) -> int:
    profile = cProfile.Profile()
    profile.runcall(act)
    found: Any = pstats.Stats(profile)
    return int(found.total_calls)
