"""What anybody can check on the demonstration: no name lies open on its disk; a changed row of the trail is named."""

import base64
import re
import shutil
import sqlite3
import unicodedata
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from hypothesis import example, given
from hypothesis import strategies as st
from pytest_django import Settings

from rihai.access.demonstration import open_invented
from rihai.accounts.models import Installation, User
from rihai.audit.models import AuditEvent
from rihai.directory.models import Agency, Place
from rihai.people.actions import register_person
from rihai.people.facts import NameFacts, PersonFacts
from rihai.people.models import Person, PersonName
from rihai.vault.sealed import Sealed
from rihai.web.demo import facts
from rihai.web.demo.disk import Search, _sought, names_in_data
from rihai.web.demo.environment import DATABASE, MARK
from rihai.web.demo.spellings import needles
from tests.web.conftest import DEMO
from tests.web.programs import OWN_DATABASE, rihai

NAME = "Budhia Sarkmunda"
TAMIL = "யாழினி"
LETTERS = st.text(st.characters(categories=["Lu", "Ll", "Lo"], max_codepoint=0xFFFF), min_size=8, max_size=12)


def plant(place: Path, statement: str, value: object) -> None:
    with closing(sqlite3.connect(place / DEMO / DATABASE)) as opened:
        opened.execute(statement, [value])
        opened.commit()


@OWN_DATABASE
def test_no_name_lies_open_on_the_disk(made: Path) -> None:
    done = rihai("demo", "disk", cwd=made)

    assert done.returncode == 0, done.stdout
    number = re.search(r"Looking for (\d+) names in (\d+) scripts", done.stdout)
    assert number is not None
    assert int(number[1]) >= len(names_in_data())
    assert int(number[2]) >= 7
    assert re.search(r"database: \d+ tables, \d+ columns, \d{4} rows", done.stdout)
    assert "not looked for alone" not in done.stdout
    assert "Found: none." in done.stdout


@OWN_DATABASE
def test_a_name_planted_anywhere_is_found_and_never_quoted(place: Path) -> None:
    plant(place, "UPDATE accounts_desk SET name = ? WHERE purpose = 'data'", f"For {NAME.upper()}")
    plant(place, "UPDATE audit_auditlink SET link = ? WHERE position = 1", base64.b64encode(f"xy{NAME}".encode()))
    (place / DEMO / "files").mkdir(exist_ok=True)
    (place / DEMO / "files" / "one.bin").write_bytes(b"\0\1" + NAME.encode("utf-16-le"))
    (place / DEMO / "worker.log").write_text(unicodedata.normalize("NFD", f"opened {TAMIL}"))

    done = rihai("demo", "disk", cwd=place)

    assert done.returncode == 1
    found = done.stdout.partition("Found:\n")[2]
    for where in ("accounts_desk.name", "audit_auditlink.link", "files/one.bin", "worker.log"):
        assert where in found
    for word in (*NAME.split(), TAMIL):
        assert word.casefold() not in (done.stdout + done.stderr).casefold()


@OWN_DATABASE
def test_a_tampered_row_is_named_and_can_be_put_back(place: Path) -> None:
    tampered = rihai("demo", "tamper", cwd=place)
    again = rihai("demo", "tamper", cwd=place)
    checked = rihai("audit", "verify", cwd=place)
    undone = rihai("demo", "tamper", "--undo", cwd=place)
    sound = rihai("audit", "verify", cwd=place)

    event = re.search(r"Event ([0-9a-f-]{36}) was changed", tampered.stdout)
    assert event is not None
    assert again.returncode == 1
    assert checked.returncode == 1
    assert f"event {event[1]}: The content or the seal of an event was changed." in checked.stdout
    assert undone.returncode == 0
    assert sound.returncode == 0


@OWN_DATABASE
def test_an_installation_in_use_is_neither_opened_nor_changed(place: Path) -> None:
    plant(place, "UPDATE accounts_installation SET kind = ?", "production")
    before = (place / DEMO / DATABASE).read_bytes()

    answers = [rihai("demo", command, cwd=place) for command in ("disk", "tamper")]

    assert [done.returncode for done in answers] == [1, 1]
    assert all("not a demonstration" in done.stderr for done in answers)
    assert (place / DEMO / DATABASE).read_bytes() == before


