"""Opening the wraps: from the master key to an organisation's key to a data key.

Here: every place where a stored key becomes a usable one, and the wrapping itself. Not here: who may read
(`access`), making and destroying keys (`keys`). Each wrap is a sealed value (`envelope`) whose place names what
the key is for, so that a wrap copied to another row, data key or organisation does not open:

    organisation's key   under the master key        place: table, column, row + organisation, purpose, number
    data key             under the organisation's    place: table, column, row + data key, organisation
"""

from collections.abc import Collection
from uuid import UUID

from rihai.vault.cache import KEYS
from rihai.vault.envelope import parts, place, seal, unseal
from rihai.vault.errors import Erased, NotWrapped, WrongMasterKey
from rihai.vault.key_models import AgencyKey, DataKey, KeyWrap
from rihai.vault.master import MasterKey, master_key
from rihai.vault.secret import Secret


def wrap_agency_key(key: AgencyKey, secret: bytes, *, under: MasterKey) -> None:
    """Fill the columns of the row; the caller saves it."""
    key.master_key_id = under.key_id
    key.wrapped = seal(under.secret, secret, aad=_agency_key_place(key))


def open_agency_key(key: AgencyKey, *, under: MasterKey | None = None) -> Secret:
    """The organisation's key in usable form, from memory if it was opened a moment ago."""
    # By the content of the row: one that was tampered with is not answered from memory.
    name = (_agency_key_place(key), bytes(key.master_key_id), bytes(key.wrapped))
    if (known := KEYS.get(name)) is not None:
        return known
    master = under or master_key()
    if bytes(key.master_key_id) != master.key_id:
        raise WrongMasterKey(
            f"The keys in this database are wrapped under master key {bytes(key.master_key_id).hex()}, "
            f"but this program was given {master.key_id.hex()}. Give it the right master key file."
        )
    return KEYS.put(name, unseal(master.secret, bytes(key.wrapped), aad=_agency_key_place(key)))


def wrap_data_key(secret: bytes, *, data_key_uid: UUID, agency_key: AgencyKey) -> KeyWrap:
    """A new wrap of the data key for the organisation; the caller saves it."""
    wrap = KeyWrap(data_key_id=data_key_uid, agency_key=agency_key, agency_uid=agency_key.agency_uid)
    wrap.wrapped = seal(open_agency_key(agency_key), secret, aad=_data_key_place(wrap), key_uid=agency_key.uid)
    return wrap


def open_wrap(wrap: KeyWrap) -> Secret:
    """The data key in usable form, always out of this very wrap: its seal proves that the organisation holds it."""
    agency_secret = open_agency_key(wrap.agency_key)
    return Secret(unseal(agency_secret, bytes(wrap.wrapped), aad=_data_key_place(wrap), key_uid=wrap.agency_key_id))


def keys_of(data_keys: Collection[UUID], *, agency: UUID) -> dict[UUID, Secret]:
    """The data keys this organisation holds, in one query; what is destroyed or not its own is left out."""
    wraps = KeyWrap.objects.filter(data_key__in=data_keys, agency_uid=agency).select_related("agency_key")
    return {wrap.data_key_id: open_wrap(wrap) for wrap in wraps}


def key_for_sealing(data_key: UUID) -> Secret:
    """The data key to seal a new value with. Whose wrap opens it does not matter: nothing is shown to anybody.

    A key destroyed by another process a moment ago may still be in memory here. A value sealed with it is born
    erased, which is the safe side.
    """
    known = KEYS.get(data_key)
    if known is not None:
        return known
    wrap = KeyWrap.objects.filter(data_key=data_key).select_related("agency_key").order_by("created_at").first()
    if wrap is None:
        raise missing(data_key)
    return KEYS.put(data_key, open_wrap(wrap))


def destroyed_among(data_keys: Collection[UUID]) -> set[UUID]:
    """Which of these keys were destroyed, in one query, or none if there is nothing to ask."""
    if not data_keys:
        return set()
    return set(DataKey.objects.filter(uid__in=data_keys, destroyed_at__isnull=False).values_list("uid", flat=True))


def missing(data_key: UUID) -> Erased | NotWrapped:
    """Why there is no wrap: the error to raise."""
    if destroyed_among([data_key]):
        return Erased("The record was erased: its data key was destroyed.")
    return NotWrapped("This organisation holds no key to the record.")


def _agency_key_place(key: AgencyKey) -> bytes:
    facts = (key.agency_uid.bytes, key.purpose.encode(), str(key.number).encode())
    return place("vault.agencykey", "wrapped", key.uid) + parts(*facts)


def _data_key_place(wrap: KeyWrap) -> bytes:
    return place("vault.keywrap", "wrapped", wrap.uid) + parts(wrap.data_key_id.bytes, wrap.agency_uid.bytes)
