"""`rihai directory`: agencies from a file, the columns of such a file, the kinds there are.

Here: words, options and exit status. The rest is imported inside the commands, so that their help needs no database.
"""

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from rihai.directory.staff import Staff


@click.group()
def directory() -> None:
    """The directory of agencies."""


@directory.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--by", "username", required=True, help="Who answers for it: the name somebody signs in with.")
@click.option("--rejects", type=click.Path(dir_okay=False, path_type=Path), help="Where to write the lines not taken.")
@click.option("--dry-run", is_flag=True, help="Say what would happen, and change nothing.")
def import_file(file: Path, username: str, rejects: Path | None, dry_run: bool) -> None:
    """Take the agencies of FILE in; `rihai directory columns` explains its columns.

    A number that differs from the one in use becomes a proposal that a second person confirms.
    """
    from rihai.directory.importing import import_text, preview_text, rejects_as_csv
    from rihai.directory.rules.columns import BadFile

    text = _text(file)
    take = preview_text if dry_run else import_text
    try:
        found = take(text, by=_colleague(username))
    except BadFile as error:
        raise click.ClickException(str(error)) from None
    if rejects is not None:
        rejects.write_text(rejects_as_csv(found.rejects), encoding="utf-8")
    for one in found.rejects:
        click.echo(f"line {one.line} ({one.ref}): {one.reason}", err=True)
    would = "would be " if dry_run else ""
    click.echo(
        f"{found.added} {would}added, {found.changed} {would}changed, {found.unchanged} as before, "
        f"{found.proposed} contacts {would}proposed, {len(found.rejects)} lines not taken"
    )
    if found.rejects:
        raise SystemExit(1)


@directory.command()
def columns() -> None:
    """Explain the columns of a file of agencies."""
    from rihai.directory.rules.columns import COLUMNS, NEEDED

    click.echo(",".join(COLUMNS))
    for name, meaning in COLUMNS.items():
        click.echo(f"  {name:<12} {meaning}{' (needed)' if name in NEEDED else ''}")


@directory.command()
def kinds() -> None:
    """List the kinds of agencies with what each does."""
    from rihai.directory.rules import agency_kinds

    for code, entry in agency_kinds().items():
        click.echo(f"{code:<34} {entry.label}: {entry.fields['does']}")


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise click.ClickException(f"{file.name} is not in UTF-8. Save it as CSV UTF-8.") from None


def _colleague(username: str) -> "Staff":
    from django.contrib.auth import get_user_model

    found = get_user_model().objects.filter(username=username, is_active=True).first()
    if found is None:
        raise click.BadParameter("Nobody active signs in with this name.", param_hint="--by")
    return found
