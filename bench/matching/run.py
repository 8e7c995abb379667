"""Measures `rihai match` from outside: registers are invented, the command runs as a process, its pairs are judged.

    python -m bench.matching.run --n 100000 [--preset thin] [--seed 1] [--folder FOLDER] [--what link query]

Here: processes, their time and memory, the report. Not here: what other tools do with the same files (`peers`).
"""

import argparse
import csv
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bench.installation import ROOT, circumstances
from bench.matching.evaluate import evaluate, table
from bench.matching.generate import generate
from bench.matching.parameters import PRESETS

KEPT = Path(tempfile.gettempdir()) / "rihai-bench-matching"
FILES = ("missing.csv", "found.csv", "truth.csv", "strata.csv")


@dataclass(frozen=True)
class Cost:
    """Of one process with its children."""

    wall: float
    cpu: float
    megabytes: float
    output: str


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--n", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--preset", choices=PRESETS, default="full")
    parser.add_argument("--held-out", action="store_true")
    parser.add_argument("--folder", type=Path, default=KEPT, help="keeps the invented registers")
    parser.add_argument("--what", nargs="+", choices=("link", "query"), default=["link", "query"])
    parser.add_argument("--engine", default="local")
    parser.add_argument("--queries", type=int, default=3000)
    given = parser.parse_args(arguments)
    folder = registers(given.folder, given.n, given.seed, given.preset, given.held_out)
    print(f"{folder.name}: {circumstances()}")
    if "link" in given.what:
        link(folder, given.engine)
    if "query" in given.what:
        query(folder, given.queries)


def registers(folder: Path, size: int, seed: int, preset: str, held_out: bool = False) -> Path:
    """Invented at the first call, kept afterwards."""
    kept = folder / f"{size}-{preset}-{seed}{'-held-out' if held_out else ''}"
    if not all((kept / name).exists() for name in FILES):
        generate(size, seed, replace(PRESETS[preset], held_out=held_out), kept)
    return kept


def link(folder: Path, engine: str) -> None:
    out = folder / f"pairs-{engine}.csv"
    command = ["link", str(folder / "missing.csv"), str(folder / "found.csv"), "--out", str(out), "--top", "10"]
    cost = measured(rihai([*command, "--engine", engine]))
    print(f"\nlink: {cost.wall:.1f} s, processor {cost.cpu:.1f} s, at most {cost.megabytes:,.0f} MB")
    print(table(evaluate(folder, out)))


def query(folder: Path, queries: int) -> None:
    """On one processor, as the goal says."""
    asked, out = folder / "asked.csv", folder / "pairs-query.csv"
    sample(folder / "found.csv", asked, queries)
    command = ["query", "--index", str(folder / "missing.csv"), str(asked), "--out", str(out), "--top", "10", "--json"]
    cost = measured(rihai(command), {"NUMBA_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}, one_core=True)
    print(f"\nquery: {cost.wall:.1f} s, processor {cost.cpu:.1f} s, at most {cost.megabytes:,.0f} MB")
    print(cost.output.strip())
    print(table(evaluate(folder, out, asked)))


def rihai(arguments: Sequence[str]) -> list[str]:
    return [sys.executable, "-m", "rihai.cli", "match", *arguments]


def measured(command: Sequence[str], env: dict[str, str] | None = None, *, one_core: bool = False) -> Cost:
    """Ends this program if the command fails. Memory is the most that the process itself held."""
    started = time.perf_counter()
    core = (lambda: os.sched_setaffinity(0, {0})) if one_core else None
    all_env = dict(os.environ) | (env or {})
    with subprocess.Popen(
        command, cwd=ROOT, env=all_env, stdout=subprocess.PIPE, text=True, preexec_fn=core
    ) as process:
        output = process.stdout.read() if process.stdout else ""
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(command)} ended with {process.returncode}")
    return Cost(time.perf_counter() - started, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, output)


def sample(source: Path, out: Path, size: int, seed: int = 9) -> None:
    with source.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.reader(lines))
    drawn = random.Random(seed).sample(rows[1:], min(size, len(rows) - 1))
    with out.open("w", encoding="utf-8", newline="") as target:
        csv.writer(target, lineterminator="\n").writerows([rows[0], *drawn])


if __name__ == "__main__":
    main()
