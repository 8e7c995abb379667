"""The command line: one entry, commands found in the package they belong to.

Nothing of Django is loaded before a command that needs it: help is quick, and what works on files alone
works without an installation. Errors of ours are told in words, without a traceback.
"""

import difflib
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module

import click

from rihai.lib.env import SettingsError


@dataclass(frozen=True)
class Entry:
    """Where a command stands, as "module:attribute", and its line in the overview."""

    where: str
    help: str


COMMANDS = {
    "audit": Entry("rihai.web.trail_cli:audit", "Check the audit trail."),
    "check": Entry("rihai.web.cli:check", "Say whether this installation is ready."),
    "demo": Entry("rihai.web.demo.cli:demo", "Make the demonstration and open it."),
    "directory": Entry("rihai.directory.cli:directory", "Agencies from a file, its columns, the kinds there are."),
    "found": Entry("rihai.accounts.cli:found", "Begin an installation: organisation and two administrators."),
    "keys": Entry("rihai.vault.cli:vault_commands", "The keys that everything sealed depends on."),
    "law": Entry("rihai.law.cli:law", "What the law says of the facts of a case, on files."),
    "load-stories": Entry("rihai.research.cli:load_stories", "Load published stories from a file."),
    "manage": Entry("rihai.web.cli:manage", "Django's own commands, such as migrate."),
    "match": Entry("rihai.matching.cli:match", "Find the same person in two registers, on files."),
    "matcher": Entry("rihai.web.cli:matcher", "Compare the missing with those found."),
    "report": Entry("rihai.research.cli:report", "Figures with their definitions."),
    "serve": Entry("rihai.web.cli:serve", "Answer the staff door, with worker and matcher beside it."),
    "worker": Entry("rihai.web.cli:worker", "Do what is pending and what is due."),
}
# These bring their own environment, or work before there is an installation.
WITHOUT_INSTALLATION = (["demo"], ["keys", "init"], ["law"], ["match"])
# These read or write what is sealed and do not unlock the vault themselves: a key to be typed is asked for first.
NEED_MASTER_KEY = ("audit", "directory", "found", "load-stories", "report")
# Of Django's own these touch no record; for the others a key that is to be typed is asked for.
WITHOUT_KEY = frozenset(
    {"check", "collectstatic", "compilemessages", "help", "makemessages", "makemigrations", "version"}
)
HELP = ("--help", "-h")


class Commands(click.Group):
    """Loads a command only when it is called, and Django only when the command needs it."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        if _needs_installation(sys.argv[1:]):
            _start_django()
            _unlock_for(cmd_name, sys.argv[1:])
        module, attribute = COMMANDS[cmd_name].where.split(":")
        command = getattr(import_module(module), attribute)
        if not isinstance(command, click.Command):
            raise TypeError(f"{COMMANDS[cmd_name].where} is not a command")
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        near = difflib.get_close_matches(args[0], COMMANDS, n=1)
        if args[0] not in COMMANDS and near:
            ctx.fail(f"No such command '{args[0]}'. Did you mean '{near[0]}'?")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The overview from the table: nothing is imported for it."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, COMMANDS[name].help) for name in self.list_commands(ctx)])


@click.command(cls=Commands, context_settings={"help_option_names": list(HELP)})
def rihai() -> None:
    """Rihai: the platform on which an anti-trafficking network runs its response."""


def main() -> None:
    """Run; an error of ours says what is wrong, where and what to do."""
    # Database, sealed files and what lies beside them belong to this program's user alone.
    os.umask(0o077)
    try:
        rihai(prog_name="rihai")
    except Exception as error:
        words = _words_for(error)
        if words is None:
            raise
        click.echo(words, err=True)
        sys.exit(2)


def _words_for(error: Exception) -> str | None:
    """What to tell about an error that its reader can mend; None for a fault of the program."""
    if isinstance(error, SettingsError):
        hint = (
            "" if "RIHAI_DATA_DIR" in os.environ else "\n\nNo installation is set up here. To look around: ./run demo"
        )
        return f"{error}{hint}"
    from django.core.exceptions import PermissionDenied
    from django.db import Error

    from rihai.vault.errors import VaultError

    if isinstance(error, VaultError | PermissionDenied):
        return str(error)
    return _words_for_database(error) if isinstance(error, Error) else None


def _words_for_database(error: Exception) -> str | None:
    """Not made, or not there. Anything else may quote what somebody typed, and is a fault of the program."""
    from django.db import OperationalError, ProgrammingError

    text = str(error)
    if isinstance(error, OperationalError | ProgrammingError) and any(
        mark in text for mark in ("no such table", "no such column", "does not exist")
    ):
        return "The database is empty or not up to date. Make it ready with: rihai manage migrate"
    if isinstance(error, OperationalError):
        return (
            f"The database cannot be used: {text.splitlines()[0]}\n"
            "Check that it runs, and RIHAI_DATABASE_URL (for SQLite: the folder RIHAI_DATA_DIR)."
        )
    return None


def _needs_installation(arguments: list[str]) -> bool:
    """Help of our own commands needs none; Django's commands print theirs themselves."""
    if any(arguments[: len(start)] == start for start in WITHOUT_INSTALLATION):
        return False
    asks_for_help = arguments[-1] in HELP and (arguments[0] != "manage" or len(arguments) == 2)
    return not asks_for_help


def _start_django() -> None:
    """Set up Django; without any configuration, the demonstration on this machine is meant if there is one."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rihai.settings")
    if "RIHAI_DATA_DIR" not in os.environ:
        from rihai.web.demo.environment import FOLDER, enter_environment, is_made

        if is_made(FOLDER):
            click.echo(f"(using the demonstration in {FOLDER})", err=True)
            enter_environment(FOLDER)
    import django

    django.setup()


def _unlock_for(command: str, arguments: Sequence[str]) -> None:
    from rihai.vault.master import asks_for_key, unlock_at_start

    # `migrate` comes before there is a key in a new installation: it is asked for only where it is typed.
    is_asked = command == "manage" and not WITHOUT_KEY.intersection(arguments[1:2]) and asks_for_key()
    if command in NEED_MASTER_KEY or is_asked:
        unlock_at_start()


if __name__ == "__main__":
    main()
