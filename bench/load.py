"""Requests a second, and how long the slowest of twenty waits, on the real server; started by bench.pages.

The server is `rihai serve` with its worker; clients ask one page after the other on one connection each, as fast
as they are answered, each page as one who uses it. They run on the same machine and take their share of it.
"""

import argparse
import contextlib
import http.client
import signal
import socket
import statistics
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

from bench import installation

SECONDS_TO_START = 60
MIXES = {
    "lists": ("list",),
    "cases": ("case",),
    "lists and cases": ("list", "case"),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, default in (("rounds", 1), ("seconds", 20), ("clients", 4), ("workers", 2)):
        parser.add_argument(f"--{name}", type=int, default=default)
    options = parser.parse_args()
    installation.start_django()
    from django.db import connection

    from bench.targets import targets

    all_targets = targets()
    server, port = start_server(options.workers)
    try:
        title = f"{options.clients} clients, {options.workers} workers"
        print(f"\n### Load, {connection.vendor}, {installation.circumstances()}, {title}\n")
        print("| pages | requests/s | median ms | 95% ms | memory of all processes, MB PSS |")
        print("|---|---|---|---|---|")
        for name, kinds in MIXES.items():
            chosen = [one for one in all_targets if one.kind in kinds]
            times = load(chosen, port, options.clients, options.seconds)
            rate, half, slow = len(times) / options.seconds, statistics.median(times), times[len(times) * 95 // 100]
            print(f"| {name} | {rate:.0f} | {half:.0f} | {slow:.0f} | {memory_of(server.pid):.0f} |", flush=True)
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait()
    print(f"\nSize of the database: {database_size(connection) / 1e6:.0f} MB.")


def start_server(workers: int) -> tuple["subprocess.Popen[bytes]", int]:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
    command = [sys.executable, "-m", "rihai.cli", "serve", "--port", str(port), "--workers", str(workers)]
    began = time.perf_counter()
    server = subprocess.Popen(command, cwd=installation.ROOT)
    try:
        wait_for(server, port, began, any_answer=True)
        print(f"\nFrom the command to the first answer: {time.perf_counter() - began:.1f} s.")
        wait_for(server, port, began, any_answer=False)
    except BaseException:
        server.terminate()
        raise
    return server, port


def wait_for(server: "subprocess.Popen[bytes]", port: int, began: float, *, any_answer: bool) -> None:
    """Until it answers; or until it says that it is ready, with its worker."""
    while True:
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        with contextlib.suppress(OSError):
            line.request("GET", "/health/", headers={"Host": "localhost"})
            if line.getresponse().status == http.client.OK or any_answer:
                return
        if server.poll() is not None or time.perf_counter() - began > SECONDS_TO_START:
            raise SystemExit("The server did not start")
        time.sleep(0.02)


def load(chosen: list[Any], port: int, clients: int, seconds: int) -> list[float]:
    """Milliseconds of every answer within the time, sorted."""
    from bench.targets import CSRF, cookies_of

    requests = []
    for target in chosen:
        headers = {"Cookie": cookies_of(target.user), "Host": "localhost", "Accept-Encoding": "gzip"}
        body = f"csrfmiddlewaretoken={CSRF}&{target.form}".encode() if target.form else b""
        if body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        requests.append((target, headers, body))
    times: list[float] = []
    begin = threading.Barrier(clients)

    def client(number: int) -> None:
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        own: list[float] = []
        turn = number * 3
        begin.wait()
        end = time.perf_counter() + seconds
        while (began := time.perf_counter()) < end:
            target, headers, body = requests[turn % len(requests)]
            ask(line, "POST" if body else "GET", target.paths[turn % len(target.paths)], headers, body)
            own.append((time.perf_counter() - began) * 1000)
            turn += 1
        times.extend(own)

    threads = [threading.Thread(target=client, args=(number,)) for number in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(times)


def ask(line: http.client.HTTPConnection, method: str, path: str, headers: dict[str, str], body: bytes) -> None:
    line.request(method, path, body or None, headers)
    answer = line.getresponse()
    answer.read()
    if answer.status != http.client.OK:
        raise SystemExit(f"{method} {path.partition('?')[0]} answered {answer.status}")


def memory_of(pid: int) -> float:
    """Proportional share of the process and all below it, in MB: what is shared counts once."""
    own = 0
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            own = int(line.split()[1])
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return own / 1024 + sum(memory_of(int(child)) for child in children)


def database_size(connection: Any) -> int:
    if connection.vendor == "sqlite":
        return Path(connection.settings_dict["NAME"]).stat().st_size
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        return int(cursor.fetchone()[0])


if __name__ == "__main__":
    main()
