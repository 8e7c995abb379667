"""What stood on a record when a page was opened, so that whoever saves last does not win silently.

A form carries the version it was opened with; the action compares it, or the page before it acts, under a lock.
Not here: what each page shows.
"""

import hashlib
from typing import Final

from django import forms
from django.db import models
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from rihai.lib.workflow import NotPossible
from rihai.vault.sealed import Sealed

CHANGED: Final = _(
    "Somebody has changed this since you opened the page. Compare with what stands there now."
    " If you save again, what you typed takes its place."
)


class SeenForm(forms.Form):
    """A form that puts right what stands there."""

    seen = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)

    def show_again(self, seen: str) -> None:
        """Keep what was typed, and take it for written on what stands there now."""
        if isinstance(self.data, QueryDict):
            data = self.data.copy()
            data["seen"] = seen
            self.data = data


def seen_of(record: models.Model, *names: str) -> str:
    """Another one for every change of these columns; it tells nothing of what is sealed."""
    values = (f"{name}={_stored(getattr(record, name))}" for name in names)
    return hashlib.sha256("\n".join(values).encode()).hexdigest()[:40]


def seen_of_row(record: models.Model) -> str:
    """The same of all its columns."""
    return seen_of(record, *(field.attname for field in record._meta.concrete_fields))


def seen_under(lock: models.Model, record: models.Model, *names: str) -> str:
    """The version that stands there now, of these columns or of all; nobody changes it before this transaction ends.

    `lock` is what every action on the record locks first.
    """
    take_lock(lock)
    now = type(record)._base_manager.get(pk=record.pk)
    return seen_of(now, *names) if names else seen_of_row(now)


def take_lock(lock: models.Model) -> None:
    type(lock)._base_manager.select_for_update(of=("self",)).get(pk=lock.pk)


def check_seen(record: models.Model, *names: str, seen: str | None, now: str | Promise = "") -> None:
    """`seen`: the version of the page, None where no page was open. `now`: what stands there, in words."""
    if seen is not None and seen != seen_of(record, *names):
        raise NotPossible(format_lazy("{} {}", CHANGED, now) if now else CHANGED)


def _stored(value: object) -> str:
    if isinstance(value, Sealed):
        return value.fingerprint
    return bytes(value).hex() if isinstance(value, bytes | memoryview) else str(value)
