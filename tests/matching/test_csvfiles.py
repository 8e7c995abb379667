"""Registers as CSV files: whatever is in them is taken in or told by its line."""

import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rihai.matching.csvfiles import FileProblem, Rejected, read_columns, read_records
from rihai.matching.csvlines import LONGEST_LINE, MOST_LINES
from rihai.matching.records import COLUMNS, Kind, Record

HEADER = ",".join(COLUMNS)
WHOLE = "F1,Asha Devi,Ram,F,14,2024-05-01,India,Bihar,Patna,Danapur,mole on chin"


def written(folder: Path, *lines: str, header: str = HEADER, encoding: str = "utf-8") -> Path:
    path = folder / "found.csv"
    path.write_bytes("\n".join([header, *lines, ""]).encode(encoding))
    return path


def read(path: Path, rejected: Rejected | None = None) -> list[Record]:
    return list(read_records(path, Kind.FOUND, rejected or Rejected()))


def reasons(path: Path) -> list[tuple[int, str]]:
    rejected = Rejected()
    read(path, rejected)
    return [(line, reason) for _, line, reason in rejected.rows]


def test_a_whole_row_becomes_a_record(tmp_path: Path) -> None:
    path = written(tmp_path, WHOLE)

    (record,) = read(path)

    assert record == Record(
        "F1", "Asha Devi", "Ram", "F", 14.0, datetime.date(2024, 5, 1), "India", "Bihar", "Patna", "Danapur",
        "mole on chin",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("written_as", "first", "last"),
    [
        ("2024-02-05", datetime.date(2024, 2, 5), None),
        ("2024-02", datetime.date(2024, 2, 1), datetime.date(2024, 2, 29)),
        ("2023", datetime.date(2023, 1, 1), datetime.date(2023, 12, 31)),
    ],
)
def test_a_date_may_be_a_day_a_month_or_a_year(
    tmp_path: Path, written_as: str, first: datetime.date, last: datetime.date | None
) -> None:
    (record,) = read(written(tmp_path, f"F1,,,,14,{written_as},,,,,"))

    assert (record.date, record.until, record.when) == (first, last, written_as)


def test_the_year_that_runs_ends_today(tmp_path: Path) -> None:
    today = datetime.datetime.now(datetime.UTC).date()

    (record,) = read(written(tmp_path, f"F1,,,,14,{today.year},,,,,"))

    assert record.until is not None
    assert record.until <= today + datetime.timedelta(days=1)


def test_every_cell_but_the_id_may_be_empty(tmp_path: Path) -> None:
    path = written(tmp_path, "F1,,,,,,,,,,")

    assert read(path) == [Record("F1")]


def test_columns_may_stand_in_any_order_and_others_are_carried(tmp_path: Path) -> None:
    path = written(tmp_path, "14,home 3,F1,आशा", header="Age,Shelter,ID,Name")

    (record,) = read(path)

    assert (record.id, record.name, record.age, record.extra) == ("F1", "आशा", 14.0, {"Shelter": "home 3"})


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "found.csv"
    path.write_bytes(f"\ufeff{HEADER}\r\n{WHOLE}\r\n\r\n".encode())

    assert [record.id for record in read(path)] == ["F1"]


def test_cells_in_quotation_marks_may_hold_commas_and_line_breaks(tmp_path: Path) -> None:
    path = written(tmp_path, 'F1,"Devi, Asha","Ram ""Lal""\nof Danapur",,,,,,,,', "F2,,,,,,,,,,")

    first, second = read(path)

    assert (first.name, first.guardian, second.id) == ("Devi, Asha", 'Ram "Lal"\nof Danapur', "F2")


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        pytest.param(",Asha,,,,,,,,,", "id is empty", id="no id"),
        pytest.param("F1,Asha,,X,,,,,,,", "sex is F, M, T or empty", id="sex"),
        pytest.param("F1,Asha,,,-3,,,,,,", "age is not between 0 and 120", id="negative age"),
        pytest.param("F1,Asha,,,nan,,,,,,", "age is not a number of years", id="no number"),
        pytest.param("F1,Asha,,,14,1.5.2024,,,,,", "date is not written as 2026-01-31, 2026-01 or 2026", id="date"),
        pytest.param("F1,Asha,,,14,2024-W01-1,,,,,", "date is not written as 2026-01-31, 2026-01 or 2026", id="week"),
        pytest.param("F1,Asha,,,14,2024-13,,,,,", "date is not written as 2026-01-31, 2026-01 or 2026", id="month"),
        pytest.param("F1,Asha,,,14,24,,,,,", "date is not written as 2026-01-31, 2026-01 or 2026", id="short year"),
        pytest.param("F1,Asha,,,14,2199-01-01,,,,,", "date lies in the future", id="future"),
        pytest.param("F1,Asha,,,14,2199,,,,,", "date lies in the future", id="future year"),
        pytest.param("F1,Asha", "it has 2 cells and the header 11", id="short"),
        pytest.param("F1,Asha\0,,,,,,,,,", "it holds a NUL byte", id="NUL"),
        pytest.param('F1,"Asha,,,,,,,,,', "a quotation mark is not closed or not doubled", id="open quotation mark"),
        pytest.param("F1," + "a" * 10_000_000, f"it is longer than {LONGEST_LINE:,} characters", id="ten megabytes"),
    ],
)
def test_a_bad_row_is_told_by_line_and_the_next_one_is_read(tmp_path: Path, row: str, reason: str) -> None:
    path = written(tmp_path, "F0,,,,,,,,,,", row, "F9,,,,,,,,,,")

    assert reasons(path) == [(3, reason)]
    assert [record.id for record in read(path)] == ["F0", "F9"]


