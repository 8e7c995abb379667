"""What the matcher holds in memory and keeps on the disk: taken from sealed rows, let go with them, always whole."""

import os
import signal
import subprocess
import sys
import threading
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import connection
from django.utils import timezone

from rihai.accounts.models import User
from rihai.matching.records import Record
from rihai.people.actions import add_name
from rihai.people.facts import NameFacts
from rihai.people.models import SearchEntry
from rihai.people.search_entries import EntryFields, remove_entry
from rihai.tracing.actions import file_report
from rihai.tracing.actions.taking import let_go_of_erased, mark_taken
from rihai.tracing.matcher import snapshot
from rihai.tracing.matcher.places import SNAPSHOT_PURPOSE, snapshot_path
from rihai.tracing.matcher.process import Matcher
from rihai.tracing.matcher.registers import Registers
from rihai.tracing.matcher.taking import Taker
from rihai.tracing.models import PotentialMatch
from rihai.vault.errors import SealBroken
from rihai.vault.keys import destroy_data_key
from rihai.vault.master import unlocked
from rihai.vault.whole_files import read_whole, write_whole
from tests.people.conftest import a_person_of
from tests.tracing import builders
from tests.tracing.stand_in import ENGINE, Index

DAY = date(2026, 3, 1)
SECRET = "Zubaidaplanted"


@pytest.fixture(autouse=True)
def no_snapshot_of_another_test() -> None:
    snapshot_path().unlink(missing_ok=True)


def a_taker() -> Taker:
    return Taker(Registers(ENGINE))


def known_names(taker: Taker) -> set[str]:
    """Every name in memory, read from the bytes themselves."""
    pieces = b"".join(taker.registers.to_pieces()).decode(errors="replace")
    return {name for name in ("Sunita", "Guddi", "Rekha", SECRET) if name in pieces}


def test_what_waits_is_taken_once(asha: User) -> None:
    a_person_of(asha, "Sunita Devi")
    taker = a_taker()

    taken = [taker.take(), taker.take()]

    assert taken == [1, 0]
    assert known_names(taker) == {"Sunita"}
    assert SearchEntry.objects.get().status == SearchEntry.Status.TAKEN


def test_an_entry_written_anew_while_it_was_taken_waits_again(asha: User) -> None:
    person = a_person_of(asha, "Sunita Devi")
    taker = a_taker()
    stale = list(SearchEntry.objects.all())
    add_name(person, facts=NameFacts("Guddi", "nickname"), by=asha)

    taker._put([(stale[0], EntryFields(names=("Sunita Devi",)))])

    mark_taken(stale, by=None)

    assert SearchEntry.objects.waiting().count() == 1
    assert taker.take() == 1
    assert known_names(taker) == {"Sunita", "Guddi"}


def test_what_is_removed_leaves_memory_and_snapshot(asha: User) -> None:
    person = a_person_of(asha, SECRET)
    taker = a_taker()
    taker.take()
    snapshot.save(taker.registers.to_pieces())

    remove_entry(person)
    taker.take()
    snapshot.save(taker.registers.to_pieces())

    content = read_whole(snapshot_path(), purpose=SNAPSHOT_PURPOSE)
    assert content is not None
    assert SECRET.encode() not in content
    assert known_names(taker) == set()
    assert not SearchEntry.objects.waiting().exists()


def test_whoever_is_erased_leaves_the_memory(asha: User) -> None:
    person = a_person_of(asha, SECRET)
    taker = a_taker()
    taker.take()
    assert person.data_key is not None
    destroy_data_key(person.data_key)

    gone = let_go_of_erased(by=None)
    taker.take()

    assert gone == 1
    assert known_names(taker) == set()
    assert let_go_of_erased(by=None) == 0


def test_a_start_takes_the_snapshot_and_what_changed_since(asha: User) -> None:
    kept, removed = a_person_of(asha, "Sunita"), a_person_of(asha, SECRET)
    before = a_taker()
    before.take()
    snapshot.save(before.registers.to_pieces())
    remove_entry(removed)
    add_name(kept, facts=NameFacts("Guddi", "nickname"), by=asha)
    a_person_of(asha, "Rekha")

    after = Taker(snapshot.load(ENGINE))
    loaded = known_names(after)
    after.catch_up()

    assert loaded == {"Sunita", SECRET}
    assert known_names(after) == {"Sunita", "Guddi", "Rekha"}


def test_a_start_without_a_snapshot_reads_every_entry(asha: User) -> None:
    a_person_of(asha, "Sunita")
    a_taker().take()

    after = Taker(snapshot.load(ENGINE))
    after.catch_up()

    assert known_names(after) == {"Sunita"}


