"""Attempts at the door are slowed down, never locked out.

Each attempt first reserves its moment, under a lock and as if it had already failed, so that
parallel requests cannot slip through together. Success gives the reservation back.

There is one pace for each account and known device, and one for each account and all unknown
devices: a stranger who tries somebody's name does not slow down her own telephone.
"""

from datetime import timedelta
from math import ceil
from typing import Final

from allauth.core.internal.cryptokit import normalize_user_code
from django.db import transaction
from django.utils import timezone

from rihai.accounts.models import SignInPace, SpentCode, User
from rihai.accounts.sealing import keyed_hash

# Seconds to wait after the first, second, … failure in a row; the last for all that follow.
DELAYS: Final = (0, 0, 1, 2, 4, 8, 16, 32, 60)
# One failure is forgotten for each quiet spell of this length.
FORGIVEN_AFTER: Final = timedelta(minutes=5)
# A code is accepted for at most 90 seconds; its spending is remembered for longer.
SPENT_FOR: Final = timedelta(minutes=3)
UNKNOWN_DEVICE: Final = ""


@transaction.atomic
def reserve(kind: str, account: str, device: str = UNKNOWN_DEVICE) -> int:
    """Seconds to wait, or 0: then this attempt may be made, and counts as failed until `forget`."""
    pace = _locked(kind, account, device)
    now = timezone.now()
    if pace.next_at > now:
        return ceil((pace.next_at - now).total_seconds())
    quiet = int((now - pace.tried_at) / FORGIVEN_AFTER)
    pace.failures = min(max(pace.failures - quiet, 0) + 1, len(DELAYS))
    pace.next_at = now + timedelta(seconds=DELAYS[pace.failures - 1])
    pace.tried_at = now
    pace.save(update_fields=["failures", "next_at", "tried_at"])
    return 0


@transaction.atomic
def forget(kind: str, account: str, device: str = UNKNOWN_DEVICE) -> int:
    """After a success: start afresh. Returns how many attempts had failed before it."""
    pace = _locked(kind, account, device)
    failed = max(pace.failures - 1, 0)
    pace.failures, pace.next_at = 0, timezone.now()
    pace.save(update_fields=["failures", "next_at"])
    return failed


def spend(user: User, code: str) -> bool:
    """Whether this code is used for the first time. The unique key decides between parallel requests."""
    # As the library compares codes: "123-456" and "123 456" are the same code.
    key = keyed_hash("code", str(user.uid), normalize_user_code(code))
    now = timezone.now()
    if SpentCode.objects.filter(key=key, spent_at__lt=now - SPENT_FOR).update(spent_at=now):
        return True
    _, is_first = SpentCode.objects.get_or_create(key=key, defaults={"spent_at": now})
    return is_first


def _locked(kind: str, account: str, device: str) -> SignInPace:
    key = keyed_hash("pace", kind, account, device)
    SignInPace.objects.get_or_create(key=key)
    return SignInPace.objects.select_for_update().get(key=key)
