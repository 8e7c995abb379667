"""Commands that run the installation: serve, worker, matcher, check, and Django's own behind `manage`.

Here: options, words and exit status. Not here: the processes (`processes`) or what is looked at (`health`).
"""

import sys
from contextlib import suppress

import click


@click.command(context_settings={"ignore_unknown_options": True, "allow_interspersed_args": False})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def manage(arguments: tuple[str, ...]) -> None:
    """Django's own commands, such as migrate: `rihai manage migrate`."""
    from django.core.management import execute_from_command_line

    execute_from_command_line(["rihai manage", *arguments])


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on; a proxy stands before it.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--workers", default=2, show_default=True, type=click.IntRange(1, 64), help="Processes that answer.")
@click.option("--worker/--no-worker", "with_worker", default=True, show_default=True, help="Run the worker beside it.")
@click.option(
    "--matcher/--no-matcher", "with_matcher", default=True, show_default=True, help="Run the matcher beside it."
)
def serve(host: str, port: int, workers: int, with_worker: bool, with_matcher: bool) -> None:
    """Answer the staff door, with the worker and the matcher beside it."""
    from rihai.vault.master import unlock_at_start
    from rihai.web.health import needed_to_serve
    from rihai.web.processes import listen, run_processes

    unlock_at_start()
    for finding in needed_to_serve():
        if not finding.is_ok:
            raise click.ClickException(f"Not ready to serve: {finding.name}: {finding.words}")
    run_processes([listen(host, port)], workers=workers, with_worker=with_worker, with_matcher=with_matcher)


@click.command()
def worker() -> None:
    """Do what is pending and what is due, until stopped; any number may run beside each other."""
    from rihai.vault.master import unlock_at_start
    from rihai.web.processes import work

    unlock_at_start()
    work()


@click.command()
def matcher() -> None:
    """Compare missing and found until stopped; a second one on this machine waits for the first to end."""
    from rihai.vault.master import unlock_at_start
    from rihai.web.processes import match

    unlock_at_start()
    match()


@click.command()
@click.option("--before-start", is_flag=True, help="Leave out what only runs later: the trail's worker, the matcher.")
def check(before_start: bool) -> None:
    """Say whether this installation is ready: database, key, files, trail, matcher. Exit status 1 if not."""
    from rihai.vault.errors import VaultError
    from rihai.vault.master import unlock_at_start
    from rihai.web.health import examine, needed_to_serve

    with suppress(VaultError):  # one of the findings says so
        unlock_at_start()
    findings = needed_to_serve() if before_start else examine()
    for finding in findings:
        click.echo(f"{'ok    ' if finding.is_ok else 'FAILED'}  {finding.name}: {finding.words}")
    if not all(finding.is_ok for finding in findings):
        sys.exit(1)
