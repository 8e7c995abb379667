"""`rihai match`: find the same person in two registers, on CSV files, without an installation.

Here: the group. Each command stands in a module of its own, loaded when it is called: help is quick.
"""

import ctypes
import resource
import sys
from typing import Final

import click

from rihai.lib.late_commands import LateCommands

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
DUMPABLE: Final = 4  # PR_SET_DUMPABLE of Linux


@click.group("match", cls=LateCommands, places=COMMANDS)
def match() -> None:
    """Find the same person in two registers, on files."""
    leave_no_core()


def leave_no_core() -> None:
    """Whoever compares registers holds every name at once: none of them is to reach a core file.

    The limit alone does not bind a program that takes cores from the kernel by a pipe; Linux is told by itself.
    """
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(DUMPABLE, 0)
