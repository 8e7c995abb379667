"""`rihai law`: what the law says of facts, on files, without an installation.

Here: the group. Each command stands in a module of its own, loaded when it is called: help is quick.
"""

import click

from rihai.lib.late_commands import LateCommands

COMMANDS = {
    "check": ("rihai.law.cli.check:check", "Say which sections the facts of a case point to, and check an FIR."),
    "clocks": ("rihai.law.cli.clocks:clocks", "Say what is due by when, from what has happened."),
    "compensation": (
        "rihai.law.cli.compensation:compensation",
        "Say which schemes she could ask for money, and how much.",
    ),
    "coverage": ("rihai.law.cli.coverage:coverage", "Say how much of the data rests on what kind of source."),
    "facts": ("rihai.law.cli.sheet:facts", "Write every fact with its question, as a file to fill in."),
    "review": ("rihai.law.cli.review:review", "Let a lawyer confirm, correct or reject entries."),
}


@click.group("law", cls=LateCommands, places=COMMANDS)
def law() -> None:
    """What the law says of the facts of a case, on files."""
