"""The page on what the data rests on: it counts everything once, and the one in the docs is this one."""

import re
from datetime import date
from pathlib import Path

from click.testing import CliRunner

from rihai.law.cli import law as commands
from rihai.law.confirmations import Reviewed, add_reviewed
from rihai.law.coverage import coverage_page, share_of
from rihai.law.loading import law_of
from rihai.law.review_words import entries_of
from rihai.law.sourcing import Confirmation, Decision, SourceKind

LAW = law_of()
PAGE = Path(__file__).resolve().parents[2] / "docs" / "law-coverage.md"


def counts(title: str, page: str) -> dict[str, list[int]]:
    """The numbers of one table, by the first cell of each line."""
    table = page.split(f"## {title}\n")[1].split("\n## ")[0]
    rows = [re.split(r" \| ", line.strip("| \n")) for line in table.splitlines() if line.startswith("| ")]
    return {row[0]: [0 if cell == "-" else int(cell) for cell in row[1:]] for row in rows[2:]}


def test_the_page_of_the_docs_is_of_these_data() -> None:
    assert PAGE.read_text(encoding="utf-8") == coverage_page(LAW), "Write it: rihai law coverage > docs/law-coverage.md"


def test_every_entry_is_counted_once_under_one_kind_of_source() -> None:
    page = coverage_page(LAW)

    whole = counts("Of all", page)
    assert sum(row[0] for row in whole.values()) == len(list(entries_of(LAW)))
    for title in ("Of all", "Provisions", "Clocks", "Compensation", "Forms"):
        assert all(row[0] == sum(row[1:6]) for row in counts(title, page).values())
    assert sum(row[0] for row in counts("Clocks", page).values()) == whole["Clocks"][0] == len(LAW.clocks)


def test_nothing_that_is_shipped_is_confirmed() -> None:
    assert all(row[-1] == 0 for row in counts("Of all", coverage_page(LAW)).values())


def test_a_confirmation_is_counted_and_one_of_a_demonstration_is_not() -> None:
    clock, other = LAW.clocks["cwc-24h"], LAW.clocks["default-90"]
    said = {
        clock.digest: Confirmation(clock.id, "Adv. Meera Invented", date(2026, 11, 20), clock.digest),
        other.digest: Confirmation(other.id, "Adv. Nobody", date(2026, 11, 20), other.digest, is_demonstration=True),
    }

    share = share_of(LAW, "Clocks", LAW.clocks.values(), said)

    assert share.confirmed == 1
    assert counts("Of all", coverage_page(LAW, said))["Clocks"][-1] == 1


def test_an_entry_counts_under_the_best_of_its_sources() -> None:
    share = share_of(LAW, "One", [LAW.clocks["invest-2m"]], {})

    assert share.kinds == {SourceKind.COPY: 1}


def test_the_command_prints_the_page_with_what_lawyers_said(tmp_path: Path) -> None:
    kept, clock = tmp_path / "confirmed.json", LAW.clocks["cwc-24h"]
    add_reviewed(
        kept, [Reviewed(clock.id, "clock", clock.digest, Decision.CONFIRMED, "Adv. Meera Invented", date(2026, 11, 20))]
    )

    result = CliRunner().invoke(commands, ["coverage", "--confirmed", str(kept)])

    assert result.exit_code == 0
    assert counts("Of all", result.output)["Clocks"][-1] == 1
    assert CliRunner().invoke(commands, ["coverage"]).output == coverage_page(LAW)


def test_the_word_that_hides_the_difference_is_not_used() -> None:
    assert "verified" not in coverage_page(LAW).lower()
