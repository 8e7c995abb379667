"""How long the section check takes: one case, and ten thousand of them, in time of this process's processor.

    python -m bench.law
    python -m bench.law --cases 2000 --json

Cases are drawn at random with a fixed seed, nearer to a real file than to an empty one: what was done, how, to whom,
with some facts unknown and an FIR of a few sections. Each is read, evaluated, compared with its FIR and answered in
full: what fits with reasons, what to ask in order, what is missing with its cost, and the remedies.
"""

import argparse
import gc
import json
import random
import resource
import statistics
import time
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Final

from rihai.law.answers import checked
from rihai.law.facts import Fact, read_facts
from rihai.law.facts_together import NEW_PROCEDURE_FROM
from rihai.law.loading import Law, law_of
from rihai.law.plain import as_content

SEED: Final = 20260701
FIRST, LAST = date(2012, 1, 1), date(2026, 1, 1)
# How many of a list's values a case names at most, and how often a fact is known.
MOST_LISTED, KNOWN = 5, 0.6


def main() -> None:
    options = arguments()
    law = law_of()
    begun = time.process_time()
    assert law.provisions
    assert law.remedies
    assert law.protections
    assert law.cautions
    loaded = time.process_time() - begun
    told = {**measured(law, draw(law, options.cases)), "load_ms": round(loaded * 1000, 1)}
    print(
        json.dumps(told, indent=2) if options.json else "\n".join(f"{key:20}{value:>12}" for key, value in told.items())
    )


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=int, default=10_000)
    parser.add_argument("--json", action="store_true", help="print machine-readable results")
    return parser.parse_args()


def measured(law: Law, cases: Sequence[tuple[dict[str, Any], list[str]]]) -> dict[str, Any]:
    """Each case timed by itself; the sum is what all of them take."""
    times = []
    suggested = 0
    # Ten thousand cases in memory are the bench's own: looking through them for garbage is no part of answering one.
    gc.collect()
    gc.freeze()
    for given, fir in cases:
        begun = time.process_time()
        answer = as_content(checked(law, read_facts(law.vocabulary, given), fir))
        times.append(time.process_time() - begun)
        suggested += len(answer["met"])
    ordered = sorted(times)
    return {
        "cases": len(times),
        "total_s": round(sum(times), 2),
        "median_ms": round(statistics.median(ordered) * 1000, 2),
        "p99_ms": round(ordered[int(len(ordered) * 0.99)] * 1000, 2),
        "most_ms": round(ordered[-1] * 1000, 2),
        "over_20_ms": sum(one > 0.020 for one in ordered),
        "suggested_each": round(suggested / len(times), 1),
        "rss_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }


def draw(law: Law, count: int) -> list[tuple[dict[str, Any], list[str]]]:
    drawn = random.Random(SEED)
    charged = [each.id for each in law.provisions.values() if each.is_charged]
    return [(_facts(law, drawn), drawn.sample(charged, drawn.randint(0, 5))) for _ in range(count)]


def _facts(law: Law, drawn: random.Random) -> dict[str, Any]:
    begins = FIRST + timedelta(days=drawn.randrange((LAST - FIRST).days))
    given = {
        key: _value(fact, drawn)
        for key, fact in law.vocabulary.items()
        if not fact.is_derived and fact.type in ("yes_no", "number", "one", "many") and drawn.random() < KNOWN
    }
    # Numbers of people must agree with each other, the ages too, and the procedure with the days.
    given.pop("victim.age_at_end", None)
    given |= {"victims.count": 3, "victims.child_count": drawn.randint(1, 2)}
    if begins >= NEW_PROCEDURE_FROM:
        given.pop("procedure_code", None)
    return {**given, "offence.date_from": begins, "offence.date_to": begins + timedelta(days=drawn.randrange(400))}


def _value(fact: Fact, drawn: random.Random) -> Any:
    if fact.type == "yes_no":
        return drawn.random() < 0.5
    if fact.type == "number":
        return drawn.randint(0, 30)
    if fact.type == "one":
        return drawn.choice([*fact.values])
    return drawn.sample([*fact.values], drawn.randint(1, MOST_LISTED))


if __name__ == "__main__":
    main()
