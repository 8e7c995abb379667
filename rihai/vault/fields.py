"""Sealed columns: text, dates, JSON and files that are encrypted under the record's data key.

Here: the fields of models. Not here: the format (`envelope`), keys (`wraps`, `keys`), opening (`unseal`).

Assigning plain text keeps it pending; `save()` seals it for exactly this cell (model, column, uid of the row) under
`data_key` of the record, and drops the plain text. `bulk_create()` seals too. Every way past that raises instead of
writing plain text: `update()`, `bulk_update()`, expressions, fixtures. A value from the database is a `Sealed`.
None and "" are stored as NULL, so that presence is visible and nothing else.
One way cannot be seen from here: `bulk_create(update_conflicts=True)` on anything but the uid would put a value
sealed for the new row into the old one, where it does not open.

Only the `isnull` lookup works. Sorting by a sealed column's name raises; by an F() expression the database would
sort ciphertexts, which is a random order and tells nothing.

Renaming a sealed model or column changes the place its values are bound to: such a migration must open and seal
them anew.
"""

import datetime as dt
from typing import TYPE_CHECKING, Any, Generic, NoReturn, TypeVar, cast
from uuid import UUID

from django.core.exceptions import FieldError
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.expressions import Col

from rihai.vault.attribute import SealedAttribute
from rihai.vault.codecs import Codec, DateCodec, JSONCodec, TextCodec
from rihai.vault.envelope import place, seal
from rihai.vault.errors import CannotSeal
from rihai.vault.sealed import Ciphertext, Sealed
from rihai.vault.wraps import key_for_sealing

SetType = TypeVar("SetType")

if TYPE_CHECKING:
    from rihai.vault.models import SealedFile

    # For the type checker the attribute takes plain values and gives a Sealed; to Django it is bytes.
    class BytesField(models.Field[SetType, Sealed | None], Generic[SetType]): ...

    FileLink = models.ForeignKey[SealedFile | None, SealedFile | None]
else:

    class BytesField(models.BinaryField, Generic[SetType]):
        pass

    FileLink = models.ForeignKey

__all__ = ["SealedDateField", "SealedField", "SealedFileField", "SealedJSONField", "SealedTextField"]


class UnorderedColumn(Col):
    """A sealed column outside a lookup. Django resolves it when it is to be sorted by."""

    def resolve_expression(self, *args: object, **kwargs: object) -> NoReturn:
        where = cast("SealedField[Any]", self.target).where
        raise FieldError(f"{where} is sealed: it cannot be sorted by or used in an expression.")


