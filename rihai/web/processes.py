"""The processes of an installation: those that answer pages, and beside them the worker and the matcher.

One process starts all of them, watches over them and ends them. They are forks of it, so that Django is
loaded and the master key is asked for once. Not here: what they do (`rihai.wsgi`, `rihai.web.worker`,
`rihai.tracing.matcher`).
"""

import ctypes
import gc
import multiprocessing
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable, Sequence
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess
from types import FrameType
from typing import TYPE_CHECKING, Any, Final, NoReturn

import click
from django.db import connections
from django.urls import get_resolver
from gunicorn.app.base import BaseApplication
from gunicorn.workers.gthread import ThreadWorker

if TYPE_CHECKING:
    from rihai.tracing.matcher.registers import Engine

SIGNALS: Final = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
GRACE_SECONDS: Final = 10
# A worker that cannot start must not be started a hundred times a second.
PAUSE_SECONDS: Final = 2.0
DIES_WITH_PARENT: Final = 1  # PR_SET_PDEATHSIG of Linux
# A page makes thousands of objects and leaves hardly any in circles: at the usual 700 the search for them takes a tenth
# of the time.
SELDOM: Final = (20_000, 20, 50)
# What is started again when it ends by itself, with its task.
Beside = list[tuple[BaseProcess, Callable[[], None]]]
Fork = multiprocessing.get_context("fork")


class PortTaken(click.ClickException):
    """Somebody listens there already, or we may not."""


class Stopped(Exception):
    """Somebody asked this process to end."""


class PageWorker(ThreadWorker):  # type: ignore[misc]  # the library has no annotations
    """Answers pages in threads."""

    def handle_quit(self, sig: int, frame: FrameType | None) -> NoReturn:
        """Ctrl+C ends it at once: what a request had not committed is rolled back, idle browsers are not waited for."""
        os._exit(0)


class Pages(BaseApplication):  # type: ignore[misc]  # the library has no annotations
    """Gunicorn with threads. The access log stays off: the audit trail is the log."""

    def __init__(self, listeners: Sequence[socket.socket], workers: int) -> None:
        self.settings = {
            "bind": [f"fd://{listener.fileno()}" for listener in listeners],
            "workers": workers,
            "worker_class": PageWorker,
            "threads": 4,
            "preload_app": True,
            # A connection opened while loading must not be used by two processes at once.
            "pre_fork": lambda _arbiter, _worker: connections.close_all(),
            # The server would set it to 0: files are for this program's user alone.
            "umask": 0o077,
            "graceful_timeout": GRACE_SECONDS,
            "loglevel": "warning",
            "control_socket_disable": True,
        }
        super().__init__()

    def load_config(self) -> None:
        for name, value in self.settings.items():
            self.cfg.set(name, value)

    def load(self) -> Callable[..., Any]:
        """Everything that a request needs, before the processes part: it is read once, and its memory is shared."""
        from rihai.wsgi import application

        get_resolver().url_patterns  # noqa: B018 - to ask for them is to import every page
        # What is here stays until the end: collecting garbage need not look at it again, nor copy its pages.
        gc.collect()
        gc.freeze()
        gc.set_threshold(*SELDOM)
        return application


def listen(host: str, port: int) -> socket.socket:
    """Take the address at once, so that nothing is promised about a port that another program holds."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=512)
    except PermissionError:
        raise PortTaken(f"Port {port} is kept for the system. Choose one from 1024 on with --port.") from None
    except OSError as error:
        raise PortTaken(
            f"Nothing can listen on {host} port {port} ({os.strerror(error.errno or 0)}). Perhaps an earlier start"
            " still runs there: stop it, or choose another port with --port."
        ) from None


def has_address(host: str) -> bool:
    """Whether this machine has the address at all; some have no IPv6."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        with socket.socket(family, socket.SOCK_STREAM) as trial:
            trial.bind((host, 0))
    except OSError:
        return False
    return True


def run_processes(
    listeners: Sequence[socket.socket], *, workers: int, with_worker: bool, with_matcher: bool
) -> NoReturn:
    """Answer pages until somebody ends it; what dies beside them is started again, pages that die end everything."""
    connections.close_all()
    for one in SIGNALS:
        signal.signal(one, _stop)
    running: Beside = []
    status = 0
    try:
        pages = _start(running, lambda: Pages(listeners, workers).run())
        for task in [work] * with_worker + [match] * with_matcher:
            _start(running, task)
        status = _watch(pages, running)
    except Stopped:
        pass
    finally:
        _end(running)
    sys.exit(status)


def work() -> None:
    """The worker, until a signal ends it."""
    from rihai.web.worker import run

    run(_ended_by_signal())


def match() -> None:
    """The matcher, until a signal ends it. Its libraries are loaded in this process alone."""
    from rihai.tracing.matcher.process import run

    def engine() -> "Engine":
        from rihai.tracing.matcher.engine import shipped_engine

        return shipped_engine()

    run(_ended_by_signal(), engine)


def _ended_by_signal() -> threading.Event:
    stop = threading.Event()

    def end(signum: int, frame: FrameType | None) -> None:
        stop.set()

    for one in SIGNALS:
        signal.signal(one, end)
    return stop


def _stop(signum: int, frame: FrameType | None) -> NoReturn:
    raise Stopped


def _start(running: Beside, task: Callable[[], None]) -> BaseProcess:
    sys.stdout.flush()
    process = Fork.Process(target=_run, args=(task,))
    process.start()
    running.append((process, task))
    return process


def _run(task: Callable[[], None]) -> None:
    """In the new process: it must not outlive the one that watches over it, however that one ended."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(DIES_WITH_PARENT, signal.SIGTERM)
    try:
        task()
    except Stopped:
        sys.exit(0)


def _watch(pages: BaseProcess, running: Beside) -> int:
    while True:
        wait([process.sentinel for process, _ in running])
        if not pages.is_alive():
            return pages.exitcode or 0
        for ended, task in [one for one in running if not one[0].is_alive()]:
            name = "matcher" if task is match else "worker"
            click.echo(f"The {name} ended by itself (status {ended.exitcode}). It is started again.", err=True)
            running.remove((ended, task))
            time.sleep(PAUSE_SECONDS)
            _start(running, task)


def _end(running: Beside) -> None:
    """Ask each to finish what it does, then insist. A second Ctrl+C changes nothing about it."""
    for one in SIGNALS:
        signal.signal(one, signal.SIG_IGN)
    for process, _ in running:
        process.terminate()
    until = time.monotonic() + GRACE_SECONDS + 2
    for process, _ in running:
        process.join(max(0.1, until - time.monotonic()))
        if process.is_alive():
            process.kill()
            process.join()
