"""Commands of research: loading published stories, and reports for people and programs.

Here: words, options and exit status. The rest is imported inside the commands, so that their help needs no database.
"""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from rihai.directory.models import Agency


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
@click.option(
    "--exact-for", "username", help="Small counts too, for this person; her role is asked, and it is recorded."
)
def impact(as_of: datetime | None, wants_json: bool, username: str | None) -> None:
    """Operations, people located, people freed: three figures, never mixed. What may not be passed on is hidden."""
    from rihai.research.impact import impact_report
    from rihai.research.shapes import as_json, as_text

    day, is_exact = _day(as_of), username is not None
    # Whoever is entitled to exact counts is entitled to those of her own organisation.
    found = impact_report(day, None if username is None else _entitled(username, day))
    if wants_json:
        click.echo(json.dumps(as_json(found, is_exact=is_exact), ensure_ascii=False, indent=2))
    else:
        click.echo(as_text(found, is_exact=is_exact))


def _day(as_of: datetime | None) -> date:
    from django.utils import timezone

    today = timezone.localdate()
    day = as_of.date() if as_of else today
    if day > today:
        raise click.BadParameter(f"{day} lies in the future; nobody knows it yet.", param_hint="--as-of")
    return day


def _entitled(username: str, day: date) -> Agency:
    from django.core.exceptions import PermissionDenied

    from rihai.accounts.models import User
    from rihai.audit import actions as audit
    from rihai.audit.refusals import recording_refusals
    from rihai.research.permissions import check_can_see_exact

    user = User.objects.filter(username=username, is_active=True).select_related("organisation").first()
    if user is None:
        raise click.BadParameter("Nobody who works here has this name.", param_hint="--exact-for")
    try:
        with recording_refusals(user):
            check_can_see_exact(user)
    except PermissionDenied as error:
        raise click.ClickException(str(error)) from None
    audit.record(
        "figures.exported", by=user, subject=user.organisation, as_of=day.isoformat(), kind="command", is_exact=True
    )
    return user.organisation
