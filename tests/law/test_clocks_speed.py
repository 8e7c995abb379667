"""All clocks of a case answer while somebody waits: the promise is 20 ms with everything that can happen."""

import statistics

from bench.law_clocks import measured
from rihai.law.loading import law_of

PROMISED = 0.020


def test_all_clocks_of_a_case_take_less_time_than_promised() -> None:
    law = law_of()
    assert law.clocks

    times, shown = measured(law, 40)

    assert shown > 40 * 30
    assert statistics.median(times) < PROMISED
