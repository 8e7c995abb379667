"""What stands on a model in place of a sealed column: assigning hides the value, reading yields a `Sealed`.

Here: the descriptor. Not here: sealing on save (`fields`).
"""

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models.query_utils import DeferredAttribute

from rihai.vault.errors import CannotSeal
from rihai.vault.sealed import Sealed

if TYPE_CHECKING:
    from rihai.vault.fields import SealedField


class SealedAttribute(DeferredAttribute):
    """Holds a `Sealed` or None, never plain text."""

    field: "SealedField[Any]"

    def __get__(self, instance: models.Model | None, cls: type[models.Model] | None = None) -> object:
        value = super().__get__(instance, cls)
        if instance is not None and isinstance(value, Sealed) and not value.is_pending:
            # A value straight from the database does not know its row yet.
            if value._row_uid is None:
                value._row_uid = instance.pk
            data_key = instance._state.fields_cache.get("data_key")
            value._erased = value._erased or getattr(data_key, "destroyed_at", None) is not None
        return value

    def __set__(self, instance: models.Model, value: object) -> None:
        held = instance.__dict__.get(self.field.attname)
        if not isinstance(value, Sealed):
            # The caller's text leaves this frame before anything can go wrong, so that no traceback shows it.
            plain, value = [value], None
            instance.__dict__[self.field.attname] = self.field.hide(plain)
        elif value is held or self._may_hold(instance, value, is_first=held is None):
            instance.__dict__[self.field.attname] = value
        else:
            raise CannotSeal(f"{self.field.where} was given a sealed value of another record. Read it, then assign it.")

    def _may_hold(self, instance: models.Model, value: Sealed, *, is_first: bool) -> bool:
        if value.is_pending or (value.label, value.column) != (self.field.label, self.field.column):
            return False
        return is_first if value.row_uid is None else value.row_uid == instance.pk