class SealedField(BytesField[SetType]):
    """What the sealed columns have in common. Use one of its subclasses."""

    descriptor_class = SealedAttribute
    codec: Codec = TextCodec()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # Always nullable, and never part of a generated form: forms declare such fields by hand.
        super().__init__(*args, **{**kwargs, "null": True, "blank": True, "editable": False})

    def deconstruct(self) -> tuple[str, str, Any, dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        for implied in ("null", "blank", "editable"):
            kwargs.pop(implied, None)
        return name, path, args, kwargs

    @property
    def label(self) -> str:
        return self.model._meta.label_lower if hasattr(self, "model") else ""

    @property
    def where(self) -> str:
        """The column in words of an error: "people.person.wish"."""
        return f"{self.label}.{self.name}" if self.label else "A sealed field"

    def hide(self, plain: list[Any]) -> Sealed | None:
        """Take the value out of the list and keep it pending. Raises words that do not quote it."""
        if plain[0] is None or plain[0] == "":
            plain.clear()
            return None
        if problem := self.codec.problem(plain[0]):
            plain.clear()
            raise CannotSeal(f"{self.where} {problem}.")
        return self._sealed(pending=self.codec.encode(plain.pop()))

    def pre_save(self, model_instance: models.Model, add: bool) -> Ciphertext | None:
        """Seal what is pending; what is stored goes back as it is, if it is this row's own."""
        value: Sealed | None = getattr(model_instance, self.attname)
        if value is None:
            return None
        row, data_key = self._row_and_key(model_instance)
        if value.is_pending:
            value = self._seal(value, row, data_key)
            model_instance.__dict__[self.attname] = value
        elif (value.row_uid, value.data_key_uid) != (row, data_key):
            raise CannotSeal(
                f"{self.where} holds a value sealed for another record or data key. Read it, then assign it."
            )
        return value._ciphertext

    def get_db_prep_save(self, value: Any, connection: BaseDatabaseWrapper) -> Any:
        if value is None or isinstance(value, Ciphertext):
            return super().get_db_prep_save(value, connection)
        raise CannotSeal(f"{self.where} is sealed: set it on the record and save() it; update() cannot seal.")

    def get_db_prep_value(self, value: Any, connection: BaseDatabaseWrapper, prepared: bool = False) -> Any:
        if value is None or isinstance(value, Ciphertext):
            return super().get_db_prep_value(value, connection, prepared)
        raise CannotSeal(f"{self.where} is sealed: it cannot be compared or written by an expression.")

    def from_db_value(self, value: Any, expression: object, connection: object) -> Sealed | None:
        return None if value is None else self._sealed(ciphertext=Ciphertext(value))

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name == "isnull":
            return super().get_lookup(lookup_name)
        raise FieldError(f"{self.where} is sealed: only {self.name}__isnull can be asked of it, not {lookup_name}.")

    def get_transform(self, lookup_name: str) -> NoReturn:
        raise FieldError(f"{self.where} is sealed: {lookup_name} cannot be asked of it.")

    def get_col(self, alias: str, output_field: Any = None) -> Col:
        # Lookups name the output field; selecting, sorting and expressions do not.
        return Col(alias, self, output_field) if output_field is not None else UnorderedColumn(alias, self)

    def clean(self, value: Any, model_instance: models.Model | None) -> Any:
        return value  # checked when it was assigned

    def to_python(self, value: Any) -> Any:
        return value

    def value_to_string(self, obj: models.Model) -> NoReturn:
        raise TypeError(f"{self.where} is sealed and cannot be exported.")

    def _row_and_key(self, instance: models.Model) -> tuple[UUID, UUID]:
        data_key = getattr(instance, "data_key_id", None)
        if not isinstance(instance.pk, UUID) or not isinstance(data_key, UUID):
            raise CannotSeal(f"{self.where} cannot be sealed: give the record a uid and a data_key before saving it.")
        return instance.pk, data_key

    def _seal(self, pending: Sealed, row: UUID, data_key: UUID) -> Sealed:
        aad = place(self.label, pending.column, row)
        sealed = seal(key_for_sealing(data_key), pending._pending or b"", aad=aad, key_uid=data_key)
        return self._sealed(ciphertext=Ciphertext(sealed), row_uid=row)

    def _sealed(
        self, *, ciphertext: Ciphertext | None = None, pending: bytes | None = None, row_uid: UUID | None = None
    ) -> Sealed:
        return Sealed(
            label=self.label,
            column=getattr(self, "column", ""),
            codec=self.codec,
            ciphertext=ciphertext,
            pending=pending,
            row_uid=row_uid,
        )


class SealedTextField(SealedField[str | Sealed | None]):
    """Sealed text of at most `max_length` characters."""

    def __init__(self, *args: Any, max_length: int | None = None, **kwargs: Any) -> None:
        # Not the column's length: the ciphertext is longer, and padded.
        self.characters = max_length
        self.codec = TextCodec(max_length)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, Any, dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        if self.characters is not None:
            kwargs["max_length"] = self.characters
        return name, path, args, kwargs


class SealedDateField(SealedField[dt.date | Sealed | None]):
    """A sealed day."""

    codec = DateCodec()


class SealedJSONField(SealedField[Any]):
    """A sealed list, object or number."""

    codec = JSONCodec()


class SealedFileField(FileLink):
    """A link to a `SealedFile`. The file is kept as long as a record points to it."""

    def __init__(self, to: Any = "vault.SealedFile", on_delete: Any = models.PROTECT, **kwargs: Any) -> None:
        kwargs.setdefault("related_name", "+")
        super().__init__(to, on_delete, **{**kwargs, "editable": False})

    def deconstruct(self) -> tuple[str, str, Any, dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("editable", None)
        return name, path, args, kwargs
