"""Commands that run the installation: serve, worker, check, and Django's own behind `manage`."""

import os
import signal
import subprocess
import sys
import threading
from types import FrameType

import click


@click.command(context_settings={"ignore_unknown_options": True, "allow_interspersed_args": False})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def manage(arguments: tuple[str, ...]) -> None:
    """Django's own commands: `rihai manage migrate`."""
    from django.core.management import execute_from_command_line

    execute_from_command_line(["rihai manage", *arguments])


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on; a proxy stands before it.")
@click.option("--port", default=8000, show_default=True)
@click.option("--workers", default=2, show_default=True, help="Processes that answer pages.")
@click.option("--worker/--no-worker", "with_worker", default=True, show_default=True, help="Run the worker beside it.")
def serve(host: str, port: int, workers: int, with_worker: bool) -> None:
    """Answer the staff door, with the worker beside it."""
    run_server(host=host, port=port, workers=workers, with_worker=with_worker)


@click.command()
def worker() -> None:
    """Do what is pending and what is due, until stopped; any number may run beside each other."""
    from rihai.web.worker import run

    stop = threading.Event()

    def end(signum: int, frame: FrameType | None) -> None:
        stop.set()

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)
    run(stop)


@click.command()
def check() -> None:
    """Say whether this installation is ready: settings, database, master key, trail. Exit 1 if not."""
    from rihai.web.health import examine

    findings = examine()
    for finding in findings:
        click.echo(f"{'ok    ' if finding.is_ok else 'FAILED'}  {finding.name}: {finding.words}")
    if not all(finding.is_ok for finding in findings):
        sys.exit(1)


def run_server(*, host: str, port: int, workers: int, with_worker: bool) -> None:
    """Gunicorn with threads, loaded once before it forks; ends its worker when it ends."""
    beside = [sys.executable, "-m", "rihai.cli", "worker"]
    process = subprocess.Popen(beside) if with_worker else None  # noqa: S603 - our own command
    gunicorn = [
        *(sys.executable, "-m", "gunicorn", "rihai.wsgi:application"),
        *("--bind", f"{host}:{port}", "--workers", str(workers), "--threads", "4", "--worker-class", "gthread"),
        # The access log would keep addresses of records and people's habits; the audit trail is the log.
        *("--preload", "--log-level", "warning", "--graceful-timeout", "10"),
    ]
    server = subprocess.Popen(gunicorn, env=os.environ)  # noqa: S603 - our own command
    try:
        sys.exit(server.wait())
    except KeyboardInterrupt:
        server.terminate()
        server.wait()
    finally:
        if process is not None:
            process.terminate()
            process.wait()
