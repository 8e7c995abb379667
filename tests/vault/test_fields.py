"""Sealed columns: what is written, what is refused, what can be asked."""

import datetime as dt
import uuid
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.db.models import F
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rihai.vault.cache import KEYS
from rihai.vault.errors import CannotSeal, NotStored
from rihai.vault.fields import SealedDateField
from rihai.vault.keys import new_data_key
from rihai.vault.models import DataKey, SealedFile
from rihai.vault.sealed import Sealed
from rihai.vault.unseal import SealBroken, open_sealed
from tests.vault.notes import Note, Reply, raw_column, write_note, write_raw

SECRET = "Sunita-Kumari-of-Purulia"


def opened(value: Sealed | None, agency: UUID) -> Any:
    assert value is not None
    return open_sealed(value, agency=agency)


def test_each_kind_comes_back_as_it_was_written(key: DataKey, ours: UUID) -> None:
    facts = {"sisters": 2, "villages": ["বেলডাঙা", None], "seen": True}
    note = write_note(key, "सुनीता\nकुमारी", other=" x ", day=dt.date(2009, 2, 28), facts=facts)

    assert opened(note.text, ours) == "सुनीता\nकुमारी"
    assert opened(note.other, ours) == " x "
    assert opened(note.day, ours) == dt.date(2009, 2, 28)
    assert opened(note.facts, ours) == facts


# No lone surrogates: they are no text, and refused in words (below).
TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=200)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False) | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=TEXT, day=st.dates(), facts=JSON.filter(lambda value: value not in (None, "")))
def test_any_value_comes_back(key: DataKey, ours: UUID, text: str, day: dt.date, facts: Any) -> None:
    note = write_note(key, text, day=day, facts=facts)

    assert opened(note.text, ours) == text
    assert opened(note.day, ours) == day
    assert opened(note.facts, ours) == facts


def test_the_database_holds_no_plain_text(key: DataKey) -> None:
    note = write_note(key, SECRET, day=dt.date(2009, 2, 28), facts={"village": SECRET})

    for column in ("text", "day", "facts"):
        assert SECRET.encode() not in raw_column(note, column)
        assert b"2009" not in raw_column(note, column)


@pytest.mark.parametrize("nothing", [None, ""])
def test_nothing_is_stored_as_null(key: DataKey, nothing: str | None) -> None:
    note = write_note(key, "first")
    note.text = nothing
    note.save()

    assert Note.objects.get(uid=note.uid).text is None
    assert Note.objects.filter(text__isnull=True).count() == 1


@pytest.mark.parametrize("facts", [[], {}, 0, False])
def test_an_empty_list_or_a_zero_is_a_value(key: DataKey, ours: UUID, facts: Any) -> None:
    assert opened(write_note(key, facts=facts).facts, ours) == facts


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("text", "x" * 201, "holds at most 200 characters, not 201"),
        ("text", 5, "takes text, not int"),
        ("text", b"Asha", "takes text, not bytes"),
        ("text", "half \ud83d", "whole characters"),
        ("text", F("other"), "takes text, not F"),
        ("day", "2009-02-28", "takes a date, not str"),
        ("day", dt.datetime(2009, 2, 28, tzinfo=dt.UTC), "takes a date, not datetime"),
        ("facts", {"x": object()}, "only what JSON can hold"),
        ("facts", float("nan"), "only what JSON can hold"),
        ("facts", {1: "x"}, "only what JSON can hold"),
        ("facts", {"x": (1, 2)}, "only what JSON can hold"),
        ("facts", "half \ud83d", "only what JSON can hold"),
    ],
)
def test_a_wrong_value_is_refused_when_it_is_assigned(key: DataKey, field: str, value: Any, words: str) -> None:
    note = write_note(key, "before")

    with pytest.raises(CannotSeal, match=rf"vaulttests\.note\.{field} .*{words}"):
        setattr(note, field, value)


def test_length_counts_characters_not_bytes(key: DataKey, ours: UUID) -> None:
    assert opened(write_note(key, "न" * 200).text, ours) == "न" * 200


def test_a_record_without_data_key_is_refused_by_name(vault: None) -> None:
    note = Note(text=SECRET)

    with pytest.raises(CannotSeal, match=r"vaulttests\.note\.text cannot be sealed: give the record a .*data_key"):
        note.save()


def test_a_record_without_sealed_values_needs_no_data_key(vault: None) -> None:
    Note(code="N-7").save()

    assert Note.objects.filter(code="N-7", text__isnull=True).count() == 1


def test_a_second_save_writes_the_same_ciphertext(key: DataKey) -> None:
    note = write_note(key, SECRET)
    before = raw_column(note, "text")

    note.code = "N-9"
    note.save()

    assert raw_column(note, "text") == before


def test_a_process_that_never_had_the_key_can_seal(key: DataKey, ours: UUID) -> None:
    KEYS.clear()

    assert opened(write_note(key, SECRET).text, ours) == SECRET


def test_a_value_that_was_not_saved_cannot_be_opened(key: DataKey, ours: UUID) -> None:
    with pytest.raises(NotStored, match="was not saved yet"):
        opened(Note(data_key=key, text=SECRET).text, ours)


def test_a_changed_value_is_sealed_anew(key: DataKey, ours: UUID) -> None:
    note = write_note(key, SECRET)

    note.text = "another"
    note.save(update_fields=["text"])

    assert opened(Note.objects.get(uid=note.uid).text, ours) == "another"


def test_deferred_fields_load_when_asked_for(key: DataKey, ours: UUID) -> None:
    write_note(key, SECRET)

    for note in (Note.objects.defer("text").get(), Note.objects.only("code").get()):
        assert "text" not in note.__dict__
        assert opened(note.text, ours) == SECRET


