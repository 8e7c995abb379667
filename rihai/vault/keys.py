"""The life of keys: made, shared, withdrawn, destroyed, and moved to a new master key.

Here: every change of a row that holds a key. Not here: who may cause it, and its trace in the audit trail; the
actions of the packages above do both. The vault knows organisations by uid and asks nothing about them.

Whoever shares, withdraws or destroys first locks the data key's row, so that of two at once the second sees what
the first did: a key cannot be shared while it is being destroyed.
"""

import os
from collections.abc import Iterable, Sequence
from functools import partial
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from rihai.vault.cache import KEYS, KeyCache
from rihai.vault.envelope import KEY_BYTES
from rihai.vault.errors import Erased, LastWrap, NotWrapped, WrongMasterKey
from rihai.vault.key_models import AgencyKey, DataKey, KeyWrap
from rihai.vault.master import MasterKey, master_key
from rihai.vault.secret import Secret
from rihai.vault.wraps import missing, open_agency_key, open_wrap, wrap_agency_key, wrap_data_key

__all__ = [
    "Erased",
    "KeyCache",
    "LastWrap",
    "NotWrapped",
    "agency_keys",
    "destroy_data_key",
    "new_data_key",
    "prepare_agency",
    "rewrap_all",
    "share_data_key",
    "store_data_key",
    "withdraw_data_key",
]


@transaction.atomic
def new_data_key(*, agencies: Iterable[UUID]) -> DataKey:
    """A fresh data key that these organisations hold; one at least."""
    return store_data_key(DataKey(), Secret(os.urandom(KEY_BYTES)), agencies=agencies)


@transaction.atomic
def store_data_key(key: DataKey, secret: bytes, *, agencies: Iterable[UUID]) -> DataKey:
    """Save a data key whose bytes exist already, as those of a file that was sealed while it arrived."""
    holders = agency_keys(agencies, AgencyKey.Purpose.WRAP)
    if not holders:
        raise ValueError("A data key needs at least one organisation that holds it.")
    key.save(force_insert=True)
    KeyWrap.objects.bulk_create(wrap_data_key(secret, data_key_uid=key.uid, agency_key=one) for one in holders)
    # If the transaction is rolled back this is the key of nothing: no later key gets the same uid.
    KEYS.put(key.uid, secret)
    return key


@transaction.atomic
def share_data_key(key: DataKey, *, with_agency: UUID, from_agency: UUID) -> None:
    """Let another organisation hold the key too, on behalf of one that holds it. Doing it twice changes nothing."""
    wrap = _lock(key).wraps.filter(agency_uid=from_agency).select_related("agency_key").first()
    if wrap is None:
        raise missing(key.uid)
    if not key.wraps.filter(agency_uid=with_agency).exists():
        (receiver,) = agency_keys([with_agency], AgencyKey.Purpose.WRAP)
        wrap_data_key(open_wrap(wrap), data_key_uid=key.uid, agency_key=receiver).save(force_insert=True)


@transaction.atomic
def withdraw_data_key(key: DataKey, *, from_agency: UUID) -> None:
    """Take the key from one organisation; another must still hold it."""
    wraps = _lock(key).wraps
    if not wraps.exclude(agency_uid=from_agency).exists():
        raise LastWrap("No other organisation holds this key. To erase the record, destroy its key.")
    wraps.filter(agency_uid=from_agency).delete()


@transaction.atomic
def destroy_data_key(key: DataKey) -> None:
    """Erase: drop every wrap. What was sealed under the key can never be read again, by anybody.

    Backups made before still hold the wraps: they must expire. So does the memory of other processes, for writing
    only and for a minute at most; reading asks the database.
    """
    _lock(key).wraps.all().delete()
    DataKey.objects.filter(uid=key.uid, destroyed_at__isnull=True).update(destroyed_at=timezone.now())
    key.refresh_from_db(fields=["destroyed_at"])
    KEYS.evict(key.uid)
    # Again after the commit: another thread may have put it back from the wraps it still saw.
    transaction.on_commit(partial(KEYS.evict, key.uid))


@transaction.atomic
def prepare_agency(agency: UUID) -> None:
    """Make the keys of a new organisation before its first work, so that nobody waits for them later."""
    for purpose in AgencyKey.Purpose:
        agency_keys([agency], purpose)


def agency_keys(agencies: Iterable[UUID], purpose: str) -> Sequence[AgencyKey]:
    """The keys in use of these organisations, made now if this is their first use; else only read."""
    # Sorted, so that two transactions with the same newcomers wait for each other instead of blocking each other.
    wanted = sorted(set(agencies))
    found = {key.agency_uid: key for key in _in_use(wanted, purpose)}
    if newcomers := [agency for agency in wanted if agency not in found]:
        found |= {key.agency_uid: key for key in _first_use(newcomers, purpose)}
    return [found[agency] for agency in wanted]


@transaction.atomic
def rewrap_all(new_master: MasterKey) -> int:
    """Wrap every organisation's key under another master key; gives how many. All or none; can be repeated.

    Data keys and sealed values stay as they are. No other process may run with the old key meanwhile: an
    organisation's key it makes would be left behind under the old one (`rihai keys status` shows such keys).
    """
    old_master = master_key()
    if new_master.root != old_master.root:
        raise WrongMasterKey("The new master key does not carry the root of the old one. Make it with rotate-master.")
    keys = AgencyKey.objects.select_for_update().exclude(master_key_id=new_master.key_id)
    count = 0
    for key in keys:
        wrap_agency_key(key, open_agency_key(key, under=old_master), under=new_master)
        key.save(update_fields=["master_key_id", "wrapped"])
        count += 1
    return count


def _lock(key: DataKey) -> DataKey:
    return DataKey.objects.select_for_update().get(uid=key.uid)


def _in_use(agencies: Sequence[UUID], purpose: str) -> list[AgencyKey]:
    return list(AgencyKey.objects.filter(agency_uid__in=agencies, purpose=purpose, retired_at__isnull=True))


@transaction.atomic
def _first_use(newcomers: Sequence[UUID], purpose: str) -> list[AgencyKey]:
    """Make their keys. If somebody else makes one at this moment, our insert does nothing, and both read the same."""
    _refuse_foreign_master()
    AgencyKey.objects.bulk_create((_new_agency_key(one, purpose) for one in newcomers), ignore_conflicts=True)
    return _in_use(newcomers, purpose)


def _new_agency_key(agency: UUID, purpose: str) -> AgencyKey:
    number = AgencyKey.objects.filter(agency_uid=agency, purpose=purpose).count() + 1
    key = AgencyKey(agency_uid=agency, purpose=purpose, number=number)
    wrap_agency_key(key, os.urandom(KEY_BYTES), under=master_key())
    return key


def _refuse_foreign_master() -> None:
    """A key made under a master key other than all the rest would be lost with the first mistake in mounting files."""
    if AgencyKey.objects.exclude(master_key_id=master_key().key_id).exists():
        raise WrongMasterKey(
            "The keys in this database are wrapped under another master key. Give the program the right one."
        )