@pytest.mark.parametrize("spoil", ["cut", "changed", "other file"])
def test_a_spoilt_snapshot_costs_time_and_nothing_else(asha: User, spoil: str) -> None:
    a_person_of(asha, "Sunita")
    taker = a_taker()
    taker.take()
    snapshot.save(taker.registers.to_pieces())
    data = snapshot_path().read_bytes()
    spoilt = {"cut": data[:-9], "changed": data[:500] + b"\0" + data[501:], "other file": b"hello"}[spoil]
    snapshot_path().write_bytes(spoilt)

    after = Taker(snapshot.load(ENGINE))
    after.catch_up()

    assert known_names(after) == {"Sunita"}


def test_no_name_stands_in_the_snapshot_in_clear_and_nobody_else_reads_it(asha: User) -> None:
    a_person_of(asha, SECRET)
    taker = a_taker()
    taker.take()

    snapshot.save(taker.registers.to_pieces())

    data = snapshot_path().read_bytes()
    assert len(data) > 4000
    assert SECRET.lower().encode() not in data.lower()
    assert snapshot_path().stat().st_mode & 0o777 == 0o600


def test_a_question_that_is_slowed_down_is_not_taken_before_its_time(asha: User) -> None:
    a_person_of(asha, "Sunita")
    SearchEntry.objects.update(made_at=timezone.now() + timedelta(minutes=2))

    assert a_taker().take() == 0


class Fussy(Index):
    """It takes no record of that name."""

    def add(self, record: Record) -> None:
        if record.name == "Rekha":
            raise ValueError(f"{record.name} is refused")
        super().add(record)


FUSSY = replace(ENGINE, new=lambda _side: Fussy())


def test_one_entry_that_the_engine_refuses_holds_up_no_other(asha: User, caplog: pytest.LogCaptureFixture) -> None:
    a_person_of(asha, "Rekha")
    a_person_of(asha, "Sunita")
    taker = Taker(Registers(FUSSY))

    taken = [taker.take(), taker.take()]

    assert taken == [1, 0]
    assert known_names(taker) == {"Sunita"}
    assert SearchEntry.objects.waiting().count() == 1
    assert "Rekha" not in caplog.text


def test_one_broken_seal_holds_up_no_other(asha: User) -> None:
    broken, other = a_person_of(asha, "Rekha"), a_person_of(asha, "Guddi")
    a_person_of(asha, "Sunita")
    moved = (
        "UPDATE people_searchentry SET payload = (SELECT o.payload FROM people_searchentry o WHERE o.subject_uid = %s)"
    )
    with connection.cursor() as cursor:
        uids = [SearchEntry._meta.get_field("uid").get_db_prep_value(one.uid, connection) for one in (other, broken)]
        cursor.execute(f"{moved} WHERE subject_uid = %s", uids)
        assert cursor.rowcount == 1
    taker = a_taker()

    taken = taker.take()

    assert taken == 2
    assert known_names(taker) == {"Guddi", "Sunita"}


def test_what_could_not_be_read_at_the_start_waits_and_is_compared_later(matron: User, ravi: User) -> None:
    builders.a_found(matron, person=builders.somebody(14, "Rekha"))
    a_taker().take()
    after = Taker(Registers(FUSSY))
    after.catch_up()
    waits = SearchEntry.objects.waiting().count()
    facts = replace(builders.report_facts(), person=builders.somebody(14, "Rekha"))
    file_report(organisation=ravi.organisation, by=ravi, facts=facts)

    mended = a_taker()
    mended.catch_up()
    mended.take()

    assert waits == 2
    assert PotentialMatch.objects.exists()


def test_a_start_that_fails_is_repeated_until_it_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    # It would end the connection that the test itself holds.
    monkeypatch.setattr("rihai.tracing.matcher.process.close_old_connections", lambda: None)

    class Interrupted(Taker):
        tries = 0

        def catch_up(self) -> int:
            self.tries += 1
            if self.tries < 3:
                raise ValueError("the database is starting up")
            return 0

    def pause(_seconds: float) -> bool:
        ready.append(matcher.is_ready)
        return len(ready) > 5

    matcher, ready = Matcher(threading.Event()), list[bool]()

    matcher.catch_up(Interrupted(Registers(ENGINE)), pause=pause)

    assert ready == [False, False]
    assert matcher.is_ready


