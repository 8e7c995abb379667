"""`rihai match improve`: a model after what people decided about pairs."""

import dataclasses
from collections.abc import Container
from pathlib import Path

import click

from rihai.matching.cli.files import FILE, Reading, check_apart, in_words, model_in, outputs, say
from rihai.matching.csvfiles import SHOWN, FileProblem, read_columns
from rihai.matching.index import Index
from rihai.matching.learning import Decision, improve
from rihai.matching.records import Kind, Record

DECISION_COLUMNS = ("missing_id", "found_id", "decision")
ANSWERS = {"yes": True, "no": False}
Pair = tuple[str, str]


@click.command("improve")
@click.argument("model_file", type=FILE, metavar="MODEL")
@click.argument("decisions", type=FILE)
@click.argument("missing", type=FILE)
@click.argument("found", type=FILE)
@click.option("--out", "out", type=FILE, required=True, metavar="MODEL2", help="The file of the new model to write.")
@click.option("--json", "as_json", is_flag=True, help="Print machine-readable results.")
@in_words
def improve_model(model_file: Path, decisions: Path, missing: Path, found: Path, out: Path, as_json: bool) -> None:
    """Improve MODEL by DECISIONS that people made: missing_id, found_id, decision (yes or no).

    Both registers must be there, as they say how the decided pairs agree and how rare that is. A handful of decisions
    changes a model only a little.
    """
    check_apart([model_file, decisions, missing, found], [out])
    model = model_in(model_file)
    decided = _decided(decisions)
    with outputs(out) as (file,):
        reading = Reading(strict=False, rejects=None)
        asked_ids = {found_id for _, found_id in decided}
        asked = {record.id: record for record in reading.records(found, Kind.FOUND) if record.id in asked_ids}
        index = Index.build(reading.records(missing, Kind.MISSING), kind=Kind.MISSING, model=model)
        usable = _usable(decided, asked, index)
        model = improve(model, index, usable)
        if file is not None:
            file.write(model.to_json().encode())
        reading.tell()
    figures = {"decisions": len(usable), "left_out": len(decided) - len(usable), "model": dataclasses.asdict(model)}
    words = f"Improved by {len(usable):,} decisions. The model is in {out}; use it with --model."
    say(figures, as_json=as_json, words=words)


def _decided(path: Path) -> dict[Pair, tuple[int, bool]]:
    """What was decided of each pair, and in which row of the file; one pair has one decision."""
    decided: dict[Pair, tuple[int, bool]] = {}
    for row, (missing_id, found_id, answer) in enumerate(read_columns(path, DECISION_COLUMNS), 1):
        said = ANSWERS.get(answer.strip().lower())
        if said is None:
            raise FileProblem(f"{path}, row {row}: the decision is yes or no. Nothing was written.")
        before, was = decided.setdefault((missing_id.strip(), found_id.strip()), (row, said))
        if was != said:
            raise FileProblem(f"{path}, row {row}: row {before} decides this pair otherwise. Nothing was written.")
    return decided


def _usable(decided: dict[Pair, tuple[int, bool]], asked: dict[str, Record], held: Container[str]) -> list[Decision]:
    """The decisions whose records are both there; the others are told by row, as an id may be a name."""
    usable, absent = [], []
    for (missing_id, found_id), (row, is_same) in decided.items():
        registers = [
            kind for kind, there in ((Kind.MISSING, missing_id in held), (Kind.FOUND, found_id in asked)) if not there
        ]
        if registers:
            absent.append(f"decisions, row {row}: its id is not in the file of the {' nor of the '.join(registers)}")
        else:
            usable.append(Decision(asked[found_id], missing_id, is_same=is_same))
    if not usable:
        raise FileProblem("No decision names two records of these registers. Are these the right files?")
    for words in absent[:SHOWN]:
        click.echo(f"Left out: {words}", err=True)
    if len(absent) > SHOWN:
        click.echo(f"Left out: {len(absent) - SHOWN:,} more decisions whose records are not there.", err=True)
    return usable
