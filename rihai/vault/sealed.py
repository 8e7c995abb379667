"""`Sealed`: what a sealed attribute yields. It knows where it belongs and shows nothing.

Here: the value object. Not here: sealing on save (`fields`) and opening (`unseal`, for the one reading call).

A `Sealed` is in one of two states. *Pending*: plain text was assigned and not saved yet; it is held here only
until it is saved. *Stored*: the ciphertext of a row. Both print as dots, in templates too. It cannot be pickled,
turned into JSON, iterated, compared by value, or copied into something that shows it.
"""

import hashlib
from typing import Final, NoReturn, SupportsIndex
from uuid import UUID

from django.utils.translation import gettext

from rihai.vault.codecs import Codec
from rihai.vault.envelope import key_uid_of

DOTS: Final = "•••"


class Ciphertext(bytes):
    """Marks the bytes a sealed column may be given: made by sealing, never by a caller."""


class Sealed:
    """A value nobody sees by accident. Compares by identity, is always true, and prints as •••."""

    __slots__ = ("__weakref__", "_ciphertext", "_codec", "_column", "_erased", "_label", "_pending", "_row_uid")

    def __init__(
        self,
        *,
        label: str,
        column: str,
        codec: Codec,
        ciphertext: Ciphertext | None = None,
        pending: bytes | None = None,
        row_uid: UUID | None = None,
    ) -> None:
        self._label = label
        self._column = column
        self._codec = codec
        self._ciphertext = ciphertext
        self._pending = pending
        self._row_uid = row_uid
        self._erased = False

    @property
    def label(self) -> str:
        """The model it belongs to, such as "people.person"."""
        return self._label

    @property
    def column(self) -> str:
        return self._column

    @property
    def row_uid(self) -> UUID | None:
        """The row it was loaded from or saved to; None while pending, or loaded apart from its record."""
        return self._row_uid

    @property
    def data_key_uid(self) -> UUID | None:
        """The data key it is sealed under; None while pending."""
        return None if self._ciphertext is None else key_uid_of(self._ciphertext)

    @property
    def fingerprint(self) -> str:
        """Another one each time a text is sealed, also the same text; it tells nothing of the text."""
        return hashlib.sha256(self._ciphertext or b"").hexdigest()

    @property
    def is_pending(self) -> bool:
        return self._ciphertext is None

    @property
    def is_erased(self) -> bool:
        """Whether the data key was destroyed. Asks the database if nothing loaded so far says so."""
        if not self._erased and self._ciphertext is not None:
            from rihai.vault.wraps import destroyed_among  # wraps needs the tables, which need sealed fields

            self._erased = bool(destroyed_among([key_uid_of(self._ciphertext)]))
        return self._erased

    def __str__(self) -> str:
        return gettext("erased") if self._erased else DOTS

    def __html__(self) -> str:
        return str(self)

    def __format__(self, spec: str) -> str:
        return str(self)

    def __repr__(self) -> str:
        return "<Sealed>"

    def __copy__(self) -> "Sealed":
        return self

    def __deepcopy__(self, memo: dict[int, object]) -> "Sealed":
        return self

    def __reduce_ex__(self, protocol: SupportsIndex) -> NoReturn:
        raise TypeError(f"{self._label}.{self._column} is sealed and cannot be pickled.")

    def __getstate__(self) -> NoReturn:
        raise TypeError(f"{self._label}.{self._column} is sealed and cannot be taken apart.")
