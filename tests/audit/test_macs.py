"""The seals cover everything, and their byte format never changes by accident."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from rihai.audit.macs import event_mac, head_mac, is_same, link_after
from rihai.audit.models import AuditEvent
from rihai.vault.errors import VaultLocked
from rihai.vault.master import lock, unlocked

AT = datetime(2026, 1, 2, 3, 4, 5, 678901, tzinfo=UTC)
ONE, TWO, THREE, FOUR = (UUID(int=number) for number in (1, 2, 3, 4))

EVENTS = st.builds(
    AuditEvent,
    uid=st.uuids(),
    verb=st.text(max_size=3),
    actor_uid=st.none() | st.uuids(),
    organisation_uid=st.none() | st.uuids(),
    subject_label=st.text(max_size=3),
    subject_uid=st.none() | st.uuids(),
    holder_uid=st.none() | st.uuids(),
    at=st.datetimes(timezones=st.just(UTC)),
    facts=st.text(max_size=5),
)


def event(**changes: object) -> AuditEvent:
    columns: dict[str, object] = {
        "uid": ONE,
        "verb": "note.written",
        "actor_uid": TWO,
        "organisation_uid": THREE,
        "subject_label": "cases.note",
        "subject_uid": FOUR,
        "holder_uid": THREE,
        "at": AT,
        "facts": '{"pages":2}',
    }
    return AuditEvent(**{**columns, **changes})


def test_the_byte_format_of_the_three_seals_is_pinned() -> None:
    # A change here would call every existing trail forged: then a new version of the format is needed.
    with unlocked(bytes(range(32))):
        seal = event_mac(event())
        link = link_after(bytes(32), position=1, event_uid=ONE, mac=seal, is_genuine=True)
        head = head_mac(position=1, link=link, at=AT)

    assert seal.hex() == "879e29c8fa0a4dc6aa6d958516efe5c2a356359084b6e8786f837bf83fea54ed"
    assert link.hex() == "575c02cd6b77d1cf58277aeffdaf5777ec980dbc569e998dd3a74e5a43fbd1fa"
    assert head.hex() == "3c7399f0a34fed01e99987a612f06b9db566d130381538b26fb2ebb2da75cf3a"


@pytest.mark.parametrize(
    "change",
    [
        {"uid": TWO},
        {"verb": "note.writtem"},
        {"actor_uid": THREE},
        {"actor_uid": None},
        {"organisation_uid": None},
        {"subject_label": ""},
        {"subject_uid": None},
        {"holder_uid": None},
        {"subject_uid": THREE, "holder_uid": FOUR},
        {"at": AT + timedelta(microseconds=1)},
        {"facts": '{"pages": 2}'},
        {"actor_uid": THREE, "organisation_uid": TWO},
        {"verb": "note.writtenc", "subject_label": "ases.note"},
    ],
)
def test_every_column_and_its_place_is_sealed(change: dict[str, object]) -> None:
    assert event_mac(event(**change)) != event_mac(event())


@given(EVENTS, EVENTS)
def test_different_events_have_different_seals(one: AuditEvent, other: AuditEvent) -> None:
    columns = [field.attname for field in AuditEvent._meta.concrete_fields if field.attname != "mac"]
    is_equal = all(getattr(one, column) == getattr(other, column) for column in columns)

    assert (event_mac(one) == event_mac(other)) == is_equal


def test_the_time_zone_in_which_a_time_is_written_does_not_matter() -> None:
    elsewhere = AT.astimezone(datetime.strptime("+0530", "%z").tzinfo)

    assert event_mac(event(at=elsewhere)) == event_mac(event())


def test_a_link_depends_on_everything_it_joins() -> None:
    whole = link_after(bytes(32), position=1, event_uid=ONE, mac=b"m" * 32, is_genuine=True)

    others = [
        link_after(bytes(31) + b"1", position=1, event_uid=ONE, mac=b"m" * 32, is_genuine=True),
        link_after(bytes(32), position=2, event_uid=ONE, mac=b"m" * 32, is_genuine=True),
        link_after(bytes(32), position=1, event_uid=TWO, mac=b"m" * 32, is_genuine=True),
        link_after(bytes(32), position=1, event_uid=ONE, mac=b"n" * 32, is_genuine=True),
        link_after(bytes(32), position=1, event_uid=ONE, mac=b"m" * 32, is_genuine=False),
    ]

    assert len({whole, *others}) == 6


def test_the_three_seals_are_under_three_keys_and_the_key_of_this_installation() -> None:
    ours = event_mac(event())
    with unlocked(bytes(32)):
        theirs = event_mac(event())

    assert not is_same(ours, theirs)


def test_without_a_master_key_nothing_can_be_sealed(settings: Settings) -> None:
    settings.MASTER_KEY = ""
    lock()
    try:
        with pytest.raises(VaultLocked):
            event_mac(event())
    finally:
        lock()
