"""The runner tells the truth: nothing failed means that something ran."""

from pathlib import Path

import pytest

from tests import equipment, runner
from tests.conftest import is_page
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


def test_the_part_with_an_environment_of_its_own_runs_only_by_its_name() -> None:
    assert runner.choose(["scale", "-k", "spark"]) == ([runner.at_scale], ["-k", "spark"])
    assert runner.at_scale not in runner.choose([])[0]
    assert "tests/scale" in runner.SUITE


def test_without_java_it_is_said_which_one_is_needed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    assert not equipment.has_java()
    assert "Spark needs Java 17 or newer; there is none" in capsys.readouterr().err


def test_a_java_that_is_too_old_is_told_with_its_version(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    java = tmp_path / "java"
    java.write_text("#!/bin/sh\necho 'openjdk version \"11.0.2\" 2019-01-15' >&2\n")
    java.chmod(0o700)
    monkeypatch.setenv("PATH", str(tmp_path))

    assert not equipment.has_java()
    assert "there is version 11" in capsys.readouterr().err


def test_an_environment_that_cannot_be_made_is_said_in_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in equipment.LOCKS:
        (tmp_path / name).write_text("")

    assert equipment.python_with_scale(tmp_path) is None
    assert "could not be made" in capsys.readouterr().err


def test_a_missing_program_is_asked_for_with_words(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("tests.equipment.may_install", lambda: False)

    assert equipment.found_or_installed(lambda: None, "chromium") is None
    assert "apt-get install chromium" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("there", "taken"),
    [
        (("chromium", "chromium-headless-shell"), "chromium-headless-shell"),
        (("chromium-browser", "chromium"), "chromium"),
        ((), None),
    ],
)
def test_the_browser_without_windows_is_taken_where_there_is_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, there: tuple[str, ...], taken: str | None
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    for name in there:
        (tmp_path / name).touch(mode=0o755)

    assert equipment.find_chromium() == (str(tmp_path / taken) if taken else None)


def test_what_touches_no_database_runs_on_the_first_only(request: pytest.FixtureRequest) -> None:
    assert request.node.get_closest_marker("pure") is not None
    assert "not pure" in runner.AGAIN[1]
    assert "pure" not in runner.SUITE[1]


def test_what_asks_a_database_runs_on_each(request: pytest.FixtureRequest, db: None) -> None:
    assert request.node.get_closest_marker("pure") is None
    assert request.node.get_closest_marker("page") is None


@pytest.mark.parametrize(
    "name", ["test_pages.py", "test_views_units.py", "test_decision_form.py", "test_impact_page.py", "test_errors.py"]
)
def test_what_stands_on_pages_runs_on_the_first_only(name: str) -> None:
    assert is_page(name)
    assert "not page" in runner.AGAIN[1]
    assert "page" not in runner.SUITE[1]


@pytest.mark.parametrize(
    "name",
    ["test_actions.py", "test_selectors.py", "test_search.py", "test_queries.py", "test_urls.py", "test_canary.py"],
)
def test_what_reads_and_writes_runs_on_each(name: str) -> None:
    assert not is_page(name)
    assert list(Path(__file__).parent.parent.rglob(name))
