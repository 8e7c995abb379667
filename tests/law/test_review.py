"""The sheet of a reviewing lawyer: what goes out, what may come back, and that nothing is taken over by half."""

import csv
import io
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from rihai.law.cli import law as commands
from rihai.law.clocks import clocks_of
from rihai.law.clocks_events import read_events
from rihai.law.confirmations import Reviewed, add_reviewed, read_confirmations, read_reviewed
from rihai.law.errors import InputProblem
from rihai.law.facts import read_facts
from rihai.law.loading import law_of
from rihai.law.review import (
    COLUMNS,
    FOR_READING,
    Reviewer,
    SheetProblem,
    check_reviewer,
    read_sheet,
    safe,
    write_sheet,
)
from rihai.law.review_words import entries_of
from rihai.law.sourcing import NOT_CONFIRMED, Confirmation, Decision

LAW = law_of()
SHEET = write_sheet(LAW)
LAWYER = Reviewer("Adv. Meera Invented", date(2026, 11, 21))
Rows = dict[tuple[str, str], dict[str, str]]


def rows() -> Rows:
    return {(row["kind"], row["entry"]): row for row in csv.DictReader(io.StringIO(SHEET))}


def as_sheet(found: Rows, delimiter: str = ",") -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, delimiter=delimiter)
    writer.writeheader()
    writer.writerows(found.values())
    return out.getvalue()


def decided(decision: str, correction: str = "", key: tuple[str, str] = ("clock", "default-90")) -> Rows:
    found = rows()
    found[key] |= {"decision": decision, "correction": correction}
    return found


def test_the_sheet_holds_every_entry_once_with_what_she_must_know() -> None:
    found = rows()

    assert found.keys() == {(kind, entry.id) for kind, entry in entries_of(LAW)}
    assert len(found) == SHEET.count("\r\n") - 1 - sum(
        value.count("\r\n") for row in found.values() for value in row.values()
    )
    clock = found["clock", "default-90"]
    assert "Period: 90 days" in clock["says"]
    assert clock["conditions"] == "in custody: yes; AND default bail: 90 days"
    assert clock["read_in"] == "mirror or Bill copy"
    assert "lawlens.in" in clock["sources"]
    assert not any(row["decision"] or row["standing"] for row in found.values())


def test_no_row_says_verified() -> None:
    assert "verified" not in SHEET.lower()


def test_what_is_still_to_do_is_not_said_to_hold_always() -> None:
    nepal = law_of("nepal")

    found = csv.DictReader(io.StringIO(write_sheet(nepal)))

    assert nepal.provisions
    assert {row["conditions"] for row in found if row["kind"] == "provision"} == {"still to be written down"}


def test_only_some_kinds_may_be_asked_for() -> None:
    some = list(csv.DictReader(io.StringIO(write_sheet(LAW, kinds=["clock"]))))

    assert {row["kind"] for row in some} == {"clock"}
    assert len(some) == len(LAW.clocks)


def test_what_she_decided_is_read_with_her_name_and_the_day() -> None:
    found = decided("Confirmed ")
    found["provision", "bns-143-4"] |= {"decision": "corrected", "correction": "=Ten years, or life"}
    found["remedy", "protest"] |= {"decision": "rejected"}

    read = {each.entry: each for each in read_sheet(LAW, as_sheet(found), LAWYER)}

    assert read["default-90"] == Reviewed(
        "default-90", "clock", LAW.clocks["default-90"].digest, Decision.CONFIRMED, LAWYER.name, LAWYER.on
    )
    assert read["bns-143-4"].correction == "=Ten years, or life"
    assert read["protest"].decision is Decision.REJECTED
    assert len(read) == 3


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_it_may_come_back_as_any_office_program_writes_it(delimiter: str) -> None:
    sheet = "\ufeff" + as_sheet(decided("confirmed"), delimiter).replace("\r\n", "\n")

    assert len(read_sheet(LAW, sheet, LAWYER)) == 1


def test_nothing_written_is_nothing_decided() -> None:
    assert read_sheet(LAW, SHEET, LAWYER) == ()


