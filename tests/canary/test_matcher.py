"""The canary in the matcher: names are planted on both sides; it is spied on, made to fail and killed."""

import logging
import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from rihai.accounts.models import User
from rihai.accounts.roles import Role
from rihai.directory.models import Agency
from rihai.matching.records import Record
from rihai.people.models import SearchEntry
from rihai.tracing.matcher import client
from rihai.tracing.matcher.places import snapshot_path, socket_path
from rihai.tracing.matcher.registers import Engine, Registers
from rihai.tracing.matcher.taking import Taker
from rihai.tracing.models import PotentialMatch
from rihai.vault.unseal import open_sealed
from tests import factories
from tests.canary.places import every_file, everything_in_the_database
from tests.conftest import SignedIn
from tests.tracing import builders
from tests.tracing.stand_in import ENGINE, Answer, Index
from tests.tracing.test_matcher_process import matcher, spoken, wait_for

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.allow_hosts(["127.0.0.1"])]
NAME = "Zubaidaplanted Kanariwala"
PLANTED = ("Zubaidaplanted", "Kanariwala", "Chandpurplanted")


@pytest.fixture(autouse=True)
def own_temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The matcher inherits it: whatever it leaves beside the data folder is found."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    yield
    snapshot_path().unlink(missing_ok=True)


@pytest.fixture
def matron(other_organisation: Agency) -> User:
    return factories.a_user("matron", Role.HOME_SUPERINTENDENT, organisation=other_organisation)


def leaks(places: Iterator[tuple[str, bytes]]) -> list[str]:
    return [place for place, content in places for word in PLANTED if word.lower().encode() in content.lower()]


def test_no_name_leaves_the_matcher(matron: User, ravi: User) -> None:
    builders.a_found(matron, person=builders.somebody(14, NAME), village="Chandpurplanted")
    builders.a_found(matron, person=builders.somebody(14, f"{NAME} Bibi"))
    with matcher() as running:
        wait_for(lambda: not SearchEntry.objects.waiting().exists())
        said = [("socket", spoken({"do": word})) for word in ("state", NAME)]
        running.send_signal(signal.SIGTERM)
        running.wait(15)
        logged = running.stderr.read() if running.stderr else ""

    assert snapshot_path().exists()
    assert leaks(iter(said)) == []
    assert leaks(iter([("log", logged.encode())])) == []
    assert leaks(every_file()) == []
    assert leaks(everything_in_the_database()) == []


def test_no_name_of_a_report_that_is_filed_stands_anywhere_in_clear(ravi: User, signed_in: SignedIn) -> None:
    """From the form to the matcher's memory: the database, its log, the data folder, temporary files, logs."""
    client = signed_in(ravi)
    typed = {
        "name": NAME, "sex": "female", "age": "14", "circumstances": f"{NAME} went to the well", "relation": "uncle",
        "marks": "Chandpurplanted burn", "guardian": "Kanariwala senior", "village": "Chandpurplanted",
        "reporter_name": "Kanariwala uncle",
    }  # fmt: skip
    with matcher() as running:
        answer = builders.send(client, "report_new", **typed)
        wait_for(lambda: SearchEntry.objects.filter(kind="missing", status="taken").exists())
        running.send_signal(signal.SIGTERM)
        running.wait(15)
        logged = running.stderr.read() if running.stderr else ""

    assert answer.status_code == 302
    assert snapshot_path().exists()
    assert leaks(iter([("log", logged.encode()), ("address", answer["Location"].encode())])) == []
    assert leaks(every_file()) == []
    assert leaks(everything_in_the_database()) == []


def test_a_proposal_holds_names_under_its_seal_only(matron: User, ravi: User) -> None:
    builders.a_found(matron)
    builders.a_report(ravi)
    taker = Taker(Registers(ENGINE))
    taker.take()

    findings = PotentialMatch.objects.get().findings
    assert findings is not None
    assert "Testwali" in str(open_sealed(findings, agency=matron.organisation_id))
    assert not [place for place, content in everything_in_the_database() if b"testwali" in content.lower()]


def test_a_killed_matcher_leaves_no_core_and_no_name(matron: User) -> None:
    builders.a_found(matron, person=builders.somebody(14, NAME))
    with matcher() as running:
        wait_for(lambda: not SearchEntry.objects.waiting().exists())
        running.send_signal(signal.SIGABRT)
        running.wait(15)

    assert client.state() is None
    assert socket_path().exists()  # left behind, and taken over by the next one
    assert not list(Path.cwd().glob("core*"))
    assert leaks(every_file()) == []


def test_an_engine_that_quotes_a_name_in_its_error_is_logged_without_it(
    matron: User, caplog: pytest.LogCaptureFixture
) -> None:
    class Talkative(Index):
        def query(self, record: Record, *, top: int, expected: float | None) -> Answer:
            raise ValueError(f"cannot fold {record.name}")

    builders.a_found(matron, person=builders.somebody(14, NAME))
    loud = Engine(
        new=lambda _side: Talkative(), read=ENGINE.read, compact=ENGINE.compact, alone=ENGINE.alone, model="loud"
    )
    with caplog.at_level(logging.DEBUG):
        taken = Taker(Registers(loud)).take()

    assert taken == 0
    assert "ValueError" in caplog.text
    assert leaks(iter([("log", caplog.text.encode())])) == []
