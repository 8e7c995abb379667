"""`rihai match query`: one found record after the other against an index, each with its reasons and its time."""

import time
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from pathlib import Path
from typing import Any

import click

from rihai.matching.cli.carried import Held, Side, Sides, beside, columns
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
from rihai.matching.cli.saved import load, save_and_load, since
from rihai.matching.csvfiles import FileProblem
from rihai.matching.engines.lines import line_of
from rihai.matching.index import Index
from rihai.matching.keyfiles import is_sealed, read_key
from rihai.matching.model import Model
from rihai.matching.records import Kind, Record
from rihai.matching.written import write_rows

PERCENTILES = {"p50_ms": 0.50, "p95_ms": 0.95, "p99_ms": 0.99}


@click.command("query")
@click.option("--index", "missing", type=FILE, required=True, metavar="MISSING", help="A register, or a saved index.")
@click.argument("found", type=FILE)
@click.option("--out", "out", type=FILE, required=True, metavar="PAIRS", help="The file of pairs to write.")
@click.option("--top", default=10, show_default=True, type=click.IntRange(1, 1000), help="Pairs for each found record.")
@click.option("--model", "model_file", type=FILE, metavar="FILE", help="A model other than the one that comes along.")
@click.option("--save-index", "save_to", type=FILE, metavar="FILE", help="Keep the index, sealed with --key-file.")
@click.option("--key-file", type=FILE, metavar="FILE", help="32 bytes as hexadecimal digits or base64, mode 0600.")
@click.option("--rejects", type=FILE, metavar="FILE", help="Where rows that cannot be used are listed, with reasons.")
@click.option("--no-carry", is_flag=True, help="Leave columns of your own out of the pairs.")
@click.option("--strict", is_flag=True, help="Stop at the first row that cannot be used, and write nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print machine-readable results.")
@in_words
def query_file(
    missing: Path,
    found: Path,
    out: Path,
    top: int,
    model_file: Path | None,
    save_to: Path | None,
    key_file: Path | None,
    rejects: Path | None,
    no_carry: bool,
    strict: bool,
    as_json: bool,
) -> None:
    """Ask for each record of FOUND who of the missing it could be, and say how long that takes.

    The index is saved sealed and loaded again before the first question, as a service would.
    """
    check_apart([missing, found, key_file, model_file], [out, save_to, rejects])
    key = read_key(key_file) if key_file else None
    _check_sealed(save_to, key)
    with outputs(out, rejects) as (pairs_file, rejects_file):
        held, sides = sides_of(no_carry=no_carry)
        reading = Reading(strict=strict, rejects=rejects_file, sides=sides)
        if is_sealed(missing):
            _check_as_saved(model_file, save_to)
            index, figures = load(missing, _needed(key, missing))
        else:
            built, figures = _built(missing, reading, model_in(model_file))
            index, figures = save_and_load(built, save_to, key, beside=out, figures=figures)
        times: list[float] = []
        if pairs_file is not None:
            held.read_from(index)
            asked = begun(reading.records(found, Kind.FOUND))  # from here on the columns are known
            write_rows(pairs_file, columns(sides), beside(sides, _answers(index, asked, top, times)))
        reading.tell()
    figures |= _speed(times) | {"rejected": reading.rejected.count} | memory_mb()
    say(figures, as_json=as_json, words=_words(figures))


def sides_of(*, no_carry: bool) -> tuple[Held, Sides]:
    held = Held()
    return held, {} if no_carry else {Kind.MISSING: held, Kind.FOUND: Side()}


def _check_sealed(save_to: Path | None, key: bytes | None) -> None:
    if save_to and key is None:
        raise FileProblem("An index holds names. To save it, name a --key-file to seal it with.")


def _check_as_saved(model_file: Path | None, save_to: Path | None) -> None:
    """A saved index holds its model, and is saved already."""
    if model_file is not None:
        raise FileProblem("A saved index holds the model it was made with. Leave out --model, or name the register.")
    if save_to is not None:
        raise FileProblem("This index is saved already. Leave out --save-index, or name the register.")


def _needed(key: bytes | None, path: Path) -> bytes:
    if key is None:
        raise FileProblem(f"{path} is sealed. Name the --key-file it was sealed with.")
    return key


def _built(path: Path, reading: Reading, model: Model) -> tuple[Index, dict[str, Any]]:
    started = time.perf_counter()
    index = Index.build(reading.records(path, Kind.MISSING), kind=Kind.MISSING, model=model)
    return index, {"build_seconds": since(started)}


def _answers(index: Index, found: Iterable[Record], top: int, times: list[float]) -> Iterator[tuple[object, ...]]:
    """The lines of pairs; into `times` how long each answer took, reasons and all."""
    progress = Progress("Asking for the found")
    index.query(Record(id="", name="-"))  # the first question readies the loops
    for count, record in enumerate(found, 1):
        started = time.perf_counter()
        answer = index.query(record, top=top)
        times.append(time.perf_counter() - started)
        progress(count)
        for candidate in answer.candidates:
            yield line_of(record.id, candidate, answer.records, index.model)
    progress.end()


def begun(records: Iterable[Record]) -> Iterator[Record]:
    """The same records, the first one read already."""
    rest = iter(records)
    return chain(list(islice(rest, 1)), rest)


def _words(figures: dict[str, Any]) -> str:
    return "\n".join(f"{name}: {'-' if value is None else value}" for name, value in figures.items())


def _speed(times: list[float]) -> dict[str, Any]:
    in_order = sorted(times)
    figures: dict[str, Any] = {"queries": len(times)}
    for name, share in PERCENTILES.items():
        slow = in_order[min(int(share * len(times)), len(times) - 1)] if times else None
        figures[name] = None if slow is None else round(1000 * slow, 3)
    return figures