@pytest.mark.parametrize(
    ("decision", "correction", "words"),
    [
        ("", "Ten years", "no decision"),
        ("approved", "", "confirmed, corrected, rejected"),
        ("corrected", "", "without a correction"),
        ("confirmed", "but ten years", "at once"),
        ("corrected", "x" * 4001, "longer"),
    ],
)
def test_half_a_row_is_refused_and_nothing_is_taken_over(decision: str, correction: str, words: str) -> None:
    found = decided(decision, correction)
    found["provision", "bns-143-4"]["decision"] = "confirmed"

    with pytest.raises(SheetProblem, match=words) as wrong:
        read_sheet(LAW, as_sheet(found), LAWYER)

    assert len(wrong.value.problems) == 1


def test_a_text_rewritten_in_the_sheet_cannot_be_confirmed() -> None:
    found = decided("confirmed")
    found["clock", "default-90"]["says"] = found["clock", "default-90"]["says"].replace("90 days", "180 days")

    with pytest.raises(SheetProblem, match="says is not as it was written out"):
        read_sheet(LAW, as_sheet(found), LAWYER)


def test_an_entry_that_has_changed_since_cannot_be_confirmed() -> None:
    found = decided("confirmed")
    found["clock", "default-90"]["wording"] = "0" * 16

    with pytest.raises(SheetProblem, match="has changed since"):
        read_sheet(LAW, as_sheet(found), LAWYER)


def test_an_unknown_entry_is_answered_with_the_nearest() -> None:
    found = decided("confirmed")
    found["clock", "default-90"]["entry"] = "default-9O"

    with pytest.raises(SheetProblem, match="default-90"):
        read_sheet(LAW, as_sheet(found), LAWYER)


def test_an_entry_that_stands_twice_is_refused() -> None:
    sheet = as_sheet(decided("confirmed"))
    again = as_sheet({("clock", "default-90"): decided("rejected")["clock", "default-90"]}).split("\r\n", 1)[1]

    with pytest.raises(SheetProblem, match="stands there twice"):
        read_sheet(LAW, sheet + again, LAWYER)


@pytest.mark.parametrize(
    "sheet",
    ["", "entry,kind\n", "entry,kind,wording,decision,decision,correction\n", '"entry', "entry\x00,kind\n"],
)
def test_what_is_no_sheet_is_refused(sheet: str) -> None:
    with pytest.raises(SheetProblem):
        read_sheet(LAW, sheet, LAWYER)


def test_a_torn_row_is_named_by_its_number() -> None:
    with pytest.raises(SheetProblem, match="row 3: has 1 cells, not 14"):
        read_sheet(LAW, "\r\n".join([*as_sheet({}).split("\r\n")[:1], "", "default-90"]), LAWYER)


@pytest.mark.parametrize("cell", ["=HYPERLINK(1)", "+1", "-1", "@SUM(1)", "\t=1", "\r=1"])
def test_no_cell_is_a_formula(cell: str) -> None:
    digest = LAW.clocks["default-90"].digest
    said = {digest: Confirmation("default-90", cell, date(2026, 1, 1), digest, False, Decision.CORRECTED, cell)}

    cells = [value for row in csv.reader(io.StringIO(write_sheet(LAW, said))) for value in row]

    assert safe(cell).startswith("'")
    assert not [value for value in cells if value.startswith(("=", "+", "-", "@", "\t", "\r"))]


@pytest.mark.parametrize(
    ("name", "on"), [("", date(2026, 1, 1)), ("A\x07dv", date(2026, 1, 1)), ("Adv. M", date(2026, 11, 22))]
)
def test_a_decision_needs_a_name_and_a_day_that_has_come(name: str, on: date) -> None:
    with pytest.raises(InputProblem):
        check_reviewer(name, on, today=date(2026, 11, 21))


def confirm(decision: Decision, digest: str, correction: str = "", *, is_demonstration: bool = False) -> Reviewed:
    return Reviewed("default-90", "clock", digest, decision, LAWYER.name, LAWYER.on, correction, is_demonstration)


def test_the_latest_word_on_a_wording_counts_and_all_are_kept(tmp_path: Path) -> None:
    path, digest = tmp_path / "confirmed.json", LAW.clocks["default-90"].digest

    add_reviewed(path, [confirm(Decision.CONFIRMED, digest)])
    confirmed = read_confirmations(path)
    add_reviewed(path, [confirm(Decision.REJECTED, digest)])

    assert LAW.sourcing_of(LAW.clocks["default-90"], confirmed).counts
    assert not LAW.sourcing_of(LAW.clocks["default-90"], read_confirmations(path)).is_confirmed
    assert [each.decision for each in read_reviewed(path)] == [Decision.CONFIRMED, Decision.REJECTED]
    assert path.stat().st_mode & 0o077 == 0
    assert [each.name for each in tmp_path.iterdir()] == ["confirmed.json"]


