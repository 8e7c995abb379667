"""What Django may do with sealed columns: write around the seal, ask, sort, migrate, make forms of them."""

import datetime as dt
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from django import forms
from django.core.exceptions import FieldError
from django.db import transaction
from django.db.models import PROTECT, Case, Count, Exists, F, OuterRef, Q, Value, When
from django.db.models.functions import Lower

from rihai.vault.errors import CannotSeal
from rihai.vault.fields import SealedDateField, SealedFileField, SealedJSONField, SealedTextField
from rihai.vault.models import DataKey
from rihai.vault.sealed import Sealed
from rihai.vault.unseal import open_sealed
from tests.vault.notes import Note, Reply, raw_column, write_note

SECRET = "Sunita-Kumari-of-Purulia"


def opened(value: Sealed | None, agency: UUID) -> Any:
    assert value is not None
    return open_sealed(value, agency=agency)


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
