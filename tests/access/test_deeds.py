"""The trail speaks in words: each verb that the sources can write has some."""

import ast
import re
from functools import cache
from typing import Final

from rihai.access.deeds import deed_of
from tests.house import source

VERB: Final = re.compile(r"[a-z_]+\.[a-z_]+")
RECORDING: Final = frozenset({"record", "record_about", "Refused", "Hidden", "get_visible", "check_holds"})
# Rules of duties and files look the same.
NO_VERB: Final = frozenset(
    {"open_duty", "complete_duties", "cancel_duties", "hasten_duties", "repeat_duty", "remind", "_owe", "rule_in"}
)
FILES: Final = frozenset({"csv", "ics", "json", "txt", "yaml"})


def test_every_deed_has_plain_words() -> None:
    without = {verb for verb in verbs_in_the_sources() if deed_of(verb) == verb}

    assert without == set(), "Say in a few words what was done: rihai/access/deeds.py"
    assert deed_of("report.never_heard_of") == "report.never_heard_of"


def test_the_same_word_can_mean_something_else_for_one_kind() -> None:
    assert deed_of("duty.opened") != deed_of("report.opened")
    assert deed_of("walk.hidden") == "Hid the walk"


def test_what_was_refused_is_told_as_an_attempt() -> None:
    assert (deed_of("alert.opened"), deed_of("alert.opened.refused")) == ("Opened", "Open it")
    assert deed_of("alert.triage.refused") == "Decide on it"


def verbs_in_the_sources() -> set[str]:
    """What is recorded, and what a refusal may be recorded as: each is given to a function as a text of this form."""
    given = {text for call, text in texts_given() if call not in NO_VERB and VERB.fullmatch(text)}
    recorded = {text.split(".")[0] for call, text in texts_given() if call in RECORDING and VERB.fullmatch(text)}
    assert len(recorded) > 30
    return {text for text in given if text.split(".")[0] in recorded and text.split(".")[1] not in FILES}


@cache
def texts_given() -> list[tuple[str, str]]:
    """Every text that is an argument, with the name of the function it is given to."""
    calls = [node for file in source.files() for node in ast.walk(source.tree(file)) if isinstance(node, ast.Call)]
    return [
        (call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", ""), given.value)
        for call in calls
        for given in (*call.args, *(word.value for word in call.keywords))
        if isinstance(given, ast.Constant) and isinstance(given.value, str)
    ]
