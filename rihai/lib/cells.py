"""Cells of files that people open in a spreadsheet."""

from typing import Final

# A spreadsheet takes a cell that begins with one of these for a formula and may run it.
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def harmless(value: object) -> object:
    """A text that no spreadsheet takes for a formula.

    >>> harmless("=1+1"), harmless(" @SUM(A1)"), harmless("Court 3"), harmless(-3)
    ("'=1+1", "' @SUM(A1)", 'Court 3', -3)
    """
    if isinstance(value, str) and value.lstrip(" ").startswith(FORMULA):
        return f"'{value}"
    return value
