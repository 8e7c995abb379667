"""Commands of research: loading published stories, and reports for people and programs."""

import json
import sys
from datetime import date, datetime
from pathlib import Path

import click
from django.utils import timezone

from rihai.research.impact import impact_report
from rihai.research.shapes import as_json, as_text
from rihai.research.stories.load import NoPublisher
from rihai.research.stories.load import load_stories as load
from rihai.research.stories.schema import StoryFileError, read_story_file


@click.command("load-stories")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def load_stories(file: Path) -> None:
    """Load published stories from FILE; what is here already stays as it is."""
    try:
        result = load(read_story_file(file), by=None)
    except (StoryFileError, NoPublisher) as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"{result.stories} stories here, {result.added} new.")


@click.group()
def report() -> None:
    """Figures with their definitions."""


@report.command()
@click.option("--as-of", "as_of", type=click.DateTime(["%Y-%m-%d"]), help="What was known at the end of this day.")
@click.option("--json", "wants_json", is_flag=True, help="For programs.")
def impact(as_of: datetime | None, wants_json: bool) -> None:
    """Operations, people located, people freed: three figures, never mixed."""
    day: date = as_of.date() if as_of else timezone.localdate()
    found = impact_report(day)
    if wants_json:
        json.dump(as_json(found), sys.stdout, ensure_ascii=False, indent=2)
        click.echo()
    else:
        click.echo(as_text(found))
