"""`rihai audit`: print where the trail ends, accept a database that was put back, and what a check prints.

Here: the commands. The rest is imported inside them, so that `rihai --help` needs no database. Not here: `verify`,
which knows of rooms above (`web.trail_cli`).
"""

import json
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from rihai.audit.verify import Voucher


@click.group("audit")
def audit_commands() -> None:
    """Check the audit trail."""


@audit_commands.command("head")
def head_command() -> None:
    """Print one signed line. Keep it off this machine, on paper or in another mailbox, and give it to
    'rihai audit verify --head': it shows whether newer events were cut off since."""
    from rihai.audit.headfile import HeadMissing, check_known_head
    from rihai.audit.heads import HeadRefused, signed_head

    try:
        # A line printed now would vouch for what was cut before.
        check_known_head()
    except (HeadMissing, HeadRefused) as error:
        raise click.ClickException(str(error)) from None
    click.echo(str(signed_head()))


@audit_commands.command("accept-head")
@click.option(
    "--reason",
    required=True,
    type=click.Choice(["restored_backup", "lost_commits", "moved"]),
    help="Why the database is not the one whose end was kept.",
)
def accept_head_command(reason: str) -> None:
    """Go on from the database as it is, after you put a backup back. The trail keeps which end was given up."""
    from rihai.audit.accept import Cause, accept_head

    event = accept_head(Cause(reason), by=None)
    click.echo(f"Accepted, and written into the trail as event {event.uid}.")


def print_check(line: str | None, *, as_json: bool, vouched: "Sequence[Voucher]") -> None:
    from rihai.audit.heads import HeadRefused, SignedHead
    from rihai.audit.verify import verify

    try:
        report = verify(SignedHead.parse(line) if line else None, after_batch=_show_progress, vouched=vouched)
    except HeadRefused as refusal:
        raise click.BadParameter(str(refusal), param_hint="--head") from None
    finally:
        _end_progress()
    click.echo(json.dumps(report.as_json(), indent=2) if as_json else "\n".join(report.lines()))
    sys.exit(0 if report.is_sound else 1)


def _show_progress(count: int) -> None:
    if sys.stderr.isatty():
        click.echo(f"\r{count} …", nl=False, err=True)


def _end_progress() -> None:
    if sys.stderr.isatty():
        click.echo("\r\033[K", nl=False, err=True)
