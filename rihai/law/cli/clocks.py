"""`rihai law clocks`: what is due by when in a case, from its facts and what has happened."""

from pathlib import Path

import click

from rihai.law.cli.files import FILE, events_of, facts_of, in_words
from rihai.law.cli.kept import CONFIRMED, confirmations_of
from rihai.law.errors import InputProblem
from rihai.law.facts import Facts
from rihai.law.loading import COUNTRIES


@click.command("clocks")
@click.argument("facts", type=FILE)
@click.argument("events", type=FILE)
@click.option("--fir", "fir", metavar="IDS", help="The sections the FIR names, by which clocks run too.")
@click.option("--holidays", type=FILE, metavar="FILE", help="Days on which the court is closed: docs/law-clocks.md.")
@CONFIRMED
@click.option("--country", default=COUNTRIES[0], show_default=True, type=click.Choice(COUNTRIES), help="Whose law.")
@click.option("--json", "as_json", is_flag=True, help="Print machine-readable results.")
@in_words
def clocks(
    facts: Path,
    events: Path,
    fir: str | None,
    holidays: Path | None,
    confirmed: Path | None,
    country: str,
    as_json: bool,
) -> None:
    """Say what is due by when: FACTS as for `check`, EVENTS a YAML or JSON file that maps triggers to days or moments.

    A clock is shown only if its trigger has happened; one that may apply says what must be asked. Where the law has
    only words there is no date, and where courts differ the earlier one is shown. It suggests; a lawyer decides.
    """
    from rihai.law.cli.clocks_out import to_json, to_text
    from rihai.law.clocks import clocks_of
    from rihai.law.holidays import read_holidays
    from rihai.law.loading import law_of
    from rihai.law.naming import read_fir

    if str(facts) == str(events) == "-":
        raise InputProblem("EVENTS", "cannot be piped in together with FACTS", "one of the two as a file")
    law = law_of(country)
    if not law.clocks:
        raise InputProblem("--country", f"{country} has no clocks in the data yet", COUNTRIES[0])
    known = facts_of(law, facts)
    happened = events_of(law, known, events)
    named = read_fir(law, fir or "")
    for each in named.beyond:
        click.echo(f"Not counted: {each.written}. {each.reason}", err=True)
    found = clocks_of(
        law,
        known,
        happened,
        named=named.ids,
        calendar=read_holidays(holidays) if holidays else None,
        confirmations=confirmations_of(confirmed),
    )
    click.echo(to_json(found) if as_json else to_text(found))
    if not as_json:
        _say_what_is_not_shown(known, {event.trigger for event in happened})


def _say_what_is_not_shown(known: Facts, happened: set[str]) -> None:
    """Some days are facts and events: as a fact alone they start no clock."""
    for trigger in ("offence.date_to", "accused.first_remand"):
        if known.get(trigger) is not None and trigger not in happened:
            click.echo(f"{trigger} is among the facts and not among the events: its clocks are not shown.", err=True)
