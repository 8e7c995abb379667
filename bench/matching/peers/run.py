"""All other tools in one run: `python -m bench.matching.peers.run --n 100000 --tools splink recordlinkage pg_trgm`.

Here: the throw-away environment, the order of things, the report. Not here: how a tool is set up (the modules beside).
"""

import argparse
import subprocess
import sys
from pathlib import Path

from bench.installation import ROOT, circumstances, durable_server
from bench.matching.evaluate import evaluate, table
from bench.matching.parameters import PRESETS
from bench.matching.run import KEPT, measured, registers, sample

NEEDED = ("anyascii", "splink>=5,<6", "duckdb", "recordlinkage>=0.16", "pandas<3", "psycopg[binary]>=3.2")
HERE = Path(__file__).parent
KINDS = ("romanised", "folded")
TOOLS = {
    "splink": ("splink_duckdb.py",),
    "splink-wide": ("splink_duckdb.py", "--wide"),
    "recordlinkage": ("recordlinkage_ecm.py",),
    "pg_trgm": ("trigrams.py",),
}


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--n", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--preset", choices=PRESETS, default="full")
    parser.add_argument("--folder", type=Path, default=KEPT)
    parser.add_argument("--tools", nargs="+", choices=TOOLS, default=list(TOOLS))
    parser.add_argument("--kinds", nargs="+", choices=KINDS, default=KINDS)
    parser.add_argument("--queries", type=int, default=1000, help="for pg_trgm, which answers one by one")
    parser.add_argument("--between", type=int, default=0, help="single records asked of Splink")
    given = parser.parse_args(arguments)
    python = environment(given.folder / "environment")
    folder = registers(given.folder, given.n, given.seed, given.preset)
    print(f"{folder.name}: {circumstances()}")
    for kind in given.kinds:
        prepare(python, folder, kind)
        for tool in given.tools:
            extra = ("--between", str(given.between)) if "splink" in tool and given.between else ()
            run(python, folder, tool, kind, extra, given.queries)


def environment(folder: Path) -> str:
    """Made at the first call by the project's own installer."""
    python = folder / "bin/python"
    if not python.exists():
        installer = str(ROOT / ".uv/bin/uv")
        subprocess.run([installer, "venv", "-q", "--python", sys.executable, str(folder)], check=True)
        subprocess.run([installer, "pip", "install", "-q", "--python", str(python), *NEEDED], check=True)
    return str(python)


def prepare(python: str, folder: Path, kind: str) -> None:
    """Columns for the tools; what is romanised by a general library must not know our folding."""
    is_folded = kind == "folded"
    for register in ("missing", "found"):
        paths = [str(folder / f"{register}.csv"), str(folder / f"{register}-{kind}.csv")]
        command = [sys.executable if is_folded else python, "-m", "bench.matching.peers.columns", *paths]
        subprocess.run([*command, *(["--folded"] if is_folded else [])], cwd=ROOT, check=True)


def run(python: str, folder: Path, tool: str, kind: str, extra: tuple[str, ...], queries: int) -> None:
    script, *options = TOOLS[tool]
    missing, found, out = (folder / f"{name}-{kind}.csv" for name in ("missing", "found", f"pairs-{tool}"))
    command = [python, str(HERE / script)]
    if tool == "pg_trgm":
        asked = folder / f"asked-{kind}.csv"
        sample(found, asked, queries)
        with durable_server() as address:
            cost = measured([*command, address, str(missing), str(asked), str(out)])
        figures = evaluate(folder, out, asked)
    else:
        cost = measured([*command, str(missing), str(found), str(out), *options, *extra])
        figures = evaluate(folder, out)
    print(f"\n== {tool}, {kind}: {cost.wall:.1f} s, processor {cost.cpu:.1f} s, at most {cost.megabytes:,.0f} MB")
    told = ("training", "pairs", "one by", "all ", "building")
    print("\n".join(line for line in cost.output.splitlines() if line.startswith(told) or " queries: " in line))
    print(table(figures))


if __name__ == "__main__":
    main()
