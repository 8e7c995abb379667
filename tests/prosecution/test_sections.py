"""Sections as people copy them from a paper."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rihai.law.loading import law_of
from rihai.prosecution.sections import as_written, meant, read_sections


@pytest.mark.parametrize(
    ("written", "known", "unknown"),
    [
        ("BNS 143(4), 144(1); POCSO Act s. 6", ("bns-143-4", "bns-144-1", "pocso-6"), ()),
        ("u/s 370(4) IPC r/w 6 POCSO Act 2012", ("ipc-370-4", "pocso-6"), ()),
        ("Sections 6 and 7(1) of the Immoral Traffic (Prevention) Act 1956", ("itpa-6", "itpa-7-1"), ()),
        ("143(4) BNS\n143(4) BNS", ("bns-143-4",), ()),
        ("BNS 61", ("bns-61-2",), ()),
        ("IPC 370", (), ("IPC 370",)),
        ("Kerala Police Act 118", (), ("Kerala Police Act 118",)),
        ("u/s 363 IPC and 34", ("ipc-363", "ipc-34"), ()),
        ("Sec. 376(2)/34 I.P.C.", ("ipc-376-2", "ipc-34"), ()),
        ("370(4)", (), ("370(4)",)),
        ("BNS 143(4), and what the officer said", ("bns-143-4",), ("what the officer said",)),
        ("", (), ()),
    ],
)
def test_what_is_known_is_recognised_and_the_rest_kept_as_written(
    written: str, known: tuple[str, ...], unknown: tuple[str, ...]
) -> None:
    copied = read_sections(written)

    assert (copied.known, copied.unknown) == (known, unknown)


def test_a_section_without_its_number_in_brackets_is_asked_back() -> None:
    assert "ipc-370-4" in meant("IPC 370")


def test_whatever_the_data_know_is_understood_as_it_is_shown() -> None:
    wrong = [key for key, one in law_of().provisions.items() if read_sections(as_written(one)).known != (key,)]

    assert wrong == []


@given(st.text(max_size=80))
def test_nothing_that_was_written_is_lost(written: str) -> None:
    copied = read_sections(written)

    assert all(one in written for one in copied.unknown)
