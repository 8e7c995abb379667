"""A group of commands on files, each in a module of its own that is loaded when it is called: help is quick."""

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click


class LateCommands(click.Group):
    """`places`: by name the place of the command as "module:attribute", and its line in the overview."""

    def __init__(self, *args: Any, places: Mapping[str, tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.places = places

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(self.places)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.places:
            return None
        place = self.places[cmd_name][0]
        module, attribute = place.split(":")
        command = getattr(import_module(module), attribute)
        if not isinstance(command, click.Command):
            raise TypeError(f"{place} is not a command")
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, self.places[name][1]) for name in self.list_commands(ctx)])
