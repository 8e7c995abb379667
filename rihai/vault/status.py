"""How the keys in the database stand to the master key this program was given.

Here: counting and trying each organisation's key. Not here: any change (`keys`).
"""

from dataclasses import dataclass

from django.db.models import Count, Q

from rihai.vault.errors import SealBroken, WrongMasterKey
from rihai.vault.key_models import AgencyKey, DataKey
from rihai.vault.master import master_key
from rihai.vault.models import SealedFile
from rihai.vault.wraps import open_agency_key


@dataclass(frozen=True)
class KeyStatus:
    """Counts, and whether every organisation's key opens."""

    master_key: str
    agency_keys: int
    under_other_master: int
    damaged: int
    data_keys: int
    destroyed: int
    files: int

    @property
    def is_sound(self) -> bool:
        return not self.under_other_master and not self.damaged


def key_status() -> KeyStatus:
    """Look at all keys; raises `VaultLocked` or `MasterKeyRefused` if there is no master key to try."""
    master = master_key()
    foreign = damaged = count = 0
    for key in AgencyKey.objects.iterator():
        count += 1
        try:
            open_agency_key(key, under=master)
        except WrongMasterKey:
            foreign += 1
        except SealBroken:
            damaged += 1
    data_keys = DataKey.objects.aggregate(all=Count("uid"), gone=Count("uid", filter=Q(destroyed_at__isnull=False)))
    return KeyStatus(
        master_key=master.key_id.hex(),
        agency_keys=count,
        under_other_master=foreign,
        damaged=damaged,
        data_keys=data_keys["all"],
        destroyed=data_keys["gone"],
        files=SealedFile.objects.count(),
    )
