"""Commands of research: loading published stories, and reports for people and programs.

Here: words, options and exit status. The rest is imported inside the commands, so that their help needs no database.
"""

import json
from datetime import datetime
from pathlib import Path

import click


@click.command("load-stories")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--organisation", "ref", metavar="REF", default="ORG01", show_default=True, help="Who published them.")
def load_stories(file: Path, ref: str) -> None:
    """Load published stories from FILE, all or none; what is here already stays as it is."""
    from rihai.research.stories.facts import StoryFileError
    from rihai.research.stories.load import UnknownPublisher
    from rihai.research.stories.load import load_stories as load
    from rihai.research.stories.schema import read_story_file

    try:
        result = load(read_story_file(file), ref=ref, by=None)
    except (StoryFileError, UnknownPublisher) as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"{result.stories} stories here, {result.added} new.")


@click.group()
def report() -> None:
    """Figures with their definitions."""


@report.command()
@click.option("--as-of", "as_of", type=click.DateTime(["%Y-%m-%d"]), help="What was known at the end of this day.")
@click.option("--json", "wants_json", is_flag=True, help="For programs; docs/api.md explains each part.")
def impact(as_of: datetime | None, wants_json: bool) -> None:
    """Operations, people located, people freed: three figures, never mixed."""
    from django.utils import timezone

    from rihai.research.impact import impact_report
    from rihai.research.shapes import as_json, as_text

    today = timezone.localdate()
    day = as_of.date() if as_of else today
    if day > today:
        raise click.BadParameter(f"{day} lies in the future; nobody knows it yet.", param_hint="--as-of")
    found = impact_report(day)
    click.echo(json.dumps(as_json(found), ensure_ascii=False, indent=2) if wants_json else as_text(found))
