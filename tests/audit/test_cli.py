"""The two commands: check, and print the head."""

import json
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from click.testing import CliRunner, Result

from rihai.audit import cli
from rihai.audit.accept import Cause
from rihai.audit.actions import record
from rihai.web.trail_cli import audit
from tests.audit.trail import sealed_trail, sql

pytestmark = pytest.mark.django_db


def rihai_audit(*arguments: str) -> Result:
    return CliRunner().invoke(audit, list(arguments))


def test_a_sound_trail_is_said_to_be_sound() -> None:
    sealed_trail(3)

    result = rihai_audit("verify")

    assert result.exit_code == 0
    assert result.output.splitlines() == [
        "The audit trail is sound. Links checked: 3, last position: 3.",
        "No end is kept outside the database yet: a trail cut short or made anew would not show.",
    ]


def test_each_damage_is_a_line_and_the_exit_status_tells() -> None:
    event = sealed_trail(3)[1]
    sql("UPDATE {event} SET facts = '{{}}' WHERE uid = %s", event.uid)

    result = rihai_audit("verify")

    assert result.exit_code == 1
    assert result.output.splitlines() == [
        "The audit trail is damaged. Damages: 1, links checked: 3.",
        f"- position 2, event {event.uid}: The content or the seal of an event was changed.",
        "No end is kept outside the database yet: a trail cut short or made anew would not show.",
    ]


def test_a_gap_names_its_first_and_last_position() -> None:
    sealed_trail(4)
    sql("DELETE FROM {link} WHERE position IN (2, 3)")

    assert "- positions 2 to 3: Links are missing" in rihai_audit("verify").output


def test_what_waits_is_told_and_is_no_damage() -> None:
    record("note.written", by=None)

    result = rihai_audit("verify")

    assert result.exit_code == 0
    assert "1 event waits for its link, since 0 seconds." in result.output


def test_a_tail_that_waits_too_long_says_what_to_do() -> None:
    with time_machine.travel(datetime.now(tz=UTC) - timedelta(hours=2)):
        record("note.written", by=None)
    record("note.written", by=None)

    result = rihai_audit("verify")

    assert (result.exit_code, "2 events wait for their links, the oldest since 72" in result.output) == (0, True)
    assert "start 'rihai worker'" in result.output


def test_the_result_for_machines_holds_the_same() -> None:
    event = sealed_trail(3)[1]
    sql("DELETE FROM {event} WHERE uid = %s", event.uid)

    result = rihai_audit("verify", "--json")

    found = json.loads(result.output)
    assert result.exit_code == 1
    assert (found["sound"], found["links"], found["last_position"]) == (False, 3, 3)
    assert found["counts"] == {"removed": 1}
    assert found["damages"] == [{"kind": "removed", "position": 2, "last": None, "event": str(event.uid)}]
    assert found["tail"] == {"count": 0, "oldest_seconds": 0.0}


def test_the_printed_head_is_accepted_and_shows_a_cut() -> None:
    sealed_trail(3)
    line = rihai_audit("head").output.strip()
    before = rihai_audit("verify", "--head", line)

    sql("DELETE FROM {link}")
    sql("DELETE FROM {head}")
    sql("DELETE FROM {event}")

    assert before.exit_code == 0
    after = rihai_audit("verify", "--head", line)
    assert after.exit_code == 1
    assert "position 3: The chain does not contain the signed head" in after.output


FORGED = f"rihai-audit-1/0/{'0' * 64}/2026-01-01T00:00:00.000000+00:00/{'0' * 64}"


@pytest.mark.parametrize("line", ["nonsense", FORGED])
def test_a_head_that_cannot_be_used_is_an_error_of_its_own(line: str) -> None:
    result = rihai_audit("verify", "--head", line)

    assert result.exit_code == 2
    assert "--head" in result.output


def test_a_long_check_shows_its_progress_to_a_person(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)

    cli._show_progress(500)
    cli._end_progress()

    assert capsys.readouterr().err == "\r500 …\r\033[K"


@pytest.mark.django_db(transaction=True)
def test_after_a_backup_was_put_back_it_is_accepted_by_name() -> None:
    sealed_trail(3)
    sql("DELETE FROM {link}")
    sql("DELETE FROM {head}")
    sql("DELETE FROM {event}")
    refused = (rihai_audit("verify"), rihai_audit("head"))

    accepted = rihai_audit("accept-head", "--reason", "restored_backup")

    assert [one.exit_code for one in refused] == [1, 1]
    assert "position 3: The chain does not contain the signed head" in refused[0].output
    assert "rihai audit accept-head" in refused[1].output
    assert (accepted.exit_code, "written into the trail" in accepted.output) == (0, True)
    assert rihai_audit("verify").exit_code == 0


def test_a_database_is_accepted_for_one_of_the_known_reasons() -> None:
    result = rihai_audit("accept-head", "--reason", "no idea")

    assert result.exit_code == 2
    assert all(cause in result.output for cause in Cause.values)
