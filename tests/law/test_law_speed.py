"""A section check answers while somebody waits: the promise is 20 ms a case; most of it is never needed."""

import statistics
import time

from bench.law import draw
from rihai.law.answers import checked
from rihai.law.facts import read_facts
from rihai.law.plain import as_content
from tests.law.tables import INDIA

PROMISED = 0.020


def test_a_whole_answer_takes_less_time_than_promised() -> None:
    times = []

    for given, fir in draw(INDIA, 60):
        begun = time.process_time()
        answer = as_content(checked(INDIA, read_facts(INDIA.vocabulary, given), fir))
        times.append(time.process_time() - begun)
        assert answer["remedies"]

    assert statistics.median(times) < PROMISED