def test_a_deferred_field_is_left_alone_by_save(key: DataKey, ours: UUID) -> None:
    write_note(key, SECRET)
    note = Note.objects.defer("text").get()

    note.code = "N-3"
    note.save()

    assert opened(Note.objects.get().text, ours) == SECRET


def test_refreshing_from_the_database_drops_what_was_not_saved(key: DataKey, ours: UUID) -> None:
    note = write_note(key, SECRET)
    note.text = "typed, not saved"

    note.refresh_from_db()

    assert opened(note.text, ours) == SECRET


def test_full_clean_passes_sealed_values_by(key: DataKey) -> None:
    Note(data_key=key, text=SECRET, day=dt.date(2009, 2, 28)).full_clean(validate_constraints=False)


def test_the_value_of_another_record_cannot_be_assigned(key: DataKey) -> None:
    first, second = write_note(key, SECRET), write_note(key, "second")

    with pytest.raises(CannotSeal, match="another record"):
        second.text = first.text
    with pytest.raises(CannotSeal, match="another record"):
        second.other = second.text
    with pytest.raises(CannotSeal, match="another record"):
        Note(text=Note(text=SECRET).text)


def test_a_value_loaded_apart_from_its_record_can_neither_be_opened_nor_assigned(key: DataKey, ours: UUID) -> None:
    note = write_note(key, SECRET)
    apart = Note.objects.values_list("text", flat=True).get()

    with pytest.raises(NotStored, match="Load the record itself"):
        opened(apart, ours)
    with pytest.raises(CannotSeal, match="another record"):
        note.text = apart


def test_a_record_copied_under_a_new_uid_is_not_saved_with_the_old_seal(key: DataKey) -> None:
    note = write_note(key, SECRET)
    assert note.text is not None

    note.pk = uuid.uuid4()
    note._state.adding = True

    with pytest.raises(CannotSeal, match="another record or data key"):
        note.save()


def test_a_record_given_another_data_key_is_not_saved_with_the_old_seal(key: DataKey, ours: UUID) -> None:
    note = write_note(key, SECRET)

    note.data_key = new_data_key(agencies=[ours])

    with pytest.raises(CannotSeal, match="another record or data key"):
        note.save()


def test_a_ciphertext_moved_in_the_database_does_not_open(key: DataKey, ours: UUID) -> None:
    """Same key each time: the place alone must tell."""
    first, second = write_note(key, SECRET, other="other"), write_note(key, "second")

    write_raw(second, "text", raw_column(first, "text"))
    write_raw(first, "other", raw_column(first, "text"))

    with pytest.raises(SealBroken):
        opened(Note.objects.get(uid=second.uid).text, ours)
    with pytest.raises(SealBroken):
        opened(Note.objects.get(uid=first.uid).other, ours)
    assert opened(Note.objects.get(uid=first.uid).text, ours) == SECRET


def test_a_ciphertext_moved_to_another_table_does_not_open(key: DataKey, ours: UUID) -> None:
    note = write_note(key, SECRET)
    reply = Reply.objects.create(uid=note.uid, data_key=key, note=note, text="reply")

    uid = Reply._meta.get_field("uid").get_db_prep_value(reply.uid, connection)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE vaulttests_reply SET text = %s WHERE uid = %s", [raw_column(note, "text"), uid])

    with pytest.raises(SealBroken):
        opened(Reply.objects.get().text, ours)


def test_a_ciphertext_relabelled_with_another_key_does_not_open(key: DataKey, ours: UUID) -> None:
    note, other = write_note(key, SECRET), new_data_key(agencies=[ours])
    sealed = raw_column(note, "text")

    write_raw(note, "text", sealed[:1] + other.uid.bytes + sealed[17:])

    with pytest.raises(SealBroken):
        opened(Note.objects.get(uid=note.uid).text, ours)


@pytest.mark.parametrize("junk", [b"", b"plain text", b"\x01", b"\x01" + bytes(15)])
def test_junk_in_the_column_is_a_broken_seal(key: DataKey, ours: UUID, junk: bytes) -> None:
    note = write_note(key, SECRET)

    write_raw(note, "text", junk)

    with pytest.raises(SealBroken):
        opened(Note.objects.get(uid=note.uid).text, ours)
    assert str(Note.objects.get(uid=note.uid).text) == "•••"


def test_a_value_of_another_kind_than_the_column_is_not_quoted(key: DataKey, ours: UUID) -> None:
    """As after a migration that changed the field's kind and not its values."""
    note = write_note(key, SECRET)
    field: Any = Note._meta.get_field("text")
    field.codec, codec = SealedDateField().codec, field.codec
    try:
        with pytest.raises(SealBroken) as broken:
            opened(Note.objects.get(uid=note.uid).text, ours)
    finally:
        field.codec = codec

    assert SECRET not in str(broken.value)
    assert broken.value.__cause__ is None
    assert broken.value.__suppress_context__


def test_a_child_row_shares_its_owners_key(key: DataKey, ours: UUID) -> None:
    note = write_note(key, SECRET)
    Reply.objects.create(data_key=note.data_key, note=note, text="seen at the station")

    reply = Reply.objects.select_related("note").get()

    assert opened(reply.text, ours) == "seen at the station"
    assert opened(reply.note.text, ours) == SECRET


def test_a_file_field_links_to_a_sealed_file_and_shows_nothing_of_it(key: DataKey) -> None:
    scan = SealedFile.objects.create(data_key=key, size=1, chunks=1, about={"name": SECRET})
    note = write_note(key, scan=scan)

    assert note.scan == scan
    assert SECRET not in f"{note.scan} {note.scan!r}"
