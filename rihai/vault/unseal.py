"""Opening sealed values and files. Only the one reading call (`access.reading`) and tests may import this.

Here: from a `Sealed` to plain text, for one organisation. Not here: whether a person may read it; by the time
this is called that is decided and written into the audit trail.

Whether the organisation holds the key is asked of the database at every call, so that a withdrawn or destroyed
key takes effect at once, in every process.
"""

from collections.abc import Collection, Iterator, Sequence
from typing import TypeAlias
from uuid import UUID

from rihai.vault.codecs import Plain
from rihai.vault.envelope import place, unseal
from rihai.vault.errors import Erased, NotStored, NotWrapped, SealBroken
from rihai.vault.files import open_ciphertext
from rihai.vault.models import SealedFile
from rihai.vault.sealed import Sealed
from rihai.vault.secret import Secret
from rihai.vault.stream import open_stream
from rihai.vault.wraps import destroyed_among, keys_of

__all__ = ["Erased", "NotStored", "NotWrapped", "Plain", "SealBroken", "open_file", "open_many", "open_sealed"]

Opened: TypeAlias = "Plain | Erased | NotWrapped"


def open_sealed(sealed: Sealed, *, agency: UUID) -> Plain:
    """The plain value. Raises `Erased`, `NotWrapped`, `NotStored` or `SealBroken`."""
    (opened,) = open_many([sealed], agency=agency)
    if isinstance(opened, Erased | NotWrapped):
        raise opened
    return opened


def open_many(sealeds: Sequence[Sealed], *, agency: UUID) -> list[Opened]:
    """The plain values in the same order, with one query for all keys.

    A value that cannot be had is answered by the reason, an `Erased` or a `NotWrapped`, so that one erased person
    does not close a whole page. A broken seal raises: somebody or something changed the database.
    """
    wanted = {_data_key(sealed) for sealed in sealeds}
    keys = keys_of(wanted, agency=agency)
    destroyed = destroyed_among(wanted - keys.keys())
    return [_open(sealed, keys, destroyed) for sealed in sealeds]


def open_file(file: SealedFile, *, agency: UUID) -> Iterator[bytes]:
    """The content of a file, in pieces. Whether it may be opened is found out at once, not at the first piece.

    A piece is given out only if it is as it was sealed. The file may still prove to be damaged further on: whoever
    passes the pieces on must treat a `SealBroken` in the midst as a failed download.
    """
    if file.about is None:
        raise NotStored("The file has no description, so it was not kept.")
    about = open_sealed(file.about, agency=agency)
    size = about.get("size") if isinstance(about, dict) else None
    if not isinstance(size, int):
        raise SealBroken("The description of the file is not of the expected form.")
    key_uid = _data_key(file.about)
    return _pieces(file, size, key_uid, keys_of([key_uid], agency=agency)[key_uid])


def _pieces(file: SealedFile, size: int, key_uid: UUID, key: Secret) -> Iterator[bytes]:
    with open_ciphertext(file) as source:
        yield from open_stream(key, source, key_uid=key_uid, file_uid=file.uid, size=size)


def _data_key(sealed: Sealed) -> UUID:
    if sealed.is_pending or sealed.data_key_uid is None:
        raise NotStored(f"{sealed.label}.{sealed.column} was not saved yet; there is nothing to open.")
    return sealed.data_key_uid


def _open(sealed: Sealed, keys: dict[UUID, Secret], destroyed: Collection[UUID]) -> Opened:
    key_uid = _data_key(sealed)
    if key_uid in destroyed:
        return Erased("The record was erased: its data key was destroyed.")
    if key_uid not in keys:
        return NotWrapped("This organisation holds no key to the record.")
    if sealed.row_uid is None:
        raise NotStored(f"{sealed.label}.{sealed.column} was loaded apart from its record. Load the record itself.")
    aad = place(sealed.label, sealed.column, sealed.row_uid)
    opened = Secret(unseal(keys[key_uid], sealed._ciphertext or b"", aad=aad, key_uid=key_uid))
    try:
        return sealed._codec.decode(opened)
    except ValueError:  # its words would quote the value
        raise SealBroken(f"{sealed.label}.{sealed.column} holds a value of another kind than the field.") from None
