"""PostgreSQL's pg_trgm, as a register with a search box would use it: `python trigrams.py ADDRESS MISSING FOUND OUT`.

Here: one table, its index, one statement per found record. Runs in the throw-away environment. The address is that
of a server with durability as in earnest (`bench.installation.durable_server`).
"""

import argparse
import csv
import importlib
import time
from typing import Any

psycopg: Any = importlib.import_module("psycopg")

TOP = 10
TABLE = """
CREATE EXTENSION IF NOT EXISTS pg_trgm;
DROP TABLE IF EXISTS missing;
CREATE TABLE missing (id text, name text, sex text, born int, day int, district text);
"""
INDEXES = """
CREATE INDEX ON missing USING gin (name gin_trgm_ops);
ANALYZE missing;
"""
# Similar names, of that sex, missing before she was found; the district and the year decide among them.
ASKED = """
SELECT id, similarity(name, %(name)s)
  + CASE WHEN district = nullif(%(district)s, '') THEN 0.3 ELSE 0 END
  - coalesce(least(abs(born - %(born)s::int), 8) * 0.02, 0.05) AS score
FROM missing
WHERE name %% %(name)s AND (sex = %(sex)s OR sex = '' OR %(sex)s = '') AND day BETWEEN %(day)s - 2600 AND %(day)s
ORDER BY score DESC LIMIT 10
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("address", "missing", "found", "out"):
        parser.add_argument(name)
    given = parser.parse_args()
    with psycopg.connect(given.address, autocommit=True) as connection:
        started = time.perf_counter()
        _fill(connection, given.missing)
        print(f"building {time.perf_counter() - started:.1f} s")
        times = _ask(connection, given.found, given.out)
    print(f"{len(times)} queries: p50 {_at(times, 0.5):.0f} ms, p95 {_at(times, 0.95):.0f}, p99 {_at(times, 0.99):.0f}")


def _fill(connection: Any, path: str) -> None:
    connection.execute(TABLE)
    names = ("id", "name", "sex", "born", "day", "district")
    with connection.cursor().copy("COPY missing FROM STDIN") as copy, open(path, encoding="utf-8") as lines:  # noqa: PTH123
        for row in csv.DictReader(lines):
            copy.write_row([row[name] or None if name == "born" else row[name] for name in names])
    connection.execute(INDEXES)


def _ask(connection: Any, path: str, out: str) -> list[float]:
    times: list[float] = []
    with open(path, encoding="utf-8") as lines, open(out, "w", encoding="utf-8") as target:  # noqa: PTH123
        target.write("missing_id,found_id,weight\n")
        for row in csv.DictReader(lines):
            row_or_nothing = row | {"born": row["born"] or None, "day": int(row["day"])}
            started = time.perf_counter()
            answer = connection.execute(ASKED, row_or_nothing).fetchall()
            times.append((time.perf_counter() - started) * 1000)
            target.writelines(f"{missing},{row['id']},{score}\n" for missing, score in answer)
    return times


def _at(times: list[float], share: float) -> float:
    return sorted(times)[min(int(len(times) * share), len(times) - 1)]


if __name__ == "__main__":
    main()
