"""What the trail knows of people and records: that they have a uid. Models of every package fit."""

from typing import Protocol, cast
from uuid import UUID

from django.db import models


class HasUid(Protocol):
    """A record of ours: a model with a uid."""

    @property
    def uid(self) -> UUID: ...


class Actor(Protocol):
    """Whoever does something, on behalf of an organisation."""

    @property
    def uid(self) -> UUID: ...

    @property
    def organisation_id(self) -> UUID | None: ...


def holder_of(subject: object) -> UUID | None:
    """The organisation a record belongs to, if it says so itself."""
    holder = getattr(subject, "organisation_id", None)
    return holder if isinstance(holder, UUID) else None


def label_of(subject: HasUid) -> str:
    """The name of the subject's model as the trail writes it."""
    return cast("models.Model", subject)._meta.label_lower
