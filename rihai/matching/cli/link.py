"""`rihai match link`: proposed pairs between all missing and all found."""

import time
from pathlib import Path
from typing import Any

import click

from rihai.matching.cli.carried import Side, blocks_beside, columns
from rihai.matching.cli.files import (
    FILE,
    Progress,
    Reading,
    check_apart,
    in_words,
    memory_mb,
    model_in,
    outputs,
    say,
)
from rihai.matching.engines import ENGINES, engine_named
from rihai.matching.engines.proposals import Proposals
from rihai.matching.records import Kind
from rihai.matching.written import write_rows


@click.command("link")
@click.argument("missing", type=FILE)
@click.argument("found", type=FILE)
@click.option("--out", "out", type=FILE, required=True, metavar="PAIRS", help="The file of pairs to write.")
@click.option("--top", default=10, show_default=True, type=click.IntRange(1, 1000), help="Pairs for each found record.")
@click.option("--engine", default="local", show_default=True, type=click.Choice(ENGINES), help="What does the work.")
@click.option("--model", "model_file", type=FILE, metavar="FILE", help="A model other than the one that comes along.")
@click.option("--rejects", type=FILE, metavar="FILE", help="Where rows that cannot be used are listed, with reasons.")
@click.option("--no-carry", is_flag=True, help="Leave columns of your own out of the pairs.")
@click.option("--strict", is_flag=True, help="Stop at the first row that cannot be used, and write nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print machine-readable results.")
@in_words
def link_files(
    missing: Path,
    found: Path,
    out: Path,
    top: int,
    engine: str,
    model_file: Path | None,
    rejects: Path | None,
    no_carry: bool,
    strict: bool,
    as_json: bool,
) -> None:
    """Propose pairs between all MISSING and all FOUND.

    Every pair is a proposal for a person to look at: a probability decides nothing.
    """
    started = time.perf_counter()
    check_apart([missing, found, model_file], [out, rejects])
    model = model_in(model_file)
    with outputs(out, rejects) as (pairs_file, rejects_file):
        sides = {} if no_carry else {Kind.MISSING: Side(), Kind.FOUND: Side()}
        reading = Reading(strict=strict, rejects=rejects_file, sides=sides)
        progress = Progress("Comparing the found")
        registers = reading.records(missing, Kind.MISSING), reading.records(found, Kind.FOUND)
        proposals = engine_named(engine)(*registers, model=model, top=top, progress=progress)
        progress.end()
        linked = time.perf_counter()
        if pairs_file is not None:
            write_rows(pairs_file, columns(sides), ())
            pairs_file.writelines(blocks_beside(sides, proposals.blocks))
        reading.tell()
    seconds = {"link_seconds": linked - started, "write_seconds": time.perf_counter() - linked}
    figures = (
        {"engine": engine} | _figures(reading, proposals) | {name: round(each, 3) for name, each in seconds.items()}
    )
    say(figures | memory_mb(), as_json=as_json, words=_words(figures))


def _figures(reading: Reading, proposals: Proposals) -> dict[str, Any]:
    return {
        "missing": reading.count[Kind.MISSING],
        "found": reading.count[Kind.FOUND],
        "rejected": reading.rejected.count,
        "pairs": sum(proposals.bands.values()),
        "bands": proposals.bands,
        "found_without_candidate": proposals.without,
    }


def _words(figures: dict[str, Any]) -> str:
    bands, without = figures["bands"], figures["found_without_candidate"]
    alone = f" For {without:,} of the found there is no candidate at all." if without else ""
    return (
        f"{figures['missing']:,} missing, {figures['found']:,} found: {figures['pairs']:,} pairs in "
        f"{figures['link_seconds'] + figures['write_seconds']:.1f} s. To show {bands['show']:,}, "
        f"to review {bands['review']:,}, unlikely {bands['unlikely']:,}. A person decides each of them.{alone}"
    )
