"""What the commands share: reading files given by name or "-", and errors told in words with exit code 2."""

import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import ParamSpec

import click

from rihai.law.clocks_events import Event, read_events
from rihai.law.clocks_together import check_events
from rihai.law.errors import InputProblem
from rihai.law.facts import Facts, read_facts
from rihai.law.facts_text import read_text
from rihai.law.loading import Law

P = ParamSpec("P")
FILE = click.Path(path_type=Path, dir_okay=False, exists=True, allow_dash=True)


class Refused(click.ClickException):
    """Said in words, without a traceback."""

    exit_code = 2


def in_words(command: Callable[P, None]) -> Callable[P, None]:
    @wraps(command)
    def told(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            command(*args, **kwargs)
        except InputProblem as problem:
            raise Refused(str(problem)) from None

    return told


def text_of(path: Path) -> str:
    """The text of a file, or of what is piped in for "-"."""
    name = "what was piped in" if str(path) == "-" else str(path)
    try:
        return sys.stdin.read() if str(path) == "-" else path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise InputProblem(name, "is not text", "YAML or JSON in UTF-8") from None
    except OSError as error:
        raise InputProblem(name, f"cannot be read: {error.strerror}") from None


def facts_of(law: Law, path: Path) -> Facts:
    return read_facts(law.vocabulary, read_text(text_of(path), str(path)))


def events_of(law: Law, facts: Facts, path: Path) -> tuple[Event, ...]:
    """What has happened, as far as it can be so beside the facts."""
    happened = read_events(text_of(path), law.triggers)
    check_events(facts, happened)
    return happened
