"""`rihai law check`: which sections the facts of a case point to, and what is wrong with those an FIR names."""

import json
from dataclasses import replace
from pathlib import Path

import click

from rihai.law.cli.files import FILE, facts_of, in_words
from rihai.law.cli.kept import CONFIRMED, confirmations_of
from rihai.law.loading import COUNTRIES


@click.command("check")
@click.argument("facts", type=FILE)
@click.option("--fir", "fir", metavar="IDS", help='The sections the FIR names: "bns-143-4,pocso-4-1" or "BNS 143(4)".')
@CONFIRMED
@click.option("--country", default=COUNTRIES[0], show_default=True, type=click.Choice(COUNTRIES), help="Whose law.")
@click.option("--json", "as_json", is_flag=True, help="Print machine-readable results.")
@in_words
def check(facts: Path, fir: str | None, confirmed: Path | None, country: str, as_json: bool) -> None:
    """Say which sections the FACTS of a case point to: a YAML or JSON file, or - for what is piped in.

    What nobody has said is unknown, never false: what is possible comes with the question to ask next. Nothing is
    stored or sent. It suggests; a lawyer decides.
    """
    from rihai.law.answers import checked
    from rihai.law.cli.check_text import to_text
    from rihai.law.loading import law_of
    from rihai.law.naming import read_fir
    from rihai.law.plain import as_content

    law = law_of(country)
    read = None if fir is None else read_fir(law, fir)
    answer = checked(law, facts_of(law, facts), read.ids if read else None, confirmations_of(confirmed))
    answer = replace(answer, beyond=read.beyond if read else ())
    click.echo(json.dumps(as_content(answer), indent=2, ensure_ascii=False) if as_json else to_text(answer))
    for each in answer.beyond if as_json else ():
        click.echo(f"Not checked: {each.written}: {each.reason}", err=True)