@pytest.mark.parametrize("lawyer", [LAWYER.name, "Adv. Other Invented"])
def test_an_older_review_that_is_read_later_overrides_nothing(tmp_path: Path, lawyer: str) -> None:
    path, digest = tmp_path / "confirmed.json", LAW.clocks["default-90"].digest
    older = Reviewed("default-90", "clock", digest, Decision.CONFIRMED, lawyer, LAWYER.on - timedelta(days=30))

    add_reviewed(path, [confirm(Decision.REJECTED, digest)])
    add_reviewed(path, [older])

    assert read_confirmations(path)[digest].decision is Decision.REJECTED


@pytest.mark.parametrize("doubt_comes_first", [True, False])
def test_a_doubt_outweighs_the_yes_of_another_lawyer_of_the_same_day(tmp_path: Path, doubt_comes_first: bool) -> None:
    path, digest = tmp_path / "confirmed.json", LAW.clocks["default-90"].digest
    doubt = confirm(Decision.CORRECTED, digest, "Sixty")
    yes = Reviewed("default-90", "clock", digest, Decision.CONFIRMED, "Adv. Other Invented", LAWYER.on)

    add_reviewed(path, [doubt, yes] if doubt_comes_first else [yes, doubt])

    assert read_confirmations(path)[digest].correction == "Sixty"


@pytest.mark.parametrize("decision", [Decision.CORRECTED, Decision.REJECTED])
def test_what_a_lawyer_doubts_is_shown_with_her_words_and_does_not_count(tmp_path: Path, decision: Decision) -> None:
    path, clock = tmp_path / "confirmed.json", LAW.clocks["default-90"]
    add_reviewed(path, [confirm(decision, clock.digest, "Ninety only with a minimum of ten")])

    sourcing = LAW.sourcing_of(clock, read_confirmations(path))

    assert not sourcing.is_confirmed
    assert not sourcing.counts
    assert NOT_CONFIRMED not in sourcing.words
    assert f"{decision} by {LAWYER.name} on 2026-11-21, who says: Ninety only with" in sourcing.words


def test_an_invented_lawyer_never_outweighs_a_real_one(tmp_path: Path) -> None:
    path, clock = tmp_path / "confirmed.json", LAW.clocks["default-90"]
    add_reviewed(path, [confirm(Decision.REJECTED, clock.digest)])
    add_reviewed(path, [confirm(Decision.CONFIRMED, clock.digest, is_demonstration=True)])

    assert LAW.sourcing_of(clock, read_confirmations(path)).doubted is not None


def test_a_changed_entry_has_lost_its_confirmation(tmp_path: Path) -> None:
    path, clock = tmp_path / "confirmed.json", LAW.clocks["default-90"]
    add_reviewed(path, [confirm(Decision.CONFIRMED, "another wording")])

    sourcing = LAW.sourcing_of(clock, read_confirmations(path))

    assert sourcing.confirmed is None
    assert "no lawyer has confirmed this" in sourcing.words


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", '{"version": 2, "decisions": []}', '{"version": 1, "decisions": [{}]}', "\xff"]
)
def test_a_file_that_holds_no_confirmations_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "confirmed.json"
    path.write_text(text, encoding="latin-1")

    with pytest.raises(InputProblem):
        read_confirmations(path)


@pytest.fixture
def review(tmp_path: Path) -> Callable[..., tuple[int, str]]:
    """Runs the command in a folder of its own: exit code and everything it said."""

    def run(*arguments: str) -> tuple[int, str]:
        result = CliRunner().invoke(commands, ["review", *arguments])
        return result.exit_code, result.output

    return run


