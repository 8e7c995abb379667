"""`rihai match`: find the same person in two registers, on CSV files, without an installation.

Here: the group. Each command stands in a module of its own, loaded when it is called: help is quick.
"""

import click

from rihai.lib.late_commands import LateCommands
from rihai.lib.memory import leave_no_core

COMMANDS = {
    "compare": ("rihai.matching.cli.compare:compare_files", "Compare two encoded registers without a key."),
    "encode": ("rihai.matching.cli.encode:encode_file", "Encode a register for comparing without names."),
    "evaluate": ("rihai.matching.cli.evaluate:evaluate_pairs", "Say how good pairs are where the truth is known."),
    "fold": ("rihai.matching.cli.fold:fold_names", "Show what names come down to before they are compared."),
    "improve": ("rihai.matching.cli.improve:improve_model", "Improve a model by what people decided about pairs."),
    "link": ("rihai.matching.cli.link:link_files", "Propose pairs between all missing and all found."),
    "query": ("rihai.matching.cli.query:query_file", "Ask for each found record who of the missing it could be."),
    "train": ("rihai.matching.cli.train:train_model", "Learn from two registers how the same person's records differ."),
}


@click.group("match", cls=LateCommands, places=COMMANDS)
def match() -> None:
    """Find the same person in two registers, on files."""
    leave_no_core()
