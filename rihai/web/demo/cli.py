"""`rihai demo`: make the demonstration, step by step, and open it; and two proofs on it.

Here: options, words, and what is refused before anything is touched. What it holds is in `content`.
"""

import fcntl
import os
import shutil
import socket
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Final

import click

from rihai.web.demo.environment import (
    DATABASE,
    FOLDER,
    MARK,
    enter_environment,
    is_made,
    make_folder,
    master_key_file,
)

MAKING: Final = "making"
# Where it answers, so that new links lead there.
PORT: Final = "port"
# A browser may take either for "localhost"; the second is left out where the machine has no IPv6.
LOOPBACK: Final = ("127.0.0.1", "::1")


@click.group(invoke_without_command=True)
@click.option("--no-serve", is_flag=True, help="Make it ready and stop.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--reset", is_flag=True, help="Throw the demonstration away first.")
@click.pass_context
def demo(context: click.Context, no_serve: bool, port: int, reset: bool) -> None:
    """Make the demonstration (invented people, this machine only) and open it."""
    if context.invoked_subcommand is None:
        run_demo(port, is_served=not no_serve, is_reset=reset)


@demo.command("links")
def links_command() -> None:
    """Make six new links while the demonstration runs; those not used yet go on working."""
    _enter_made()
    port = FOLDER / PORT
    if not _runs() or not port.exists():
        raise click.ClickException("The demonstration does not run. Start it, and it prints new links: ./run demo")
    from rihai.web.demo import content

    for line in content.links(int(port.read_text())):
        click.echo(line)


@demo.command("disk")
def disk_command() -> None:
    """Look for every name on the screens where it could be read: database, files.

    Exit status: 0 nothing found, 1 found. What is found is named by its place, never quoted.
    """
    _enter_made()
    from rihai.web.demo.disk import search_disk

    search = search_disk(tell=click.echo)
    if not search.found:
        click.echo("Found: none. Nobody reads a name from this disk without the keys.")
        return
    click.echo("Found:")
    for place, number in search.found.items():
        click.echo(f"  {place}: {number}")
    raise SystemExit(1)


@demo.command("tamper")
@click.option("--undo", is_flag=True, help="Put the row back as it was.")
def tamper_command(undo: bool) -> None:
    """Change one row of the audit trail behind the program's back; `rihai audit verify` names it."""
    _enter_made()
    from rihai.web.demo.tamper import NothingToTamper, put_back, tamper

    try:
        uid = put_back() if undo else tamper()
    except NothingToTamper as reason:
        raise click.ClickException(str(reason)) from None
    if undo:
        click.echo(f"Event {uid} reads again as it was written. See: ./run rihai audit verify")
        return
    click.echo(f"Event {uid} was changed in the database, as a thief would do it.")
    click.echo("See it named: ./run rihai audit verify")
    click.echo("Put it back:  ./run rihai demo tamper --undo")


def _runs() -> bool:
    """Whether somebody holds the mark, as a demonstration does while it answers."""
    try:
        with held(FOLDER / MARK, fcntl.LOCK_EX | fcntl.LOCK_NB):
            return False
    except BlockingIOError:
        return True


def _enter_made() -> None:
    """The demonstration of this folder, or words; nothing else is ever searched or changed."""
    refuse_foreign_folder(FOLDER)
    if not is_made(FOLDER):
        raise click.ClickException("There is no demonstration here yet. Make it: ./run demo")
    enter_environment(FOLDER)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rihai.settings")
    import django

    django.setup()
    from rihai.accounts.models import Installation

    if not Installation.is_demonstration():
        raise click.ClickException("This database is not a demonstration. Nothing was opened or changed.")


def run_demo(port: int, *, is_served: bool, is_reset: bool) -> None:
    """Refuse first, then make, then answer."""
    refuse_foreign_folder(FOLDER)
    if is_reset:
        throw_away(FOLDER)
    refuse_lost_keys(FOLDER)
    listeners = listen_on_loopback(port) if is_served else []
    make_folder(FOLDER)
    enter_environment(FOLDER)
    with held(FOLDER / MAKING, fcntl.LOCK_EX):
        make()
    if not is_served:
        click.echo("Ready. Open it with: ./run demo")
        return
    open_doors(listeners, port)


def make() -> None:
    """Every step may be repeated: what is there already stays, and a broken-off start goes on."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rihai.settings")
    import django

    django.setup()
    from rihai.web.demo import content

    content.refuse_foreign_database()
    for number, (name, step) in enumerate(content.STEPS, 1):
        click.echo(f"[{number}/{len(content.STEPS)}] {name} … ", nl=False)
        started = time.monotonic()
        click.echo(f"{step()} ({time.monotonic() - started:.1f} s)")


def open_doors(listeners: list[socket.socket], port: int) -> None:
    """Print the ways in, then answer; whoever throws the demonstration away meanwhile is refused."""
    from rihai.web.demo import content
    from rihai.web.processes import run_processes

    for line in content.ways_in(port):
        click.echo(line)
    (FOLDER / PORT).write_text(str(port))
    with held(FOLDER / MARK, fcntl.LOCK_SH):
        run_processes(listeners, workers=2, with_worker=True, with_matcher=True)


def listen_on_loopback(port: int) -> list[socket.socket]:
    """Before any link is printed: a link to a port that another program holds would lead to that program."""
    from rihai.web.processes import has_address, listen

    return [listen(host, port) for host in LOOPBACK if has_address(host)]


def throw_away(folder: Path) -> None:
    """Only what carries the mark of a demonstration and does not run, and never a database elsewhere."""
    if os.environ.get("RIHAI_DATABASE_URL") or os.environ.get("DATABASE_URL"):
        raise click.ClickException(
            "--reset removes only the folder's own database. Drop the PostgreSQL database yourself,"
            " or unset RIHAI_DATABASE_URL and DATABASE_URL."
        )
    if not (folder / MARK).exists():
        return
    _refuse_in_use(folder / DATABASE)
    try:
        with held(folder / MARK, fcntl.LOCK_EX | fcntl.LOCK_NB):
            shutil.rmtree(folder)
    except BlockingIOError:
        raise click.ClickException("The demonstration is running. Stop it first, with Ctrl+C where it runs.") from None


def _refuse_in_use(database: Path) -> None:
    """What is thrown away is asked first what it is; a file that cannot answer is no installation."""
    if not database.exists():
        return
    with suppress(sqlite3.Error), closing(sqlite3.Connection(f"file:{database}?mode=ro", uri=True)) as connection:
        row = connection.execute("SELECT kind FROM accounts_installation").fetchone()
        if row is not None and row[0] != MARK:
            raise click.ClickException("This database is not a demonstration. Nothing was thrown away.")


def refuse_foreign_folder(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise click.ClickException(f"{folder} is not a folder. Move it away first.")
    if folder.exists() and any(folder.iterdir()) and not (folder / MARK).exists():
        raise click.ClickException(f"{folder} is not a demonstration (it has no file '{MARK}'). Move it away first.")


def refuse_lost_keys(folder: Path) -> None:
    if (folder / DATABASE).exists() and not master_key_file(folder).exists():
        raise click.ClickException(
            f"The demonstration in {folder} has lost its keys, so nothing in it can be opened again."
            " Begin afresh: ./run demo --reset"
        )


@contextmanager
def held(path: Path, how: int) -> Iterator[None]:
    """Hold a lock on a file; the system lets go of it when the processes end, however they end."""
    with path.open("a") as file:
        fcntl.flock(file, how)
        yield
