"""`rihai law facts`: every fact that can be said of a case, as a file to fill in."""

from collections.abc import Iterator
from textwrap import wrap

import click

from rihai.law.facts import UNKNOWN, Fact, Vocabulary
from rihai.law.loading import COUNTRIES

WIDTH = 118


@click.command("facts")
@click.option("--country", default=COUNTRIES[0], show_default=True, type=click.Choice(COUNTRIES), help="Whose law.")
def facts(country: str) -> None:
    """Write every fact with its question and all unknown, for an editor: change what is known, leave the rest."""
    from rihai.law.loading import law_of

    click.echo("\n".join(lines(law_of(country).vocabulary)))


def lines(vocabulary: Vocabulary) -> Iterator[str]:
    yield "# One file is about one person. What nobody has said stays unknown, which is never taken for no."
    yield f"# A list is complete as given; add {UNKNOWN} to it where there may be more."
    for fact in vocabulary.values():
        if not fact.is_derived:
            yield ""
            yield from _comment(fact.question)
            yield from _comment(_answers(fact))
            yield f"{fact.key}: {UNKNOWN}"


def _answers(fact: Fact) -> str:
    if not fact.values:
        return fact.allowed
    said = "; ".join(value if value == words else f"{value} ({words})" for value, words in fact.values.items())
    how = {"many": "a list of", "names": "one of these, or a list of them"}
    return f"{how.get(fact.type, 'one of')}: {said}"


def _comment(text: str) -> list[str]:
    return wrap(text, WIDTH, initial_indent="# ", subsequent_indent="#   ")
