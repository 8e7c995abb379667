"""The runner tells the truth: nothing failed means that something ran."""

from pathlib import Path

import pytest

from tests import equipment, runner
from tests.runner import Outcome

COUNTS = '<testsuites><testsuite tests="9" failures="1" errors="2" skipped="3"></testsuite></testsuites>'


def test_skipped_tests_are_not_counted_as_run(tmp_path: Path) -> None:
    file = tmp_path / "counts.xml"
    file.write_text(COUNTS)

    assert runner.read_counts(file) == (6, 3)


def test_a_missing_report_counts_nothing(tmp_path: Path) -> None:
    assert runner.read_counts(tmp_path / "none.xml") == (0, 0)


def test_the_last_lines_are_one_for_each_part_and_the_sum(capsys: pytest.CaptureFixture[str]) -> None:
    status = runner.report([Outcome("SQLite: 5 tests", passed=5), Outcome("Browser: 2 tests", passed=2)])

    assert status == 0
    assert capsys.readouterr().out.splitlines()[-3:] == ["SQLite: 5 tests", "Browser: 2 tests", "7 passed, 0 failed"]


@pytest.mark.parametrize(
    "outcomes",
    [
        [Outcome("SQLite: 5 tests", passed=4, failed=1), Outcome("Browser: 2 tests", passed=2)],
        [Outcome("Browser: not run", failed=1), Outcome("SQLite: 5 tests", passed=5)],
        [],
    ],
)
def test_a_failure_and_an_empty_run_end_with_an_error(outcomes: list[Outcome]) -> None:
    assert runner.report(outcomes) == 1


def test_a_part_that_finds_no_test_is_a_failure(tmp_path: Path) -> None:
    outcome = runner.tally(
        "Nothing", tmp_path, ["-n", "0", "-k", "no test has such a name", "tests/house/test_runner.py"]
    )

    assert (outcome.passed, outcome.failed) == (0, 1)


def test_a_missing_program_is_a_failure_in_continuous_integration_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    assert runner.lacking("Browser").failed == 1

    monkeypatch.delenv("CI")
    assert runner.lacking("Browser").failed == 0


def test_an_unknown_part_is_refused_with_words() -> None:
    with pytest.raises(SystemExit, match="there is no part 'mysql'"):
        runner.choose(["mysql"])


def test_one_part_can_be_chosen_with_arguments_for_it() -> None:
    assert runner.choose(["browser", "-k", "home"]) == ([runner.in_browser], ["-k", "home"])


def test_a_missing_program_is_asked_for_with_words(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("tests.equipment.may_install", lambda: False)

    assert equipment.found_or_installed(lambda: None, "chromium") is None
    assert "apt-get install chromium" in capsys.readouterr().err


def test_what_touches_no_database_runs_on_the_first_only(request: pytest.FixtureRequest) -> None:
    assert request.node.get_closest_marker("pure") is not None
    assert "not pure" in runner.AGAIN[1]
    assert "pure" not in runner.SUITE[1]


def test_what_asks_a_database_runs_on_each(request: pytest.FixtureRequest, db: None) -> None:
    assert request.node.get_closest_marker("pure") is None
