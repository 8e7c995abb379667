"""Where what lawyers said is kept, for every command that shows it: one file of the installation, or a named one."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import click

from rihai.law.confirmations import FILE_NAME
from rihai.law.sourcing import Confirmation

# For commands that read it: without the option the file of the installation, if there is one.
CONFIRMED: Final = click.option(
    "--confirmed",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    metavar="FILE",
    help=f"What lawyers have confirmed; otherwise {FILE_NAME} in RIHAI_DATA_DIR, or here.",
)


def kept_in(given: Path | None) -> Path:
    """The named file, or that of the installation; without an installation one in the folder one works in."""
    return given or Path(os.environ.get("RIHAI_DATA_DIR", "")).expanduser() / FILE_NAME


def confirmations_of(given: Path | None) -> Mapping[str, Confirmation]:
    """What is confirmed, corrected or rejected there; nothing where there is no file yet."""
    from rihai.law.confirmations import read_confirmations

    return read_confirmations(kept_in(given))
