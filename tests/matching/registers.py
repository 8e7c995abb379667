"""Small registers as files for tests of the command line; every name is made up."""

import csv
from pathlib import Path

from rihai.matching.records import COLUMNS

MISSING = (
    ("M1", "Rukhsana Khatun", "Abdul Gaffar", "F", "13", "2023-02-01", "", "", "Murshidabad", "Lalgola", ""),
    ("M2", "Sunita Kumari", "Ramesh Mahto", "F", "15", "2023-05-11", "", "Jharkhand", "Ranchi", "", "mole chin"),
    ("M3", "Maya Tamang", "Dil Bahadur", "F", "16", "2022-11-20", "Nepal", "Bagmati", "Nuwakot", "", ""),
    ("M4", "Laxmi Devi", "Mohan Lal", "F", "34", "2021-07-03", "India", "Bihar", "Gaya", "", ""),
)
FOUND = (
    ("F1", "রুখসানা", "", "F", "14", "2024-01-15", "India", "", "Murshidabad", "Lalgola", ""),
    ("F2", "सुनीता कुमारी", "रमेश महतो", "F", "15", "2023-08-01", "India", "झारखंड", "रांची", "", "mole on chin"),
    ("F3", "", "", "F", "", "2024-03-01", "", "", "", "", ""),
)
TRUTH = (("M1", "F1"), ("M2", "F2"))


def write(path: Path, header: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])
    return path


def registers(folder: Path) -> tuple[Path, Path]:
    """The files of the missing and of the found."""
    return write(folder / "missing.csv", COLUMNS, MISSING), write(folder / "found.csv", COLUMNS, FOUND)
