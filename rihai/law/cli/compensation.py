"""`rihai law compensation`: which schemes she could ask, for what, how much, from whom and by when."""

from pathlib import Path

import click

from rihai.law.cli.files import FILE, events_of, facts_of, in_words
from rihai.law.cli.kept import CONFIRMED, confirmations_of
from rihai.law.errors import InputProblem
from rihai.law.loading import COUNTRIES


@click.command("compensation")
@click.argument("facts", type=FILE)
@click.option("--events", type=FILE, metavar="EVENTS", help="What has happened, for the clocks; as for `clocks`.")
@CONFIRMED
@click.option("--country", default=COUNTRIES[0], show_default=True, type=click.Choice(COUNTRIES), help="Whose law.")
@click.option("--json", "as_json", is_flag=True, help="Print machine-readable results.")
@in_words
def compensation(facts: Path, events: Path | None, confirmed: Path | None, country: str, as_json: bool) -> None:
    """Say which schemes the FACTS of a case point to or leave open, head by head, with the amounts of the scheme.

    An amount is what the scheme names, never a promise. It suggests; a lawyer decides.
    """
    from rihai.law.cli.compensation_out import to_json, to_text
    from rihai.law.clocks import clocks_of
    from rihai.law.compensation import claims_of
    from rihai.law.loading import law_of

    law = law_of(country)
    if not law.schemes:
        raise InputProblem("--country", f"{country} has no schemes in the data yet", COUNTRIES[0])
    known, said = facts_of(law, facts), confirmations_of(confirmed)
    happened = events_of(law, known, events) if events else ()
    claims = claims_of(law, known, confirmations=said)
    running = clocks_of(law, known, happened, confirmations=said)
    click.echo(to_json(law, claims, running) if as_json else to_text(law, claims, running))
