"""`rihai match evaluate`: how good pairs are where the truth is known."""

import dataclasses
from pathlib import Path

import click

from rihai.matching.cli.files import FILE, in_words, say
from rihai.matching.evaluation import Evaluation, evaluate


@click.command("evaluate")
@click.argument("pairs", type=FILE)
@click.argument("truth", type=FILE)
@click.option("--json", "as_json", is_flag=True, help="Print machine-readable results.")
@in_words
def evaluate_pairs(pairs: Path, truth: Path, as_json: bool) -> None:
    """Say how good the pairs in PAIRS are: TRUTH holds the true ones (missing_id, found_id)."""
    found = evaluate(pairs, truth)
    say(dataclasses.asdict(found), as_json=as_json, words=_words(found))


def _words(found: Evaluation) -> str:
    lines = [
        f"Pairs: {found.pairs:,}. True pairs: {found.true_pairs:,}, of which in the file: {found.pair_recall:.3f}",
        f"True record first in its list: {found.recall_at_1:.3f}; among the first ten: {found.recall_at_10:.3f}",
        f"Best F1: {found.f1:.3f} (precision {found.precision:.3f}, recall {found.recall:.3f}) "
        f"from weight {found.threshold:.1f}",
        f"Recall at precision .95: {found.recall_at_precision_95:.3f}",
        "Said to be likely by    pairs       true share",
    ]
    for part in found.calibration:
        share = "-" if part.true_share is None else f"{part.true_share:.3f}"
        lines.append(f"{part.low:.2f} to {part.high:.2f}    {part.pairs:>16,}       {share}")
    return "\n".join(lines)
