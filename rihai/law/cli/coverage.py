"""`rihai law coverage`: how much of the data rests on what kind of source, and what lawyers have confirmed."""

from pathlib import Path

import click

from rihai.law.cli.files import in_words
from rihai.law.cli.kept import CONFIRMED, confirmations_of
from rihai.law.loading import COUNTRIES


@click.command("coverage")
@CONFIRMED
@click.option("--country", default=COUNTRIES[0], show_default=True, type=click.Choice(COUNTRIES), help="Whose law.")
@in_words
def coverage(confirmed: Path | None, country: str) -> None:
    """Say how much of the law in the data rests on what, Act by Act, as a page in Markdown."""
    from rihai.law.coverage import coverage_page
    from rihai.law.loading import law_of

    click.echo(coverage_page(law_of(country), confirmations_of(confirmed)), nl=False)