def test_a_lawyer_confirms_from_the_command_line_to_the_clock(
    tmp_path: Path, review: Callable[..., tuple[int, str]]
) -> None:
    """Out, filled in, back: the clock then names her, and the ninety days stand."""
    sheet, kept = tmp_path / "sheet.csv", tmp_path / "confirmed.json"
    written = review("--out", str(sheet))
    found = decided("confirmed")
    found["provision", "bns-143-4"]["decision"] = "confirmed"
    filled = tmp_path / "filled.csv"
    filled.write_text(as_sheet(found), encoding="utf-8")

    read = review("--read", str(filled), "--by", LAWYER.name, "--date", "2026-11-21", "--confirmed", str(kept))

    facts = read_facts(
        LAW.vocabulary,
        {"acts": ["recruit"], "means": ["threat"], "purposes": ["prostitution"], "victim.age_years": 15,
         "offence.date_from": "2026-01-05", "offence.date_to": "2026-02-01"},
    )  # fmt: skip
    events = read_events("accused.first_remand: 2026-02-03", LAW.triggers)
    due = {due.clock.id: due for due in clocks_of(LAW, facts, events, confirmations=read_confirmations(kept))}
    assert written[0] == 0
    assert sheet.read_text(encoding="utf-8-sig") == SHEET.replace("\r\n", "\n")
    assert read == (
        0,
        f"Read 2 decisions of {LAWYER.name} (confirmed: 2, corrected: 0, rejected: 0). Kept in {kept}.\n",
    )
    assert due["default-90"].safe == date(2026, 5, 3)
    assert f"confirmed by {LAWYER.name} on 2026-11-21" in due["default-90"].words


@pytest.mark.parametrize(("on", "is_told"), [("2026-11-20", True), ("2026-11-21", False)])
def test_a_review_older_than_the_data_is_asked_about(
    tmp_path: Path, review: Callable[..., tuple[int, str]], on: str, is_told: bool
) -> None:
    filled = tmp_path / "filled.csv"
    filled.write_text(as_sheet(decided("confirmed")), encoding="utf-8")

    code, said = review(
        "--read", str(filled), "--by", "Adv. M", "--date", on, "--confirmed", str(tmp_path / "kept.json")
    )

    assert code == 0
    assert ("The data are of 2026-11-21" in said) is is_told


def test_without_a_named_file_it_is_kept_and_read_in_the_folder_of_the_installation(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, review: Callable[..., tuple[int, str]]
) -> None:
    monkeypatch.setenv("RIHAI_DATA_DIR", str(tmp_path / "data"))
    filled = tmp_path / "filled.csv"
    filled.write_text(as_sheet(decided("confirmed")), encoding="utf-8")

    code, _ = review("--read", str(filled), "--by", LAWYER.name, "--date", "2026-11-21")

    page = CliRunner().invoke(commands, ["coverage"]).output
    assert code == 0
    assert (tmp_path / "data" / "law-confirmed.json").exists()
    assert "| Clocks | 70 | - | 32 | 7 | 10 | 21 | - | 1 |" in page


def test_a_sheet_is_never_written_over(tmp_path: Path, review: Callable[..., tuple[int, str]]) -> None:
    sheet = tmp_path / "sheet.csv"
    sheet.write_text("her work")

    code, said = review("--out", str(sheet))

    assert code == 2
    assert "is there already" in said
    assert sheet.read_text() == "her work"


def test_a_sheet_with_one_mistake_changes_nothing(tmp_path: Path, review: Callable[..., tuple[int, str]]) -> None:
    filled, kept = tmp_path / "filled.csv", tmp_path / "confirmed.json"
    found = decided("corrected")
    found["provision", "bns-143-4"]["decision"] = "confirmed"
    filled.write_text(as_sheet(found), encoding="utf-8")

    code, said = review("--read", str(filled), "--by", LAWYER.name, "--date", "2026-11-21", "--confirmed", str(kept))

    assert code == 2
    assert "without a correction" in said
    assert not kept.exists()


@pytest.mark.parametrize(
    "arguments", [(), ("--out", "a", "--read", "-"), ("--read", "-"), ("--read", "-", "--by", "Adv. M")]
)
def test_what_is_missing_is_named(arguments: tuple[str, ...], review: Callable[..., tuple[int, str]]) -> None:
    code, said = review(*arguments)

    assert code == 2
    assert "Allowed: --" in said


def test_every_column_for_reading_is_filled_for_every_clock() -> None:
    always = set(FOR_READING) - {"not_read", "notes"}

    assert all(row[column] for (kind, _), row in rows().items() if kind == "clock" for column in always)
