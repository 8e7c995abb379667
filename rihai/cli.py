"""The command line: one entry, commands found in the package they belong to.

Nothing of Django is loaded before a command that needs it: what works on files alone stays fast.
"""

import os
import sys
from importlib import import_module
from pathlib import Path

import click

from rihai.lib.env import SettingsError

# Command -> where it stands. Each is a click command or group.
COMMANDS = {
    "audit": "rihai.audit.cli:audit_commands",
    "check": "rihai.web.cli:check",
    "demo": "rihai.web.demo.cli:demo",
    "keys": "rihai.vault.cli:vault_commands",
    "load-stories": "rihai.research.cli:load_stories",
    "manage": "rihai.web.cli:manage",
    "report": "rihai.research.cli:report",
    "serve": "rihai.web.cli:serve",
    "worker": "rihai.web.cli:worker",
}
# These bring their own environment or need none.
WITHOUT_DJANGO = {"demo", "keys"}
DEMO_FOLDER = Path("var/demo")


class Commands(click.Group):
    """Loads a command only when it is called, and Django only when the command needs it."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        if cmd_name not in WITHOUT_DJANGO and not _asks_for_help():
            _start_django()
        module, attribute = COMMANDS[cmd_name].split(":")
        command = getattr(import_module(module), attribute)
        if not isinstance(command, click.Command):
            raise TypeError(f"{COMMANDS[cmd_name]} is not a command")
        return command


@click.command(cls=Commands)
def rihai() -> None:
    """Rihai: the platform on which an anti-trafficking network runs its response."""


def main() -> None:
    """Run; an error of ours says what is wrong, where and what to do, without a traceback."""
    try:
        rihai(prog_name="rihai")
    except SettingsError as error:
        click.echo(str(error), err=True)
        if "RIHAI_DATA_DIR" not in os.environ:
            click.echo("\nNo installation is configured. To look around: ./run demo", err=True)
        sys.exit(2)


def _asks_for_help() -> bool:
    return len(sys.argv) < 2 or sys.argv[1] in {"--help", "-h"}


def _start_django() -> None:
    """Set up Django; without any configuration, the demonstration on this machine is meant if there is one."""
    if "RIHAI_DATA_DIR" not in os.environ and (DEMO_FOLDER / "demo").exists():
        from rihai.web.demo.environment import demo_environment

        click.echo(f"(using the demonstration in {DEMO_FOLDER})", err=True)
        os.environ.update(demo_environment(DEMO_FOLDER))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rihai.settings")
    import django

    django.setup()


if __name__ == "__main__":
    main()
