"""Fill an installation with invented people and cases, sealed as in earnest.

    python -m bench.seed --folder FOLDER                     100,000 people, 50,000 cases, SQLite
    python -m bench.seed --folder FOLDER --database URL      the same in an empty PostgreSQL database
    python -m bench.seed --folder FOLDER --people 1000       a small one

Of four organisations the first holds seven tenths. Rows are what the actions would have left (grants, duties,
tokens, keys, seals), written in bulk; the trail is filled with readings. Names are syllables drawn at random, a few
of them common as names are. The same seed gives the same shape.
"""

import argparse
import time
from collections.abc import Iterator
from pathlib import Path

from bench import installation

AT_ONCE = 500
READINGS = 200_000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, required=True, help="where SQLite's file and the keys lie")
    parser.add_argument("--database", default="", help="address of an empty PostgreSQL database")
    parser.add_argument("--people", type=int, default=100_000, help="half as many cases")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.inside:
        fill(options.people)
        return
    arguments = ["--folder", str(options.folder), "--people", str(options.people), "--inside"]
    installation.run("bench.seed", arguments, installation.environment(options.folder, options.database))


def fill(people: int) -> None:
    installation.start_django()
    from django.core.management import call_command
    from django.db import connection

    from bench.rows import Writer
    from rihai.people.models import Person

    call_command("migrate", verbosity=0)
    if Person.objects.exists():
        print(f"{connection.vendor}: filled already with {Person.objects.count()} people")
        return
    began = time.perf_counter()
    writer = Writer(people)
    for done in batches(people):
        writer.write(done)
    writer.finish(READINGS * people // 100_000)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    print(f"{connection.vendor}: {people} people in {time.perf_counter() - began:.0f} s")


def batches(people: int) -> Iterator[range]:
    for first in range(0, people, AT_ONCE):
        yield range(first, min(first + AT_ONCE, people))


if __name__ == "__main__":
    main()
