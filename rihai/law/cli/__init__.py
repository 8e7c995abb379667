"""`rihai law`: what the law says of facts, on files, without an installation.

Here: the group. Each command stands in a module of its own, loaded when it is called: help is quick.
"""

from importlib import import_module

import click

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


class Commands(click.Group):
    """Loads a command only when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, attribute = COMMANDS[cmd_name][0].split(":")
        command = getattr(import_module(module), attribute)
        if not isinstance(command, click.Command):
            raise TypeError(f"{COMMANDS[cmd_name][0]} is not a command")
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, COMMANDS[name][1]) for name in self.list_commands(ctx)])


@click.group("law", cls=Commands)
def law() -> None:
    """What the law says of the facts of a case, on files."""
