"""Sections as people copy them from a paper."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rihai.law.loading import law_of
from rihai.law.naming import BETWEEN
from rihai.prosecution.law.sections import (
    Copied,
    as_written,
    asked_back,
    clauses_open,
    meant,
    provisions_of,
    read_sections,
)


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
    assert "IPC 1860 s. 370(4)" in meant("IPC 370")
    assert asked_back(["POCSO 4", "370", "Arms Act 25"]) == {
        "POCSO 4": ["POCSO 2012 s. 3, 4(1)", "POCSO 2012 s. 3, 4(2)"]
    }


@pytest.mark.parametrize(
    ("written", "names"),
    [("143(4)", "BNS 2023 s. 143(4)"), ("IPC 366-Z", "IPC 1860 s. 366"), ("Arms Act 25", ""), ("", "")],
)
def test_what_may_be_meant_is_a_name_of_the_same_act_or_nothing(written: str, names: str) -> None:
    assert meant(written).startswith(names)
    assert bool(meant(written)) == bool(names)


def test_whatever_the_data_know_is_understood_as_it_is_shown_and_as_nothing_besides() -> None:
    shown = {key: read_sections(as_written(one)) for key, one in law_of().provisions.items()}

    assert [key for key, copied in shown.items() if copied != Copied((key,), ())] == []


@given(st.lists(st.sampled_from(sorted(law_of().provisions)), unique=True, max_size=8))
def test_sections_that_are_shown_in_one_line_are_understood_each(keys: list[str]) -> None:
    shown = ", ".join(as_written(one) for one in provisions_of(keys))

    assert read_sections(shown) == Copied(tuple(keys), ())


@pytest.mark.parametrize(
    ("key", "shown"),
    [("ipc-363", "IPC 363"), ("pocso-4-1", "POCSO 4(1)"), ("blsa-4-6", "blsa-4-6"), ("const-21-39", "const-21-39")],
)
def test_no_section_is_shown_that_no_paper_names(key: str, shown: str) -> None:
    assert as_written(law_of().provisions[key]) == shown


@pytest.mark.parametrize(
    "written", ["BNS 143(4), 81; JJ 75", "IPC 370(4), 80; JJ 81", "POCSO 6; Arms Act 25, 75; JJ 79"]
)
def test_a_paper_that_is_saved_again_as_it_is_shown_names_the_same(written: str) -> None:
    first = read_sections(written)

    shown = ", ".join([*(as_written(one) for one in provisions_of(first.known)), *first.unknown])

    assert read_sections(shown) == first


@pytest.mark.parametrize("written", ["BNS 64, 65", "BNS ६४"])
def test_of_a_section_without_its_clause_each_clause_may_be_meant(written: str) -> None:
    assert {"bns-64-1", "bns-64-2"} <= set(clauses_open(read_sections(written).unknown))


@given(st.text(max_size=80))
def test_nothing_that_was_written_is_lost(written: str) -> None:
    parts = [part.strip() for part in BETWEEN.split(written)]

    copied = read_sections(written)

    assert all(any(one.endswith(part) for part in parts if part) for one in copied.unknown)
