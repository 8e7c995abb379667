"""`rihai found`: begin an installation in use, with its organisation and first two administrators."""

import click
from django.db import transaction

from rihai.accounts.actions import found_staff
from rihai.accounts.models import Installation
from rihai.accounts.passwords import starting_password
from rihai.directory.actions import load_reference
from rihai.directory.models import Agency, Completeness


@click.command()
@click.argument("organisation")
@click.option("--state", default="", help="State or province where the office is.")
@click.option("--country", default="India", show_default=True)
@click.option(
    "--administrator",
    "administrators",
    type=(str, str),
    multiple=True,
    metavar="USERNAME NAME",
    help="Name for signing in and name shown to colleagues; give it twice.",
)
def found(organisation: str, state: str, country: str, administrators: tuple[tuple[str, str], ...]) -> None:
    """Begin an installation: ORGANISATION and its first two administrators.

    Two, because powerful roles and new starts need two people. The starting passwords are shown once, here;
    each is changed at the first sign-in, which also asks for a second factor.
    """
    if len(administrators) != 2:
        raise click.UsageError("Name two administrators: --administrator anil 'Anil K' --administrator meera 'Meera S'")
    passwords = [starting_password(), starting_password()]
    with transaction.atomic():
        _mark_in_use()
        load_reference(by=None)
        agency = Agency.objects.create(
            name=organisation,
            kind="ngo",
            state=state,
            country=country,
            source="the organisation itself",
            completeness=Completeness.PARTIAL,
            is_member=True,
        )
        chosen = [(*names, password) for names, password in zip(administrators, passwords, strict=True)]
        found_staff(agency, administrators=chosen, by=None)
    click.echo(f"{organisation} is founded. Hand over each starting password in person; they are not shown again:")
    for (username, name), password in zip(administrators, passwords, strict=True):
        click.echo(f"  {name}: {username}  {password}")


def _mark_in_use() -> None:
    """A demonstration never becomes an installation in use: its people are invented."""
    kind = Installation.current_kind()
    if kind not in (None, Installation.Kind.PRODUCTION):
        raise click.ClickException(f"This database is a {kind}. Begin with an empty one.")
    Installation.objects.get_or_create(only=True, defaults={"kind": Installation.Kind.PRODUCTION})
