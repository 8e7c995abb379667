"""What a page costs: processor time, queries and weight of each, then how many a second with how long a wait.

    python -m bench.pages                           SQLite, and PostgreSQL if its programs are installed
    python -m bench.pages --only cpu                without the load
    python -m bench.pages --folder FOLDER           keep the filled SQLite database there, or use the one that is there
    python -m bench.pages --folder FOLDER --database URL    on a PostgreSQL server, filled by bench.seed

Prints a table for docs/performance.md. Every request is signed in with a session that has shown its second
factor, passes the whole stack of middleware, is scoped and audited. Processor time is that of the process that
answers: SQLite works in it, PostgreSQL beside it. Fill at a quiet time; medians are given, and the lowest, which
moves least with what else the machine does.
"""

import argparse
import gc
import gzip
import io
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench import installation

LIMITS = {"list": 20, "case": 25}


def main() -> None:
    options = arguments()
    if options.inside:
        measure(options)
    elif options.folder:
        both_steps(options, options.folder, options.database)
    else:
        with tempfile.TemporaryDirectory(prefix="rihai-bench-") as folder:
            both_steps(options, Path(folder), "")
        with tempfile.TemporaryDirectory(prefix="rihai-bench-") as folder, installation.durable_server() as url:
            both_steps(options, Path(folder), url)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, help="the installation to measure; filled first if it is empty")
    parser.add_argument("--database", default="", help="address of its PostgreSQL database; else SQLite in the folder")
    parser.add_argument("--people", type=int, default=100_000, help="how many to fill an empty one with")
    parser.add_argument("--rounds", type=int, default=60, help="requests of each page")
    parser.add_argument("--seconds", type=int, default=20, help="length of each load")
    parser.add_argument("--clients", type=int, default=4)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--only", choices=["cpu", "load"])
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args()


def both_steps(options: argparse.Namespace, folder: Path, url: str) -> None:
    env = installation.environment(folder, url)
    installation.run("bench.seed", ["--folder", str(folder), "--people", str(options.people), "--inside"], env)
    installation.run("rihai.cli", ["manage", "collectstatic", "--noinput", "-v", "0"], env)
    numbers = {name: str(getattr(options, name)) for name in ("rounds", "seconds", "clients", "workers")}
    given = [part for name, value in numbers.items() for part in (f"--{name}", value)]
    if options.only != "load":
        installation.run("bench.pages", [*given, "--inside"], env)
    if options.only != "cpu":
        installation.run("bench.load", given, env)


@dataclass(frozen=True)
class Cost:
    """What one page costs; times in ms, sizes in kB."""

    cpu: float
    lowest: float
    wall: float
    queries: int
    size: float
    compressed: float


def measure(options: argparse.Namespace) -> None:
    installation.start_django()
    from django.db import connection

    from bench.targets import targets

    settle()
    print(f"\n### Cost of a page, {connection.vendor}, {installation.circumstances()}, median of {options.rounds}\n")
    print("| page | CPU ms | lowest | limit | wall ms | queries | kB | kB compressed |")
    print("|---|---|---|---|---|---|---|---|")
    for target in targets():
        cost = cost_of(target, options.rounds)
        limit = LIMITS.get(target.kind, "")
        times = f"{cost.cpu:.1f} | {cost.lowest:.1f} | {limit} | {cost.wall:.1f}"
        print(f"| {target.name} | {times} | {cost.queries} | {cost.size:.1f} | {cost.compressed:.1f} |", flush=True)


def settle() -> None:
    """As the server makes itself ready: every page is loaded, and garbage is collected seldom."""
    from django.urls import get_resolver

    from rihai.web.processes import SELDOM

    get_resolver().url_patterns  # noqa: B018 - to ask for them is to import every page
    gc.collect()
    gc.freeze()
    gc.set_threshold(*SELDOM)


def cost_of(target: Any, rounds: int) -> Cost:
    from bench.targets import cookies_of

    cookies = cookies_of(target.user)
    asks = [Ask(target, path, cookies) for path in target.paths]
    for ask in asks[:5]:
        ask()
    queries, page = count_queries(asks[0])
    cpu, wall = [], []
    for number in range(rounds):
        began, began_cpu = time.perf_counter(), time.process_time()
        asks[number % len(asks)]()
        cpu.append((time.process_time() - began_cpu) * 1000)
        wall.append((time.perf_counter() - began) * 1000)
    compressed = len(gzip.compress(page)) / 1000
    return Cost(statistics.median(cpu), min(cpu), statistics.median(wall), queries, len(page) / 1000, compressed)


class Ask:
    """One request, given to the program as the server would give it."""

    def __init__(self, target: Any, path: str, cookies: str) -> None:
        from rihai.wsgi import application

        self.application: Any = application
        self.target, self.path, self.cookies = target, path, cookies

    def __call__(self) -> bytes:
        status: list[str] = []
        response = self.application(self._environ(), lambda line, _headers, _info=None: status.append(line))
        page = b"".join(response)
        response.close()
        if status != ["200 OK"]:
            raise SystemExit(f"{self.target.name}: {status[0]}")
        return page

    def _environ(self) -> dict[str, Any]:
        from bench.targets import CSRF

        body = f"csrfmiddlewaretoken={CSRF}&{self.target.form}".encode() if self.target.form else b""
        path, _, query = self.path.partition("?")
        return {
            "REQUEST_METHOD": "POST" if body else "GET",
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "80",
            "HTTP_HOST": "localhost",
            "HTTP_COOKIE": self.cookies,
            "CONTENT_TYPE": "application/x-www-form-urlencoded",
            "CONTENT_LENGTH": str(len(body)),
            "wsgi.input": io.BytesIO(body),
            "wsgi.errors": io.StringIO(),
            "wsgi.url_scheme": "http",
        }


def count_queries(ask: Callable[[], bytes]) -> tuple[int, bytes]:
    """Statements, savepoints included: the connection stays open between the requests."""
    from django.db import connection

    counted = 0

    def count(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        nonlocal counted
        counted += 1
        return execute(sql, params, many, context)

    with connection.execute_wrapper(count):
        page = ask()
    return counted, page


if __name__ == "__main__":
    main()
