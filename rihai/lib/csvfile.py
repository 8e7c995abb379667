"""Data files in CSV that are shipped inside a package, with their source in comment lines on top.

Here: finding and reading. Not here: what a table means.
"""

import csv
from functools import cache

from rihai.lib.yamlfile import DataFileError, data_text


@cache
def load_csv(package: str, file: str) -> tuple[dict[str, str], ...]:
    """The rows of `data/<file>`; an empty cell is "". Raises DataFileError, naming file and row."""
    name = f"{package}/data/{file}"
    lines = [line for line in data_text(package, file).splitlines() if not line.startswith("#")]
    reader = csv.DictReader(lines)
    rows = tuple(reader)
    if not rows:
        raise DataFileError(name, "has no rows")
    for number, row in enumerate(rows, start=1):
        # A row that is too short yields None as a value, one that is too long yields None as a key.
        if None in row or None in row.values():
            raise DataFileError(name, f"row {number} does not have {len(reader.fieldnames or ())} cells")
    return rows
