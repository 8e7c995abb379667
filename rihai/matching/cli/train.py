"""`rihai match train`: a model learnt from two registers, without anybody having to say which pairs are true."""

import dataclasses
from itertools import islice
from pathlib import Path

import click

from rihai.matching.cli.files import FILE, Progress, Reading, check_apart, in_words, model_in, outputs, say
from rihai.matching.learning import LARGEST_SAMPLE, ROUNDS, learn
from rihai.matching.records import Kind


@click.command("train")
@click.argument("missing", type=FILE)
@click.argument("found", type=FILE)
@click.option("--out", "out", type=FILE, required=True, metavar="MODEL", help="The file of the model to write.")
@click.option("--model", "model_file", type=FILE, metavar="FILE", help="The model to begin with.")
@click.option("--rounds", default=ROUNDS, show_default=True, type=click.IntRange(1, 20), help="How often to refine it.")
@click.option("--json", "as_json", is_flag=True, help="Print machine-readable results.")
@in_words
def train_model(missing: Path, found: Path, out: Path, model_file: Path | None, rounds: int, as_json: bool) -> None:
    """Learn from two registers how the same person's records differ.

    The model holds shares and widths, nothing of a register: it may be shared. Look at what it does before you use it.
    """
    check_apart([missing, found, model_file], [out])
    with outputs(out) as (file,):
        reading = Reading(strict=False, rejects=None)
        asked = list(islice(reading.records(found, Kind.FOUND), LARGEST_SAMPLE))
        held = list(islice(reading.records(missing, Kind.MISSING), LARGEST_SAMPLE))
        progress = Progress("Rounds")
        model = learn(held, asked, model_in(model_file), rounds=rounds, progress=progress)
        progress.end()
        if file is not None:
            file.write(model.to_json().encode())
        reading.tell()
    words = f"Learnt from {len(held):,} missing and {len(asked):,} found. The model is in {out}; use it with --model."
    say(dataclasses.asdict(model), as_json=as_json, words=words)
