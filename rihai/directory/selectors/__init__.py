"""Reads of the directory for one page or one decision: the search, which units are competent where, one entry."""

from rihai.directory.selectors.entry import Entry
from rihai.directory.selectors.routing import Near, Unit, competent_units, marks_on_lists, words_on_left_out
from rihai.directory.selectors.searching import search, search_counted

__all__ = [
    "Entry",
    "Near",
    "Unit",
    "competent_units",
    "marks_on_lists",
    "search",
    "search_counted",
    "words_on_left_out",
]
