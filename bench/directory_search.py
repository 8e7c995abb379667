"""How fast the directory is searched with 20,000 invented agencies: p50 and p95 in milliseconds, and queries.

    python bench/directory_search.py
    python bench/directory_search.py --postgres

One thread, warm. A search is what the page does: count, one page of 25 entries. PostgreSQL is a throw-away
server, as in the tests.
"""

import argparse
import base64
import os
import random
import secrets
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from rihai.directory.models import Agency

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

ASKED: Final = (
    ("one word of a name", "Talgaon", ""),
    ("name and place", "station Belpur", ""),
    ("PIN code", "401234", ""),
    ("part of a PIN code", "4012", ""),
    ("place and kind", "Thane", "ahtu"),
    ("Devanagari", "ठाणे", ""),
    ("Bengali", "থানে", ""),
    ("another spelling", "Talgaoon", ""),
    ("nothing like it", "zzyzx", ""),
    ("everything", "", ""),
)
PLACES: Final = ("Thane", "Palghar", "Pune", "Nashik", "Howrah", "Malda", "Nadia", "Patna", "Gaya", "Jashore")
FIRST: Final = ("Tal", "Bel", "Kor", "Mani", "Dhan", "Sona", "Lal", "Nil", "Raj", "Chand")
SECOND: Final = ("gaon", "pur", "wadi", "nagar", "ganj", "hat", "pada", "kheda", "garh", "bari")
KINDS: Final = ("police_station", "ahtu", "child_welfare_committee", "dcpu", "ngo", "court", "hospital", "home")
PER_PAGE: Final = 25


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--agencies", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--postgres", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="rihai-bench-") as folder, server(options.postgres):
        start_django(Path(folder))
        fill(options.agencies)
        report(options.rounds)


@contextmanager
def server(is_wanted: bool) -> Iterator[None]:
    """A PostgreSQL server for this run; without it, SQLite in the folder."""
    from tests.postgres import find_binaries, throwaway_server

    binaries = find_binaries()
    if not is_wanted:
        yield
    elif binaries is None:
        raise SystemExit("PostgreSQL is not installed here.")
    else:
        with throwaway_server(binaries) as address:
            os.environ["RIHAI_DATABASE_URL"] = address.replace("/rihai?", "/postgres?")
            yield


def start_django(folder: Path) -> None:
    os.environ["RIHAI_DATA_DIR"] = str(folder)
    os.environ["RIHAI_SECRET_KEY"] = secrets.token_urlsafe(50)
    os.environ["RIHAI_MASTER_KEY"] = base64.b64encode(secrets.token_bytes(32)).decode()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rihai.settings")
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


def fill(number: int) -> None:
    from django.db import connection, transaction

    from rihai.directory.actions import load_reference
    from rihai.directory.models import Agency

    chance = random.Random(20)
    with transaction.atomic():
        load_reference(by=None)
        Agency.objects.bulk_create((invented(chance, at) for at in range(number)), batch_size=500)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    print(f"{connection.vendor}: {Agency.objects.count():,} agencies")


def invented(chance: random.Random, at: int) -> "Agency":
    from rihai.directory.models import Agency

    town = chance.choice(FIRST) + chance.choice(SECOND)
    district = chance.choice(PLACES)
    kind = chance.choice(KINDS)
    return Agency(
        ref=f"B{at}",
        name=f"{town} {kind.replace('_', ' ')} {chance.randrange(1, 400)}",
        kind=kind,
        address=f"Lane {chance.randrange(1, 90)}, opposite the market, {town}",
        locality=town,
        district=district,
        state="Maharashtra",
        country="India",
        pin_code=str(chance.randrange(400_001, 450_000)),
        source="invented",
    )


def report(rounds: int) -> None:
    print(f"{'search':<22}{'found':>8}{'p50 ms':>9}{'p95 ms':>9}{'queries':>9}")
    for name, text, kind in ASKED:
        found, queries = once(text, kind)
        times = sorted(timed(text, kind) for _ in range(rounds))
        p50, p95 = statistics.median(times), times[int(len(times) * 0.95) - 1]
        print(f"{name:<22}{found:>8,}{p50:>9.1f}{p95:>9.1f}{queries:>9}")


def once(text: str, kind: str) -> tuple[int, int]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as asked:
        found = look(text, kind)
    return found, len(asked)


def timed(text: str, kind: str) -> float:
    began = time.perf_counter()
    look(text, kind)
    return 1000 * (time.perf_counter() - began)


def look(text: str, kind: str) -> int:
    from django.core.paginator import Paginator

    from rihai.directory.selectors import search

    page = Paginator(search(text, kind), PER_PAGE).get_page(1)
    list(page)
    return page.paginator.count


if __name__ == "__main__":
    main()
