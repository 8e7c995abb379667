"""How long the clocks of a case take when everything that can happen has happened, in time of this process's processor.

    python -m bench.law_clocks
    python -m bench.law_clocks --cases 100

The cases are those of `bench.law`, drawn with a fixed seed; each has an FIR, and an event for every trigger.
"""

import argparse
import statistics
import time
from datetime import date

from bench.law import draw
from rihai.law.clocks import clocks_of
from rihai.law.clocks_events import Event
from rihai.law.facts import read_facts
from rihai.law.loading import Law, law_of

HAPPENED = date(2026, 6, 1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=int, default=1000)
    cases = parser.parse_args().cases
    times, shown = measured(law_of(), cases)
    ordered = sorted(times)
    print(f"cases           {cases:>8}")
    print(f"clocks each     {shown / cases:>8.1f}")
    print(f"median ms       {statistics.median(ordered) * 1000:>8.2f}")
    print(f"p99 ms          {ordered[int(len(ordered) * 0.99)] * 1000:>8.2f}")
    print(f"most ms         {ordered[-1] * 1000:>8.2f}")


def measured(law: Law, count: int) -> tuple[list[float], int]:
    """Seconds for each case, and how many clocks were shown in all."""
    happened = [Event(trigger, HAPPENED) for trigger in law.triggers]
    times, shown = [], 0
    for given, fir in draw(law, count):
        begun = time.process_time()
        found = clocks_of(law, read_facts(law.vocabulary, given), happened, named=fir)
        shown += len([due.words for due in found])
        times.append(time.process_time() - begun)
    return times, shown


if __name__ == "__main__":
    main()