def test_a_snapshot_that_could_not_be_written_is_written_the_next_time(
    asha: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_person_of(asha, "Sunita")
    matcher, taker = Matcher(threading.Event()), a_taker()
    taker.take()
    monkeypatch.setattr(snapshot, "snapshot_path", lambda: Path("/nowhere/at/all"))
    matcher.save(taker, at_once=True)
    monkeypatch.undo()

    matcher.save(taker, at_once=True)

    assert snapshot_path().exists()


def test_whoever_is_erased_is_swept_out_however_much_waits(asha: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rihai.tracing.matcher.process.close_old_connections", lambda: None)
    monkeypatch.setattr("rihai.tracing.matcher.process.ERASED_SECONDS", 0.0)
    person, stop = a_person_of(asha, SECRET), threading.Event()
    assert person.data_key is not None
    destroy_data_key(person.data_key)

    class Endless(Taker):
        """There is always more to take, as in a long import."""

        rounds = 0

        def take(self) -> int:
            self.rounds += 1
            if self.rounds == 3:
                stop.set()
            return 1

    monkeypatch.setattr("rihai.tracing.matcher.process.Taker", Endless)

    Matcher(stop).run(ENGINE)

    assert SearchEntry.objects.get().status == SearchEntry.Status.REMOVED


def test_a_failing_entry_is_counted_and_progress_has_its_time(asha: User) -> None:
    a_person_of(asha, "Rekha")
    taker = Taker(Registers(FUSSY))
    taker.moved_at = 0.0
    taker.take()
    before = taker.moved_at
    a_person_of(asha, "Sunita")

    taker.take()

    assert taker.failing == 1
    assert before == 0.0 < taker.moved_at


def test_a_record_with_two_names_is_proposed_once_by_the_better_name() -> None:
    registers, held = Registers(ENGINE), uuid4()
    registers.put(held, EntryFields(names=("Rekha", "Sunita Devi")), version=1, is_missing=False, today=DAY)

    alike = registers.alike(uuid4(), EntryFields(names=("Sunita Devi", "Rekha")), is_missing=True, today=DAY)

    assert [(one.entry, one.weight) for one in alike.likely] == [(held, 12.0)]


KILLED = """
import os, sys
from pathlib import Path
import tests.environment
import django
django.setup()
from rihai.vault.master import unlocked
from rihai.vault.whole_files import write_whole
path, key = Path(sys.argv[1]), bytes.fromhex(sys.argv[2])
with unlocked(key):
    number = 0
    while True:
        number += 1
        body = bytes([number % 256]) * 3_000_000
        write_whole(path, [body], size=len(body), purpose="matcher-snapshot")
        print(number, flush=True)
"""


@pytest.mark.parametrize("after", [0.0, 0.003, 0.011, 0.02])
def test_a_process_killed_while_it_saves_leaves_a_whole_file(tmp_path: Path, after: float) -> None:
    """Whatever the moment: the old one or the new one, never a mixture; the next saving removes the remainder."""

    path, key = tmp_path / "matcher.snapshot", os.urandom(32)
    with subprocess.Popen(
        [sys.executable, "-c", KILLED, str(path), key.hex()], stdout=subprocess.PIPE, text=True, cwd=Path.cwd()
    ) as process:
        assert process.stdout is not None
        saved = int(process.stdout.readline())
        import time

        time.sleep(after)
        process.send_signal(signal.SIGKILL)
        saved = max([saved, *(int(line) for line in process.stdout if line.strip())])

    with unlocked(key):
        content = read_whole(path, purpose=SNAPSHOT_PURPOSE)
        assert content is not None
        assert len(content) == 3_000_000
        assert set(content) <= {saved % 256, (saved + 1) % 256}
        assert len(set(content)) == 1
        write_whole(path, [b"next"], size=4, purpose=SNAPSHOT_PURPOSE)
        assert bytes(read_whole(path, purpose=SNAPSHOT_PURPOSE) or b"") == b"next"
    assert [one.name for one in tmp_path.iterdir()] == ["matcher.snapshot"]


def test_a_file_sealed_for_another_installation_does_not_open(tmp_path: Path) -> None:

    path = tmp_path / "matcher.snapshot"
    with unlocked(os.urandom(32)):
        write_whole(path, [b"names"], size=5, purpose=SNAPSHOT_PURPOSE)

    with unlocked(os.urandom(32)), pytest.raises(SealBroken):
        read_whole(path, purpose=SNAPSHOT_PURPOSE)


@pytest.mark.parametrize("size", [0, 1, 4088, 4096, 65_536, 65_537, 1_000_000])
def test_a_file_gives_back_what_was_written(tmp_path: Path, size: int) -> None:

    path, body = tmp_path / "matcher.snapshot", os.urandom(size)
    with unlocked(os.urandom(32)):
        write_whole(path, [body[: size // 3], body[size // 3 :]], size=size, purpose=SNAPSHOT_PURPOSE)

        assert bytes(read_whole(path, purpose=SNAPSHOT_PURPOSE) or b"") == body