def test_no_reason_quotes_what_a_cell_holds(tmp_path: Path) -> None:
    path = written(tmp_path, "F1,,,Canaryname,,,,,,,", "F2,,,,Canaryname,,,,,,", "F3,,,,,Canaryname,,,,,")

    told = reasons(path)

    assert len(told) == 3
    assert "Canaryname" not in str(told)


def test_a_row_that_is_not_utf8_is_told_by_its_line(tmp_path: Path) -> None:
    path = tmp_path / "found.csv"
    path.write_bytes(f"{HEADER}\n{WHOLE}\n".encode() + b"F2,Ren\xe9,,,,,,,,,\n")

    assert reasons(path) == [(3, "it is not written in UTF-8")]


def test_an_id_that_comes_twice_is_told_with_both_lines(tmp_path: Path) -> None:
    path = written(tmp_path, "F1,,,,,,,,,,", "F2,,,,,,,,,,", "F1,,,,,,,,,,")

    assert reasons(path) == [(4, "its id stands in line 2 already")]


def test_an_open_quotation_mark_costs_its_own_row_only(tmp_path: Path) -> None:
    rows = [f"F{number},,,,,,,,,," for number in range(2 * MOST_LINES)]
    path = written(tmp_path, 'X,"Asha,,,,,,,,,', *rows)

    assert [record.id for record in read(path)] == [row.split(",")[0] for row in rows]


def test_many_dates_ahead_mean_a_wrong_clock_and_the_rows_are_kept(tmp_path: Path) -> None:
    rejected = Rejected()
    path = written(tmp_path, *(f"F{number},,,,,2199-01-01,,,,," for number in range(30)))

    found = read(path, rejected)

    assert (len(found), rejected.count) == (30, 0)
    assert "clock" in rejected.notes[0]


def test_an_id_like_a_formula_is_kept_as_it_is_and_told(tmp_path: Path) -> None:
    rejected = Rejected()
    path = written(tmp_path, "=CMD(),,,,,,,,,,", "@F2,,,,,,,,,,", "F3,,,,,,,,,,")

    found = read(path, rejected)

    assert [record.id for record in found] == ["=CMD()", "@F2", "F3"]
    assert (rejected.count, len(rejected.notes)) == (0, 1)
    assert "2 ids of the found begin with =" in rejected.notes[0]


def test_strict_stops_at_the_first_bad_row(tmp_path: Path) -> None:
    path = written(tmp_path, WHOLE, "F2,,,X,,,,,,,")

    with pytest.raises(FileProblem, match="line 3: sex is F, M, T or empty"):
        read(path, Rejected(strict=True))


@pytest.mark.parametrize(
    ("header", "words"),
    [
        pytest.param("id,guardian", 'The column "name" is missing', id="missing"),
        pytest.param("id,name,gaurdian", 'The column "gaurdian" looks like "guardian"', id="slip"),
        pytest.param("id,name,Name", 'The column "name" is there twice', id="twice"),
        pytest.param("id;name;age", "does not separate its columns by commas", id="semicolons"),
    ],
)
def test_a_header_that_does_not_serve_is_told_in_words(tmp_path: Path, header: str, words: str) -> None:
    path = written(tmp_path, header=header)

    with pytest.raises(FileProblem, match=words):
        read(path)


def test_a_column_that_is_not_there_and_not_needed_is_noted(tmp_path: Path) -> None:
    rejected = Rejected()
    path = written(tmp_path, "F1,Asha,IN", header="id,name,country")

    (record,) = read(path, rejected)

    assert (record.name, record.country) == ("Asha", "IN")
    assert "no column guardian, sex, age, date, state, district, village, marks" in rejected.notes[0]


def test_a_file_in_utf16_an_empty_one_and_a_missing_one_are_told_in_words(tmp_path: Path) -> None:
    empty = tmp_path / "empty.csv"
    empty.touch()

    for path, words in (
        (written(tmp_path, WHOLE, encoding="utf-16"), "UTF-16"),
        (empty, "is empty"),
        (tmp_path / "none.csv", "cannot be read"),
        (tmp_path, "cannot be read"),
    ):
        with pytest.raises(FileProblem, match=words):
            read(path)


def test_a_file_of_pairs_gives_the_named_columns_in_order(tmp_path: Path) -> None:
    path = written(tmp_path, "F1,M1,x", header="found_id,missing_id,more")

    assert list(read_columns(path, ("missing_id", "found_id"))) == [["M1", "F1"]]


CELLS = st.text(st.sampled_from('ab,"\n\r\0é\ufeff1-'), max_size=12)
BYTES = st.binary(max_size=300) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace"))


@given(BYTES | st.lists(CELLS, max_size=40).map(lambda cells: ",".join(cells).encode()))
@settings(max_examples=300, deadline=None)
def test_any_bytes_after_the_header_are_read_or_told(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.mktemp("fuzz") / "found.csv"
    path.write_bytes(HEADER.encode() + b"\n" + content + b"\nLAST,,,,,,,,,,\n")
    rejected = Rejected(keep_all=True)

    found = read(path, rejected)

    assert all(line >= 2 for _, line, _ in rejected.rows)
    assert "LAST" in {record.id for record in found}


@given(BYTES)
@settings(max_examples=100, deadline=None)
def test_any_bytes_as_a_file_are_read_or_told(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.mktemp("fuzz") / "found.csv"
    path.write_bytes(content)

    try:
        found = read(path)
    except FileProblem as error:
        assert str(error)  # noqa: PT017 - either outcome is right, and both are looked at
    else:
        assert all(record.id for record in found)
