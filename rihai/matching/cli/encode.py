"""`rihai match encode`: a register as keyed filters, to be compared by somebody who may read no name."""

import time
from pathlib import Path
from typing import Any

import click

from rihai.matching.cli.files import FILE, Reading, check_apart, in_words, memory_mb, outputs, say
from rihai.matching.csvfiles import FileProblem
from rihai.matching.keyfiles import read_key
from rihai.matching.private.hardening import Hardening
from rihai.matching.records import Kind, Record

FEWEST = 50


@click.command("encode")
@click.argument("register", type=FILE)
@click.option(
    "--key-file", type=FILE, required=True, help="The key both organisations hold; whoever compares does not."
)
@click.option("--out", "out", type=FILE, required=True, metavar="ENCODED", help="The file to write and hand over.")
@click.option("--keep-common", is_flag=True, help="Keep common second names, which counting gives away at once.")
@click.option(
    "--diffusion", default=1, show_default=True, type=click.IntRange(1, 8), help="Mix this many bits into one."
)
@click.option("--allow-few", is_flag=True, help=f"Encode even fewer than {FEWEST} records, for a trial.")
@click.option("--rejects", type=FILE, metavar="FILE", help="Where rows that cannot be used are listed, with reasons.")
@click.option("--strict", is_flag=True, help="Stop at the first row that cannot be used, and write nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print machine-readable results.")
@in_words
def encode_file(
    register: Path,
    key_file: Path,
    out: Path,
    keep_common: bool,
    diffusion: int,
    allow_few: bool,
    rejects: Path | None,
    strict: bool,
    as_json: bool,
) -> None:
    """Encode REGISTER so that it can be compared without showing a name.

    The other organisation does the same with the same key and the same options. Ids stand in the file as they are:
    use codes, never names. What this does not protect is told in docs/matching.md.
    """
    hardening = Hardening(drop_common=not keep_common, diffusion=diffusion)
    check_apart([register, key_file], [out, rejects])
    key = read_key(key_file)
    with outputs(out, rejects) as (encoded_file, rejects_file):
        reading = Reading(strict=strict, rejects=rejects_file)
        records = list(reading.records(register, Kind.KNOWN))
        check_enough(len(records), allow_few=allow_few)
        data, seconds = _encoded(records, key, hardening)
        if encoded_file is not None:
            encoded_file.write(data)
        reading.tell()
    figures = _figures(len(records), reading.rejected.count, seconds)
    say(figures, as_json=as_json, words=_words(len(records), out))


def _figures(records: int, rejected: int, seconds: float) -> dict[str, Any]:
    return {
        "records": records,
        "rejected": rejected,
        "encode_seconds": round(seconds, 3),
        "records_per_second": round(records / seconds) if seconds else None,
        **memory_mb(),
    }


def _encoded(records: list[Record], key: bytes, hardening: Hardening) -> tuple[bytes, float]:
    """The file, and the seconds it took to encode."""
    from rihai.matching.private.encoding import encode_side_by_side
    from rihai.matching.private.fileformat import to_bytes
    from rihai.matching.private.keys import SharedKey

    begun = time.perf_counter()
    encoded = encode_side_by_side(records, SharedKey(key), hardening=hardening)
    return to_bytes(encoded), time.perf_counter() - begun


def check_enough(records: int, *, allow_few: bool) -> None:
    """A list of a few asks after particular people; comparing is for registers."""
    if records < FEWEST and not allow_few:
        raise FileProblem(
            f"There are only {records} records. A short list asks after particular people, so fewer than {FEWEST} "
            "are neither encoded nor compared. For a trial with invented people use --allow-few."
        )


def _words(records: int, out: Path) -> str:
    return (
        f"{records:,} records encoded into {out}. Whoever compares needs this file and never the key. "
        "It is pseudonymous, not anonymous: hand it over sealed and have it deleted afterwards."
    )
