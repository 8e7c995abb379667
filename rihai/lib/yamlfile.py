"""Data files in YAML that are shipped inside a package, in its folder `data`.

Here: finding, reading and the common header (version, date, sources). Not here: what a file means.
"""

from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any, Final

import yaml

HEADER: Final = ("version", "date", "sources")


class DataFileError(Exception):
    """A shipped data file is missing or malformed; names the file, the key and what is wrong."""

    def __init__(self, file: str, what: str, key: str = "") -> None:
        self.file, self.key, self.what = file, key, what
        place = f"{file}, key {key!r}" if key else file
        super().__init__(f"{place}: {what}")


def data_text(package: str, file: str) -> str:
    """The text of `data/<file>` in a package such as "rihai.cases"."""
    source = resources.files(package) / "data" / file
    if not source.is_file():
        raise DataFileError(f"{package}/data/{file}", "there is no such file in the package")
    return source.read_text(encoding="utf-8")


@cache
def load_yaml(package: str, file: str) -> Mapping[str, Any]:
    """The content of a data file as a mapping with the common header; read once per process."""
    name = f"{package}/data/{file}"
    try:
        content = yaml.safe_load(data_text(package, file))
    except yaml.YAMLError as error:
        raise DataFileError(name, f"is not valid YAML: {error}") from error
    if not isinstance(content, dict):
        raise DataFileError(name, "must hold keys and values at its top")
    for key in HEADER:
        if not content.get(key):
            raise DataFileError(name, "is missing or empty in the header", key)
    return content
