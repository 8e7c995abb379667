"""Records with sealed fields for these tests, so that the vault is tested without any package above it."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from django.db import connection, models, transaction

from rihai.vault.fields import SealedDateField, SealedFileField, SealedJSONField, SealedTextField
from rihai.vault.models import DataKey, SealedRecord


class Note(SealedRecord):
    """One of each sealed kind beside a plain column."""

    code = models.CharField(max_length=20, default="N-1")
    text = SealedTextField(max_length=200)
    other = SealedTextField()
    day = SealedDateField()
    facts = SealedJSONField()
    scan = SealedFileField(null=True)

    objects: models.Manager["Note"] = models.Manager()

    class Meta:
        app_label = "vaulttests"


class Reply(SealedRecord):
    """A child row: sealed under its note's key."""

    note = models.ForeignKey(Note, on_delete=models.CASCADE, db_constraint=False)
    text = SealedTextField()

    objects: models.Manager["Reply"] = models.Manager()

    class Meta:
        app_label = "vaulttests"


def create_tables() -> None:
    """Without foreign keys, so that emptying the vault's tables after a test is not held up by ours."""
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        for model in (Note, Reply):
            columns = ", ".join(
                f"{quote(str(field.column))} {field.db_type(connection)}{' PRIMARY KEY' if field.primary_key else ''}"
                for field in model._meta.local_concrete_fields
            )
            cursor.execute(f"CREATE TABLE {quote(model._meta.db_table)} ({columns})")


def clear_tables() -> None:
    for model in (Reply, Note):
        model._default_manager.all().delete()


def write_note(key: DataKey, text: str = "Asha Devi", **values: object) -> Note:
    """A note as it comes back from the database."""
    note = Note(data_key=key, text=text)
    for name, value in values.items():
        setattr(note, name, value)
    note.save()
    return Note.objects.get(uid=note.uid)


def raw_column(note: Note, column: str) -> bytes:
    """What lies in the database, past all our code."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM vaulttests_note WHERE uid = %s", [_database_uid(note)])  # noqa: S608
        (value,) = cursor.fetchone()
    return bytes(value)


def write_raw(note: Note, column: str, value: bytes) -> None:
    """Damage done by somebody who can write to the database."""
    with connection.cursor() as cursor:
        statement = f"UPDATE vaulttests_note SET {column} = %s WHERE uid = %s"  # noqa: S608 - our own column names
        cursor.execute(statement, [value, _database_uid(note)])


class RolledBackError(Exception):
    """Only there to end a transaction."""


@contextmanager
def rolled_back() -> Iterator[None]:
    """Work that the database forgets again."""
    with suppress(RolledBackError), transaction.atomic():
        yield
        raise RolledBackError


def _database_uid(note: Note) -> Any:
    return Note._meta.get_field("uid").get_db_prep_value(note.uid, connection)
