"""`rihai audit` as a whole: the trail's own commands, and the check of it with the rows of rooms above.

Here: for which rooms the trail vouches. Not here: how the trail is checked (`audit.verify`), or a chain (`custody`).
"""

import click

from rihai.audit.cli import audit_commands, print_check


@click.command("verify")
@click.option("--head", "line", metavar="TEXT", help="A line printed earlier by 'rihai audit head'.")
@click.option("--json", "as_json", is_flag=True, help="Print the result for machines.")
def verify_command(line: str | None, as_json: bool) -> None:
    """Check every event and link, and every chain of custody against them; name each damage.

    Exit status: 0 sound, 1 damaged, 2 the head given cannot be used.
    """
    from rihai.offences.evidence.vouched import broken_rows

    print_check(line, as_json=as_json, vouched=(broken_rows,))


audit = click.Group("audit", help=audit_commands.help, commands={**audit_commands.commands, "verify": verify_command})