@OWN_DATABASE
def test_without_a_demonstration_there_is_nothing_to_prove(tmp_path: Path, made: Path) -> None:
    nothing = rihai("demo", "disk", cwd=tmp_path)
    shutil.copytree(made / DEMO, tmp_path / DEMO)
    (tmp_path / DEMO / MARK).unlink()
    unmarked = rihai("demo", "tamper", cwd=tmp_path)

    assert (nothing.returncode, unmarked.returncode) == (1, 1)
    assert "Make it: ./run demo" in nothing.stderr
    assert "is not a demonstration" in unmarked.stderr


@pytest.fixture
def name(settings: Settings, asha: User) -> PersonName:
    settings.DEMO = True
    Installation.objects.update_or_create(only=True, defaults={"kind": Installation.Kind.DEMO})
    told = PersonFacts(names=(NameFacts("Kasturi Invented"),))
    return PersonName.objects.get(person=register_person(organisation=asha.organisation, by=asha, facts=told))


def opened(name: PersonName, organisation: Agency) -> list[str]:
    return open_invented(list(sealed_of(name)), organisation=organisation)


def sealed_of(name: PersonName) -> Iterator[Sealed]:
    if name.text is not None:
        yield name.text


def test_invented_names_are_opened_in_memory_and_that_is_kept(name: PersonName) -> None:
    assert opened(name, name.person.organisation) == ["Kasturi Invented"]
    assert AuditEvent.objects.filter(verb="demo.names_opened", actor_uid=None).count() == 1


@pytest.mark.parametrize("missing", ["environment", "database", "organisation"])
def test_unless_everything_says_so_no_name_is_opened(name: PersonName, settings: Settings, missing: str) -> None:
    organisation = name.person.organisation
    if missing == "environment":
        settings.DEMO = False
    elif missing == "database":
        Installation.objects.update(kind=Installation.Kind.PRODUCTION)
    else:
        Agency.objects.update(is_demonstration=False)
        organisation = Person.objects.get().organisation

    with pytest.raises(PermissionDenied):
        opened(name, organisation)


@example(text="Aaaaaaa豈", before=b"", after=b"")  # a letter that every normal form replaces
@given(text=LETTERS, before=st.binary(max_size=40), after=st.binary(max_size=40))
def test_a_name_is_found_in_every_encoding_wherever_it_stands(text: str, before: bytes, after: bytes) -> None:
    sought = needles(text)

    for written in (text, text.lower(), text.upper(), unicodedata.normalize("NFD", text)):
        for encoding in ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le"):
            assert sought.are_in(before + written.encode(encoding) + after, is_text=False)
        assert sought.are_in(base64.b64encode(before + written.encode() + after), is_text=False)


@given(text=LETTERS, content=st.binary(max_size=60))
def test_it_is_not_found_where_it_is_not(text: str, content: bytes) -> None:
    assert not needles(text * 4).are_in(content.replace(text[0].encode(), b""), is_text=True)


def test_a_short_name_is_found_in_text_as_a_word_only() -> None:
    short = needles("Mani")

    assert short.are_in(b"told by mani today", is_text=True)
    assert not short.are_in(b"manifold", is_text=True)
    assert not short.are_in(b"\x00mani\x01", is_text=False)


def test_names_of_people_and_of_staff_share_no_word() -> None:
    staff = {
        word
        for body in facts.network().members
        for one in (*body.staff, *body.administrators)
        for word in one.name.split()
    }
    people = {word for name in names_in_data() for word in name.split()}

    assert not {word.casefold() for word in staff} & {word.casefold() for word in people}


@pytest.mark.django_db
def test_a_name_that_stands_within_an_open_name_proves_nothing() -> None:
    Place.objects.create(code="BD/kishoreganj", name="Kishoreganj", kind=Place.Kind.DISTRICT)
    search = Search()

    sought = _sought({"Kishor", "Zohrajabeen"}, search)

    assert (len(sought), search.names, search.public_words) == (1, 1, 1)
