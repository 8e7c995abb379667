"""`rihai keys`: make a master key, look at the state of the keys, change the master key.

Here: words and exit status. Not here: what is done (`master`, `status`, `keys`).
"""

import dataclasses
import json
import os
from pathlib import Path

import click
import django

from rihai.vault.errors import MasterKeyRefused, VaultError
from rihai.vault.master import MasterKey, generate_master_key_file, master_key, read_master_key_file, unlock_at_start


@click.group("keys")
def vault_commands() -> None:
    """The keys that everything sealed depends on."""


@vault_commands.command("init")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def init(file: Path) -> None:
    """Make a new master key in FILE, which must not exist yet."""
    key = _generate(file)
    click.echo(f"Master key {key.key_id.hex()} is in {file}, readable by its owner only.")
    click.echo("Set RIHAI_MASTER_KEY_FILE to this file. Keep a copy on paper or in a safe, apart from the backups:")
    click.echo("without it nobody can read the sealed records again, and with it and a backup anybody can.")


@vault_commands.command("status")
@click.option("--json", "as_json", is_flag=True, help="Print machine-readable results.")
def status(as_json: bool) -> None:
    """Say which master key is in use and whether it opens every key in the database."""
    _start_django()
    from rihai.vault.status import key_status

    try:
        unlock_at_start()
        found = key_status()
    except VaultError as error:
        raise click.ClickException(str(error)) from None
    if as_json:
        click.echo(json.dumps({**dataclasses.asdict(found), "is_sound": found.is_sound}))
    else:
        click.echo(f"Master key: {found.master_key}")
        click.echo(f"Keys of organisations: {found.agency_keys}")
        click.echo(f"  under another master key: {found.under_other_master}")
        click.echo(f"  damaged: {found.damaged}")
        click.echo(f"Data keys: {found.data_keys}, of which erased: {found.destroyed}")
        click.echo(f"Sealed files: {found.files}")
    if not found.is_sound:
        raise click.exceptions.Exit(1)


@vault_commands.command("rotate-master")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def rotate_master(file: Path) -> None:
    """Move all keys to a new master key, made in FILE. Stop every other process first.

    If it was interrupted, run it again with the same FILE.
    """
    _start_django()
    from rihai.vault.keys import rewrap_all

    try:
        unlock_at_start()
        old = master_key()
        if not file.exists():
            _generate(file, carry=old)
        # Read back: what cannot be read now could not be read after the rotation either.
        new = read_master_key_file(file)
        if new.key_id == old.key_id:
            raise MasterKeyRefused(f"{file} holds the master key that is in use already.")
        count = rewrap_all(new)
    except VaultError as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"Moved to master key {new.key_id.hex()} in {file}; keys of organisations wrapped anew: {count}.")
    click.echo("Set RIHAI_MASTER_KEY_FILE to this file, start the program, and look at `rihai keys status`.")
    click.echo(f"Backups made until now still need the old key {old.key_id.hex()}: keep it as long as you keep them.")


def _start_django() -> None:
    """Only some of these commands need the database; a first key is made before anything is configured."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rihai.settings")
    django.setup()


def _generate(file: Path, *, carry: MasterKey | None = None) -> MasterKey:
    try:
        return generate_master_key_file(file, carry=carry)
    except FileExistsError:
        raise click.ClickException(f"{file} exists already; a master key is never overwritten.") from None
    except OSError as error:
        raise click.ClickException(f"{file} cannot be written: {error.strerror}.") from None
