"""`rihai demo`: make the demonstration, step by step, and open it."""

import os
import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path

import click

from rihai.web.demo.environment import MARK, demo_environment, make_folder

FOLDER = Path("var/demo")


@click.command()
@click.option("--no-serve", is_flag=True, help="Make it ready and stop.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--reset", is_flag=True, help="Throw the demonstration away first.")
def demo(no_serve: bool, port: int, reset: bool) -> None:
    """Make the demonstration (invented people, this machine only) and open it."""
    if reset:
        _throw_away(FOLDER)
    _refuse_foreign_folder(FOLDER)
    make_folder(FOLDER)
    os.environ.update(demo_environment(FOLDER))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rihai.settings")
    import django

    django.setup()
    from rihai.web.demo import content

    content.refuse_foreign_database()
    steps: list[tuple[str, Callable[[], str]]] = [
        ("Database", content.migrate),
        ("Styles and scripts", content.collect_static),
        ("Places and agencies", content.load_reference),
        ("Organisations and staff", content.make_staff),
        ("Published stories", content.load_published_stories),
    ]
    for number, (name, step) in enumerate(steps, 1):
        click.echo(f"[{number}/{len(steps)}] {name} … ", nl=False)
        started = time.monotonic()
        click.echo(f"{step()} ({time.monotonic() - started:.1f} s)")
    if no_serve:
        click.echo("Ready. Open it with: ./run demo")
        return
    for line in content.ways_in(port):
        click.echo(line)
    sys.stdout.flush()
    from rihai.web.cli import run_server

    run_server(host="127.0.0.1", port=port, workers=2, with_worker=True)


def _throw_away(folder: Path) -> None:
    """Only what carries the mark of a demonstration, and never a database elsewhere."""
    if os.environ.get("RIHAI_DATABASE_URL") or os.environ.get("DATABASE_URL"):
        raise click.ClickException(
            "--reset removes only the folder's own database. Drop the PostgreSQL database yourself."
        )
    _refuse_foreign_folder(folder)
    if folder.exists():
        shutil.rmtree(folder)


def _refuse_foreign_folder(folder: Path) -> None:
    if folder.exists() and any(folder.iterdir()) and not (folder / MARK).exists():
        raise click.ClickException(f"{folder} is not a demonstration (it has no file '{MARK}'). Move it away first.")
