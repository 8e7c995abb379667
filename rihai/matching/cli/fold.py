"""`rihai match fold`: what names come down to before they are compared."""

import click

from rihai.matching.folding import Folder


@click.command("fold")
@click.argument("names", metavar="NAME…", nargs=-1, required=True)
def fold_names(names: tuple[str, ...]) -> None:
    """Show what names come down to before they are compared.

    Each word with its text, strict form, skeleton and what is known of it. Words with the same strict form or
    skeleton meet, whatever their script.
    """
    folder = Folder()
    for name in names:
        click.echo(name)
        tokens = folder.name(name)
        if not tokens:
            click.echo("  (says nothing about a name)")
        for token in tokens:
            known = [word for word, holds in (("common", token.is_generic), ("initial", token.is_initial)) if holds]
            alias = [f"alias {token.alias}"] if token.alias else []
            click.echo("  ".join(["", token.text, token.strict, token.skeleton, *alias, *known]).rstrip())
