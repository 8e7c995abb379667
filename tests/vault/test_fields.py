"""Sealed columns: what is written, what is refused, what can be asked."""

import datetime as dt
import uuid
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from django import forms
from django.core.exceptions import FieldError
from django.db import connection, transaction
from django.db.models import PROTECT, Case, Count, Exists, F, OuterRef, Q, Value, When
from django.db.models.functions import Lower
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rihai.vault.cache import KEYS
from rihai.vault.errors import CannotSeal, NotStored
from rihai.vault.fields import SealedDateField, SealedFileField, SealedJSONField, SealedTextField
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


def test_bulk_create_seals(key: DataKey, ours: UUID) -> None:
    notes = [Note(data_key=key, text=f"{SECRET} {number}") for number in range(3)]

    Note.objects.bulk_create(notes)

    found = {opened(note.text, ours) for note in Note.objects.all()}
    assert found == {f"{SECRET} {number}" for number in range(3)}
    assert SECRET.encode() not in raw_column(notes[0], "text")


def test_bulk_create_without_data_key_is_refused(vault: None) -> None:
    with pytest.raises(CannotSeal, match=r"vaulttests\.note\.text"):
        Note.objects.bulk_create([Note(text=SECRET)])


def by_bulk_update(note: Note) -> None:
    note.text = "changed"
    Note.objects.bulk_update([note], ["text"])


@pytest.mark.parametrize(
    "write",
    [
        lambda note: Note.objects.update(text=SECRET),
        lambda note: Note.objects.update(text=b"\x01" + bytes(60)),
        lambda note: Note.objects.update(text=note.text),
        lambda note: Note.objects.update(text=F("other")),
        lambda note: Note.objects.update(text=Value(SECRET)),
        lambda note: Note.objects.update(text=Lower("other")),
        lambda note: Note.objects.update(text=Case(When(code="N-1", then=Value(b"x")))),
        lambda note: Note.objects.update(day=dt.date(2009, 2, 28)),
        lambda note: Note.objects.filter(code="N-1").update(code="N-2", facts={"x": 1}),
        by_bulk_update,
    ],
)
def test_writing_past_the_seal_is_refused(key: DataKey, ours: UUID, write: Callable[[Note], object]) -> None:
    note = write_note(key, "before", other="other")

    with pytest.raises((CannotSeal, FieldError), match="is sealed"), transaction.atomic():
        write(note)

    assert opened(Note.objects.get(uid=note.uid).text, ours) == "before"


def test_a_plain_value_cannot_pose_as_a_sealed_one_in_a_query(key: DataKey) -> None:
    write_note(key)

    with pytest.raises(CannotSeal, match="cannot be compared or written by an expression"):
        list(Note.objects.annotate(x=Value(SECRET, output_field=SealedTextField())))


def test_update_may_set_nothing(key: DataKey) -> None:
    note = write_note(key, SECRET)

    Note.objects.filter(uid=note.uid).update(text=None)

    assert Note.objects.get(uid=note.uid).text is None


@pytest.mark.parametrize(
    "query",
    [
        {"text": SECRET},
        {"text": None},
        {"text__exact": SECRET},
        {"text__icontains": "Sun"},
        {"text__in": [SECRET]},
        {"text__gt": "a"},
        {"text__length": 5},
        {"facts__village": SECRET},
        {"facts__village__exact": SECRET},
        {"day__year": 2009},
        {"note__text": SECRET},
    ],
)
def test_filtering_is_refused_in_words(key: DataKey, query: dict[str, object]) -> None:
    model: Any = Reply if "note__text" in query else Note

    with pytest.raises(FieldError, match="is sealed"):
        list(model.objects.filter(**query))


@pytest.mark.parametrize("order", ["text", "-text", "day", "note__text"])
def test_ordering_is_refused_in_words(key: DataKey, order: str) -> None:
    model: Any = Reply if order == "note__text" else Note
    write_note(key)

    with pytest.raises(FieldError, match="is sealed: it cannot be sorted by"):
        list(model.objects.order_by(order))


def test_whether_something_is_there_can_be_asked_everywhere(key: DataKey) -> None:
    note, empty = write_note(key, SECRET), Note.objects.create(data_key=key)
    Reply.objects.create(data_key=key, note=note, text="yes")
    answered = Reply.objects.filter(note=OuterRef("uid"), text__isnull=False)

    assert list(Note.objects.filter(text__isnull=False)) == [note]
    assert list(Note.objects.exclude(text__isnull=False)) == [empty]
    assert list(Note.objects.filter(Exists(answered))) == [note]
    assert Reply.objects.filter(~Q(text__isnull=True) & Q(note__text__isnull=False)).count() == 1
    assert Note.objects.aggregate(told=Count("uid", filter=Q(text__isnull=False))) == {"told": 1}
    assert Note.objects.filter(text__isnull=False).exists()


def test_get_or_create_seals_its_defaults(key: DataKey, ours: UUID) -> None:
    note, _ = Note.objects.get_or_create(code="N-5", defaults={"data_key": key, "text": SECRET})
    Note.objects.update_or_create(code="N-5", defaults={"text": "second"})

    assert opened(Note.objects.get(uid=note.uid).text, ours) == "second"


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


@pytest.mark.parametrize(
    ("field", "path", "kwargs"),
    [
        (SealedTextField(max_length=9), "rihai.vault.fields.SealedTextField", {"max_length": 9}),
        (SealedTextField(), "rihai.vault.fields.SealedTextField", {}),
        (SealedDateField(), "rihai.vault.fields.SealedDateField", {}),
        (SealedJSONField(help_text="x"), "rihai.vault.fields.SealedJSONField", {"help_text": "x"}),
    ],
)
def test_migrations_show_only_what_was_chosen(field: Any, path: str, kwargs: dict[str, object]) -> None:
    assert field.deconstruct() == (None, path, [], kwargs)
    assert type(field)(**kwargs).deconstruct() == field.deconstruct()


def test_a_file_field_is_written_into_migrations_and_read_back() -> None:
    field = SealedFileField(null=True)

    name, path, args, kwargs = field.deconstruct()

    assert path == "rihai.vault.fields.SealedFileField"
    assert SealedFileField(*args, **kwargs).deconstruct() == (name, path, args, kwargs)
    assert "editable" not in kwargs
    assert kwargs["on_delete"] is PROTECT


def test_generated_forms_leave_sealed_fields_out(vault: None) -> None:
    form = forms.modelform_factory(Note, fields="__all__")

    assert not {"text", "other", "day", "facts", "scan", "data_key"} & set(form.base_fields)
    with pytest.raises(FieldError):
        forms.modelform_factory(Note, fields=["text"])


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
