"""How long a missing report takes from being sent to being searchable, durably, beside 100,000 entries; milliseconds.

    python -m bench.tracing_add
    python -m bench.tracing_add --entries 10000 --reports 50
    python -m bench.tracing_add --database URL        an empty PostgreSQL database instead of SQLite on this disk

The real action, the real rows and keys, the real engine, in one process: a report is saved and committed, then the
matcher's next step takes it: opens it, adds it to the index, compares it, writes proposals, marks it as taken. What
is durable is the committed row; the snapshot only makes the next start quick and is measured beside. In earnest the
step begins up to 0.3 s after the saving, which is not in the figures.
"""

import argparse
import csv
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from bench import installation

if TYPE_CHECKING:
    from rihai.accounts.models import User
    from rihai.people.search_entries import EntryFields
    from rihai.tracing.facts import ReportFacts
    from rihai.tracing.matcher.taking import Taker

SEED = 7
WARM = 5
EACH = 25
TOGETHER = 5000
TEXTS = ("guardian", "sex", "country", "state", "district", "village", "marks")
T = TypeVar("T")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--entries", type=int, default=100_000)
    parser.add_argument("--reports", type=int, default=200)
    parser.add_argument("--database", default="", help="address of an empty PostgreSQL database")
    parser.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        measure(options.measure, options.entries, options.reports)
        return
    with tempfile.TemporaryDirectory(prefix="rihai-bench-") as folder:
        from bench.matching.generate import generate
        from bench.matching.parameters import PRESETS

        # Some more than are held: these are the reports.
        generate(options.entries // 2 + options.reports + WARM, SEED, PRESETS["full"], Path(folder) / "registers")
        environment = installation.environment(Path(folder) / "data", options.database)
        installation.run("bench.tracing_add", [*sys.argv[1:], "--measure", f"{folder}/registers"], environment)


def measure(registers: Path, entries: int, reports: int) -> None:
    installation.start_django()
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    # Many a day by one hand are compared later: here many hands write.
    staff, taker = officers(1 + (reports + WARM) // EACH), ready_taker()
    known, held = (list(fields_in(registers / f"{name}.csv")) for name in ("missing", "found"))
    keep_entries(known[: entries // 2], "missing", staff[0])
    keep_entries(held[: entries // 2], "found", staff[0])
    print(f"\n{connection.vendor}; {installation.circumstances()}")
    count, seconds = timed(taker.catch_up)
    print(f"read {count} entries in {seconds:.0f} s", end="; ")
    print(f"snapshot saved in {timed(lambda: save(taker))[1]:.1f} s")
    chosen = known[entries // 2 :][: reports + WARM]
    rows = [filed(facts_of(one), staff[at // EACH], taker) for at, one in enumerate(chosen)][WARM:]
    for place, what in enumerate(("saved and committed", "taken by the matcher", "- of it added to the index", "both")):
        say(what, [row[place] for row in rows])


def filed(facts: "ReportFacts", by: "User", taker: "Taker") -> tuple[float, float, float, float]:
    """One report: seconds of saving, of taking, of the index in it, and of both."""
    from rihai.tracing.actions import file_report

    added: list[float] = []
    put = taker.registers.put
    taker.registers.put = lambda *given, **named: added.append(timed(lambda: put(*given, **named))[1])  # type: ignore[method-assign]
    _, saving = timed(lambda: file_report(organisation=by.organisation, by=by, facts=facts))
    taken, taking = timed(taker.take)
    taker.registers.put = put  # type: ignore[method-assign]
    if not taken:
        sys.exit("Nothing was taken: the figures would be of nothing.")
    return saving, taking, sum(added), saving + taking


def say(what: str, seconds: list[float]) -> None:
    times = sorted(1000 * one for one in seconds)
    print(f"  {what:<28} median {statistics.median(times):6.1f}   95% {times[len(times) * 95 // 100]:6.1f}")


def officers(number: int) -> "list[User]":
    from rihai.accounts.roles import Role
    from tests import factories

    house = factories.an_agency("Invented network")
    return [factories.a_user(f"officer_{one}", Role.RESCUE_OFFICER, organisation=house) for one in range(number)]


def ready_taker() -> "Taker":
    from rihai.tracing.matcher.engine import shipped_engine
    from rihai.tracing.matcher.registers import Registers
    from rihai.tracing.matcher.taking import Taker

    return Taker(Registers(shipped_engine()))


def save(taker: "Taker") -> None:
    from rihai.tracing.matcher import snapshot

    snapshot.save(taker.registers.to_pieces())


def fields_in(path: Path) -> "Iterator[EntryFields]":
    from rihai.people.search_entries import EntryFields

    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            plain: dict[str, object] = {name: row[name] for name in TEXTS}
            plain |= {"names": [row["name"]] if row["name"] else [], "on": row["date"]}
            yield EntryFields.from_json(plain | ({"age": float(row["age"])} if row["age"] else {}))


def keep_entries(fields: "Sequence[EntryFields]", kind: str, by: "User") -> None:
    """Rows as saving leaves them, of records that nobody holds: they are compared, and proposed to nobody."""
    from uuid import uuid4

    from django.utils import timezone

    from rihai.people.models import SearchEntry
    from rihai.vault.keys import new_data_key

    key = new_data_key(agencies=[by.organisation.uid])
    for start in range(0, len(fields), TOGETHER):
        SearchEntry.objects.bulk_create(
            SearchEntry(
                organisation=by.organisation,
                data_key=key,
                kind=kind,
                subject_label="bench.record",
                subject_uid=uuid4(),
                payload=one.as_json(),
                version=1,
                status=SearchEntry.Status.TAKEN,
                taken_at=timezone.now(),
            )
            for one in fields[start : start + TOGETHER]
        )


def facts_of(one: "EntryFields") -> "ReportFacts":
    from rihai.lib.precision import AgeCertainty, ImpreciseDate
    from rihai.people.facts import BirthFacts, NameFacts, PersonFacts
    from rihai.tracing.facts import ReportDetails, ReportFacts

    sex = {"F": "female", "M": "male", "T": "transgender"}.get(one.sex, "not_stated")
    today = date.today()  # noqa: DTZ011 - of this machine
    birth = BirthFacts.aged(int(one.age), one.on or today, AgeCertainty.STATED) if one.age is not None else None
    names = tuple(NameFacts(name) for name in one.names)
    details = ReportDetails(
        "She did not come home",
        last_seen=ImpreciseDate(one.on) if one.on else None,
        guardian=one.guardian,
        village=one.village,
        marks=one.marks,
    )
    return ReportFacts(person=PersonFacts(sex=sex, birth=birth, names=names), details=details)


def timed(call: Callable[[], T]) -> tuple[T, float]:
    begun = time.perf_counter()
    return call(), time.perf_counter() - begun


if __name__ == "__main__":
    main()
