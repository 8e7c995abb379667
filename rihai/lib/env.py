"""Settings from the environment, with errors that say what to do.

Here: reading, checking and registering variables. Not here: any particular setting
(`rihai/settings.py`), or a default that would be unsafe in production.

Values are never printed: a secret is easily pasted into the wrong variable.
"""
# ruff: noqa: A002 (`help` is the word that argparse, click and Django use for this argument)

import difflib
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Final, TypeVar
from urllib.parse import urlsplit

T = TypeVar("T")

YES: Final = ("1", "true", "yes", "on")
NO: Final = ("0", "false", "no", "off")


class Missing(Enum):
    """Marks a variable without a default: leaving it out is an error."""

    DEFAULT = "no default"


MISSING: Final = Missing.DEFAULT


@dataclass(frozen=True)
class Variable:
    """One variable that was asked for: what documentation and tests need to know."""

    name: str
    kind: str
    default: object
    help: str
    options: tuple[str, ...] = ()

    @property
    def is_required(self) -> bool:
        return self.default is MISSING


@dataclass(frozen=True)
class Problem:
    """One thing to mend before the program can start."""

    name: str
    what: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.name} {self.what}. {self.remedy}"


class SettingsError(Exception):
    """All problems of the environment at once, so that one start shows them all."""

    def __init__(self, problems: Collection[Problem]) -> None:
        self.problems = tuple(problems)
        lines = "\n".join(f"  - {problem}" for problem in self.problems)
        super().__init__(f"The settings in the environment need attention:\n{lines}")


class Env:
    """Reads variables one by one, collects every problem, and raises them together in `finish()`.

    A name may be given with or without the prefix. After a problem the reading method returns
    the default, or an empty value of the kind, so that the remaining variables are still checked;
    nothing may be started before `finish()` has returned.
    """

    def __init__(self, values: Mapping[str, str], prefix: str = "RIHAI_") -> None:
        self._values = values
        self._prefix = prefix
        self._variables: dict[str, Variable] = {}
        self._problems: list[Problem] = []

    @property
    def variables(self) -> tuple[Variable, ...]:
        """Every variable read so far, in the order of reading."""
        return tuple(self._variables.values())

    def text(self, name: str, *, help: str, default: str | Missing = MISSING) -> str:
        return self._read(Variable(self._full(name), "text", default, help), str, default, "")

    def flag(self, name: str, *, help: str, default: bool | Missing = MISSING) -> bool:
        """yes/no, true/false, on/off or 1/0, in any case."""
        return self._read(Variable(self._full(name), "flag", default, help, YES + NO), _flag, default, False)

    def number(self, name: str, *, help: str, default: int | Missing = MISSING, at_least: int = 0) -> int:
        def parse(raw: str) -> int:
            return _number(raw, at_least)

        return self._read(Variable(self._full(name), "number", default, help), parse, default, at_least)

    def path(self, name: str, *, help: str, default: Path | Missing = MISSING) -> Path:
        """A file or folder; `~` is the home folder. Whether it exists is for the reader to check."""

        def parse(raw: str) -> Path:
            return Path(raw).expanduser()

        return self._read(Variable(self._full(name), "path", default, help), parse, default, Path())

    def choice(self, name: str, options: Collection[str], *, help: str, default: str | Missing = MISSING) -> str:
        def parse(raw: str) -> str:
            return _choice(raw, options)

        variable = Variable(self._full(name), "choice", default, help, tuple(sorted(options)))
        return self._read(variable, parse, default, "")

    def words(self, name: str, *, help: str, default: tuple[str, ...] | Missing = MISSING) -> tuple[str, ...]:
        """Several words separated by commas, such as host names."""
        return self._read(Variable(self._full(name), "words", default, help), _words, default, ())

    def address(self, name: str, schemes: tuple[str, ...], *, help: str, default: str | Missing = MISSING) -> str:
        """An address such as that of a database, which begins with one of the schemes."""

        def parse(raw: str) -> str:
            return _address(raw, schemes)

        return self._read(Variable(self._full(name), "address", default, help, schemes), parse, default, "")

    def refuse(self, name: str, what: str, remedy: str) -> None:
        """Add a problem that only shows when several settings are seen together, or a value's sense is known."""
        self._note(self._full(name), what, remedy)

    def finish(self) -> None:
        """Raise `SettingsError` if anything was wrong, unknown variables of ours included."""
        problems = self._problems + self._unknown()
        if problems:
            raise SettingsError(problems)

    def _full(self, name: str) -> str:
        return name if name.startswith(self._prefix) else self._prefix + name

    def _read(self, variable: Variable, parse: Callable[[str], T], default: T | Missing, empty: T) -> T:
        if variable.name in self._variables:
            raise ValueError(f"{variable.name} is read twice; read it once and pass the value on")
        self._variables[variable.name] = variable
        fallback = empty if isinstance(default, Missing) else default
        raw = self._values.get(variable.name)
        if raw is None:
            if variable.is_required:
                self._note(variable.name, "is missing", f"Set it: {variable.help}")
            return fallback
        if not raw.strip():
            if default == "":
                return fallback
            self._note(variable.name, "is set but empty", f"Give it a value or remove it: {variable.help}")
            return fallback
        try:
            return parse(raw.strip())
        except ValueError as error:
            self._note(variable.name, str(error), f"Change it: {variable.help}")
            return fallback

    def _note(self, name: str, what: str, remedy: str) -> None:
        self._problems.append(Problem(name, what, remedy.rstrip(".") + "."))

    def _unknown(self) -> list[Problem]:
        names = sorted(name for name in self._values if name.startswith(self._prefix))
        return [self._unknown_problem(name) for name in names if name not in self._variables]

    def _unknown_problem(self, name: str) -> Problem:
        nearest = difflib.get_close_matches(name, self._variables, n=1)
        remedy = f"Did you mean {nearest[0]}?" if nearest else "Remove it, or look its name up in the docs."
        return Problem(name, "is not a setting of this program", remedy)


def _flag(raw: str) -> bool:
    if raw.lower() not in YES + NO:
        raise ValueError("is neither yes nor no")
    return raw.lower() in YES


def _number(raw: str, at_least: int) -> int:
    # isdecimal() alone would let Devanagari digits through, and int() accepts "1_000".
    if not (raw.removeprefix("-").isdecimal() and raw.isascii()):
        raise ValueError("is not a whole number")
    if int(raw) < at_least:
        raise ValueError(f"is smaller than {at_least}")
    return int(raw)


def _choice(raw: str, options: Collection[str]) -> str:
    if raw not in options:
        raise ValueError(f"is not one of {', '.join(sorted(options))}")
    return raw


def _address(raw: str, schemes: tuple[str, ...]) -> str:
    words = f"is not an address that begins with {' or '.join(f'{scheme}://' for scheme in schemes)}"
    try:
        parts = urlsplit(raw)
        is_known, _port = parts.scheme in schemes, parts.port  # a port that is no number raises
    except ValueError:  # its words would quote the address, and the password in it
        is_known = False
    if not is_known:
        raise ValueError(words)
    return raw


def _words(raw: str) -> tuple[str, ...]:
    words = tuple(word.strip() for word in raw.split(",") if word.strip())
    if not words:
        raise ValueError("names nothing between its commas")
    return words
