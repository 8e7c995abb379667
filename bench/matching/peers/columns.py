"""The registers as columns that other tools can use: romanised by a general library, or folded by us.

Here: one row, one record: `python -m bench.matching.peers.columns SOURCE OUT [--folded]`. Not here: the tools.
Romanising runs in the throw-away environment (anyascii), folding in the project's own.
"""

import argparse
import csv
import importlib
from collections.abc import Callable
from datetime import date
from pathlib import Path

COLUMNS = (
    "id",
    "name",
    "first",
    "last",
    "guardian",
    "sex",
    "born",
    "day",
    "state",
    "district",
    "village",
    "marks",
    "sound",
)
TEXTS = ("name", "guardian", "state", "district", "village", "marks")
VOWELS = str.maketrans("", "", "aeiouy")
Row = dict[str, str]


def write(source: Path, out: Path, *, folded: bool) -> None:
    """`born` is the year of birth by the age told, `day` the days since 1970, `sound` the skeleton of the name."""
    make = _folded() if folded else _romanised()
    with source.open(encoding="utf-8", newline="") as lines, out.open("w", encoding="utf-8", newline="") as target:
        writer = csv.DictWriter(target, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(make(row) | _numbers(row) for row in csv.DictReader(lines))


def _numbers(row: Row) -> Row:
    day = date.fromisoformat(row["date"])
    born = str(day.year - int(row["age"])) if row["age"] else ""
    return {"id": row["id"], "sex": row["sex"], "born": born, "day": str((day - date(1970, 1, 1)).days)}


def _romanised() -> Callable[[Row], Row]:
    """What somebody would do who has no rules for names: Latin letters for all, small ones."""
    to_latin: Callable[[str], str] = importlib.import_module("anyascii").anyascii

    def romanise(row: Row) -> Row:
        told = {name: " ".join(to_latin(row[name]).lower().split()) for name in TEXTS}
        words = told["name"].split() or [""]
        sound = " ".join(sorted(word.translate(VOWELS) for word in words))
        return told | {"first": words[0], "last": words[-1] if len(words) > 1 else "", "sound": sound}

    return romanise


def _folded() -> Callable[[Row], Row]:
    from rihai.matching.folding import Folder

    folder = Folder()

    def fold(row: Row) -> Row:
        tokens = folder.name(row["name"])
        strict = [token.strict for token in tokens] or [""]
        return {
            "name": " ".join(strict),
            "first": strict[0],
            "last": strict[-1] if len(strict) > 1 else "",
            "sound": " ".join(sorted(token.skeleton for token in tokens)),
            "guardian": " ".join(token.strict for token in folder.guardian(row["guardian"])),
            "state": folder.state(row["state"]),
            "district": folder.district(row["district"]),
            "village": " ".join(token.strict for token in folder.place(row["village"])),
            "marks": " ".join(sorted(folder.marks(row["marks"]))),
        }

    return fold


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--folded", action="store_true")
    given = parser.parse_args()
    write(given.source, given.out, folded=given.folded)
