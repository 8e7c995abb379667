"""How many audited actions per second, while the sealer runs; how long a check takes and how much memory.

    python -m bench.audit_rate                          SQLite, and PostgreSQL if its programs are installed
    python -m bench.audit_rate --database URL           one running server; needs an empty database
    python -m bench.audit_rate --clients 8 --seconds 20 --events 100000

Both databases run durably (SQLite synchronous=FULL, PostgreSQL with fsync), in a folder on disk. An action is
what ours are: lock a row, change it, write the event, commit. Clients are processes, as web workers are.
"""

import argparse
import multiprocessing
import os
import secrets
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from bench import installation

ROWS = 200
PACE = 200
T = TypeVar("T")
spawning = multiprocessing.get_context("spawn")


def main() -> None:
    options = arguments()
    if options.measure:
        measure(options.clients, options.seconds, options.events)
    elif options.database:
        run(options.database)
    else:
        run("")
        with installation.durable_server() as url:
            run(url)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--database", default="", help="address of an empty PostgreSQL database")
    parser.add_argument("--clients", type=int, default=4)
    parser.add_argument("--seconds", type=int, default=10)
    parser.add_argument("--events", type=int, default=100_000, help="length of the trail that is checked")
    parser.add_argument("--measure", action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args()


def run(url: str) -> None:
    """Measure in a program of its own, since Django reads its settings once."""
    with tempfile.TemporaryDirectory(prefix="rihai-bench-") as folder:
        environment = installation.environment(Path(folder), url)
        installation.run("bench.audit_rate", [*sys.argv[1:], "--measure"], environment)


def measure(clients: int, seconds: int, events: int) -> None:
    installation.start_django()
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", "audit", verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE bench_work (place integer PRIMARY KEY, number integer NOT NULL)")
        cursor.executemany("INSERT INTO bench_work VALUES (%s, 0)", [(place,) for place in range(ROWS)])
    print(f"\n{connection.vendor}, {os.cpu_count()} processors")
    connection.close()
    rates = [measure_rate(clients, seconds) for _ in range(3)]
    print(f"median of 3: {statistics.median(rates):.0f} audited actions/s with {clients} clients and the sealer")
    print(f"at a pace of {PACE} actions/s, as many as are asked of us:")
    measure_rate(clients, seconds, pause=clients / PACE)
    for length in (events // 10, events):
        measure_check(length)


def measure_rate(clients: int, seconds: int, pause: float = 0.0) -> float:
    from django.db import connection

    stop, begin = spawning.Event(), spawning.Barrier(clients + 2)
    results: multiprocessing.Queue[list[float]] = spawning.Queue()
    sealer = spawning.Process(target=seal, args=(begin, stop))
    workers = [spawning.Process(target=work, args=(begin, seconds, pause, results)) for _ in range(clients)]
    for process in (sealer, *workers):
        process.start()
    begin.wait()
    lag = longest_wait(seconds)
    times = sorted(each for _ in workers for each in results.get())
    stop.set()
    for process in (sealer, *workers):
        process.join()
    connection.close()
    rate = len(times) / seconds
    print(
        f"  {rate:6.0f} actions/s, median {times[len(times) // 2] * 1000:.1f} ms, "
        f"95% {times[len(times) * 95 // 100] * 1000:.1f} ms; longest wait for a link {lag:.1f} s"
    )
    return rate


def work(begin: "threading.Barrier", seconds: int, pause: float, results: "multiprocessing.Queue[list[float]]") -> None:
    """One client: actions one after the other until the time is over; tells how long each took."""
    installation.start_django()
    from django.db import connection

    connection.ensure_connection()
    times: list[float] = []
    begin.wait()
    end = time.perf_counter() + seconds
    while (begun := time.perf_counter()) < end:
        act(len(times))
        times.append(time.perf_counter() - begun)
        time.sleep(max(0.0, pause - times[-1]))
    results.put(times)


def act(number: int) -> None:
    from django.db import connection, transaction

    from rihai.audit.actions import record

    place = secrets.randbelow(ROWS)
    lock = "SELECT number FROM bench_work WHERE place = %s"
    if connection.features.has_select_for_update:
        lock += " FOR UPDATE"
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(lock, [place])
        cursor.execute("UPDATE bench_work SET number = %s WHERE place = %s", [number, place])
        record("bench.done", by=None, place=place, number=number)


def seal(begin: "threading.Barrier", stop: "threading.Event") -> None:
    installation.start_django()
    from rihai.audit.sealer import run_sealer

    begin.wait()
    run_sealer(stop)


def longest_wait(seconds: int) -> float:
    """The age of the oldest event of this run without a link, looked at twice a second."""
    from django.utils import timezone

    from rihai.audit.rows import unlinked

    longest, begun = 0.0, timezone.now()
    while (now := timezone.now()).timestamp() < begun.timestamp() + seconds:
        oldest = unlinked().filter(at__gt=begun).order_by("at").first()
        longest = max(longest, (now - oldest.at).total_seconds() if oldest else 0.0)
        time.sleep(0.5)
    return longest


def measure_check(length: int) -> None:
    """Fill the trail up to this length and check it in a fresh process."""
    from django.db import connection

    from rihai.audit.models import AuditEvent, AuditHead
    from rihai.audit.sealer import seal_pending
    from rihai.audit.selectors import readings_of

    fill(length - AuditEvent.objects.count())
    count, taken = timed(seal_pending)
    print(f"  trail of {AuditEvent.objects.count()}: linked {count} at {count / taken:.0f}/s", end="; ")
    print(f"sweep for unlinked {timed(seal_pending)[1] * 1000:.0f} ms", end="; ")
    subject = AuditHead.objects.get()
    print(f"who opened a record {timed(lambda: len(readings_of(subject)))[1] * 1000:.0f} ms")
    connection.close()
    checker = spawning.Process(target=check)
    checker.start()
    checker.join()


def fill(missing: int) -> None:
    """Events that are all readings, the commonest and longest kind."""
    from uuid import uuid4

    from django.utils import timezone

    from rihai.audit.facts import facts_as_text
    from rihai.audit.macs import event_mac
    from rihai.audit.models import READ_VERB, AuditEvent

    for first in range(0, missing, 1000):
        batch = []
        for _ in range(min(1000, missing - first)):
            text = facts_as_text({"read": [f"people.personname/{uuid4()}/text" for _ in range(5)]})
            uids = {"actor_uid": uuid4(), "organisation_uid": uuid4(), "subject_uid": uuid4()}
            event = AuditEvent(verb=READ_VERB, subject_label="cases.case", at=timezone.now(), facts=text, **uids)
            event.mac = event_mac(event)
            batch.append(event)
        AuditEvent.objects.bulk_create(batch)


def check() -> None:
    installation.start_django()
    from rihai.audit.models import AuditEvent
    from rihai.audit.verify import verify

    AuditEvent.objects.first()
    # Forget the highest use of memory so far (Linux): the imports', not the check's.
    Path("/proc/self/clear_refs").write_text("5")
    before = memory("VmRSS")
    report, taken = timed(verify)
    state = "sound" if report.is_sound else "DAMAGED"
    print(f"  checked {report.links} links in {taken:.1f} s ({report.links / taken:.0f}/s), {state};", end=" ")
    print(f"memory {before:.0f} MB before, {memory('VmHWM'):.0f} MB at most")


def memory(what: str) -> float:
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(what)) / 1024


def timed(call: Callable[[], T]) -> tuple[T, float]:
    begun = time.perf_counter()
    return call(), time.perf_counter() - begun


if __name__ == "__main__":
    main()
