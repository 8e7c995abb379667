"""`rihai match compare`: two encoded registers, without a key; ids and bands come out."""

import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from rihai.matching.calibration import band
from rihai.matching.cli.encode import FEWEST, check_enough
from rihai.matching.cli.files import FILE, check_apart, in_words, memory_mb, outputs, say
from rihai.matching.csvfiles import PAIR_COLUMNS, FileProblem
from rihai.matching.written import write_rows

if TYPE_CHECKING:
    from rihai.matching.private.encoding import Encoded


@click.command("compare")
@click.argument("missing", type=FILE)
@click.argument("found", type=FILE)
@click.option("--out", "out", type=FILE, required=True, metavar="PAIRS", help="The file of pairs to write.")
@click.option("--top", default=10, show_default=True, type=click.IntRange(1, 1000), help="Pairs for each found record.")
@click.option("--allow-few", is_flag=True, help=f"Compare even fewer than {FEWEST} records, for a trial.")
@click.option("--json", "as_json", is_flag=True, help="Print machine-readable results.")
@in_words
def compare_files(missing: Path, found: Path, out: Path, top: int, allow_few: bool, as_json: bool) -> None:
    """Compare two files that `rihai match encode` made with one key, which is not needed here.

    Only ids and a band come out; weights and probabilities stay empty, because they would help to guess names. What
    follows is a talk between the two organisations, never a notice to anybody.
    """
    from rihai.matching.private.comparing import CannotCompare, compare

    check_apart([missing, found], [out])
    ours, theirs = _read(missing), _read(found)
    check_enough(min(len(ours), len(theirs)), allow_few=allow_few)
    with outputs(out) as (pairs_file,):
        begun = time.perf_counter()
        try:
            pairs = compare(ours, theirs, top=top)
        except CannotCompare as error:
            raise FileProblem(str(error)) from None
        seconds = time.perf_counter() - begun
        bands = [band(one) for one in pairs.probability.tolist()]
        rows = (
            (ours.ids[at], theirs.ids[it], "", "", said, rank, "")
            for at, it, said, rank in zip(pairs.missing, pairs.found, bands, pairs.rank.tolist(), strict=True)
            if said != "unlikely"
        )
        if pairs_file is not None:
            write_rows(pairs_file, PAIR_COLUMNS, rows)
    counted = Counter(bands)
    figures: dict[str, Any] = {
        "missing": len(ours),
        "found": len(theirs),
        "bands": {one: counted[one] for one in ("show", "review")},
        "compare_seconds": round(seconds, 3),
        "comparisons_per_second": round(len(ours) * len(theirs) / seconds) if seconds else None,
        **memory_mb(),
    }
    words = (
        f"{len(ours):,} missing, {len(theirs):,} found: {counted['show']:,} pairs to show, {counted['review']:,} to "
        "review. Tell the two organisations their ids; they talk to each other. Then delete both files."
    )
    say(figures, as_json=as_json, words=words)


def _read(path: Path) -> "Encoded":
    from rihai.matching.private.fileformat import FileBroken, from_bytes

    try:
        return from_bytes(path.read_bytes())
    except OSError as error:
        raise FileProblem(f"{path} cannot be read: {error.strerror}.") from error
    except FileBroken as error:
        raise FileProblem(f"{path}: {error}") from None
