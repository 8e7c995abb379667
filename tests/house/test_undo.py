"""Whoever does something by a slip finds the way back: every act of the path stands in docs/undo.md."""

import re

from tests.house import source

PATH = ("intake", "rescue", "tracing", "prosecution", "offences", "cases")
PAGE = source.ROOT / "docs" / "undo.md"


def acts() -> set[str]:
    places = tuple(f"rihai/{package}/" for package in PATH)
    return {one.node.name for one in source.public_actions() if source.place(one.path).startswith(places)}


def test_every_act_of_the_path_says_how_it_is_taken_back_or_why_not() -> None:
    told = set(re.findall(r"`(\w+)`", PAGE.read_text()))

    missing, gone = sorted(acts() - told), sorted(told - acts())

    assert not missing, source.report(missing, "Say in docs/undo.md how it is taken back, or why it is not.")
    assert not gone, source.report(gone, "docs/undo.md names an act that there is no more.")
