"""A log record says where an error happened, never what was typed."""

import logging
import sys

import pytest

from rihai.lib.logs import BareErrors

SECRET = "Zebedee Quillfeather"


def failed_record(message: str, *args: object) -> logging.LogRecord:
    try:
        raise LookupError(f"no such person: {SECRET}")
    except LookupError:
        info = sys.exc_info()
    return logging.LogRecord("rihai", logging.ERROR, "x.py", 1, message, args, info)


def test_the_words_of_an_error_are_dropped_and_its_place_is_kept() -> None:
    record = failed_record("reading %s failed", "a page")

    assert BareErrors().filter(record)

    written = logging.Formatter().format(record)
    assert SECRET not in written
    assert "reading a page failed: LookupError" in written
    assert "in failed_record" in written


def test_a_record_keeps_nothing_from_which_another_handler_could_print_the_words() -> None:
    record = failed_record("100 % wrong")

    BareErrors().filter(record)

    assert (record.exc_info, record.exc_text, record.args) == (None, None, None)
    assert "100 % wrong" in record.getMessage()


@pytest.mark.parametrize("info", [None, (None, None, None)])
def test_a_record_without_an_error_passes_unchanged(info: tuple[None, None, None] | None) -> None:
    record = logging.LogRecord("rihai", logging.INFO, "x.py", 1, "started %s", ("now",), info)

    assert BareErrors().filter(record)
    assert record.getMessage() == "started now"
