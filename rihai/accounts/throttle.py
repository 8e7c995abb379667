"""Attempts at the door are slowed down, never locked out.

Each attempt first reserves its moment, under a lock and as if it had already failed, so that
parallel requests cannot slip through together. Success gives the reservation back.

A known device of an account has a pace of its own: a stranger who tries somebody's name does not slow down
her own telephone. For all other devices

- passwords have one pace for each part of the network, and a gentle one for the whole account, which only
  matters after many failures: a stranger who tries without a pause does not keep her new telephone out;
- codes have one pace for the account, which grows to hours: whoever tries them knows the password already.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil
from typing import Final

from allauth.core.internal.cryptokit import normalize_user_code
from django.db import transaction
from django.utils import timezone

from rihai.accounts.models import SignInPace, SpentCode, User
from rihai.accounts.sealing import keyed_hash
from rihai.audit import actions as audit


@dataclass(frozen=True)
class Pace:
    """Seconds to wait after the first, second, … failure in a row, the last for all that follow.

    One failure is forgotten for each quiet spell after the wait was over.
    """

    delays: tuple[int, ...]
    forgiven_after: timedelta


MINUTES: Final = Pace((0, 0, 1, 2, 4, 8, 16, 32, 60), timedelta(minutes=5))
ACCOUNT: Final = Pace((*[0] * 50, 1, 2, 4, 8), timedelta(minutes=5))
# After twenty failures two minutes, then twice as long each time, up to eight hours.
HOURS: Final = Pace((*MINUTES.delays, *[60] * 11, *(60 << step for step in range(1, 9)), 8 * 3600), timedelta(hours=6))
# A code is accepted for at most 90 seconds; its spending is remembered for longer.
SPENT_FOR: Final = timedelta(minutes=3)
UNKNOWN_DEVICE: Final = ""


@transaction.atomic
def reserve(
    kind: str, account: str, device: str = UNKNOWN_DEVICE, *, network: str = "", owner: User | None = None
) -> int:
    """Seconds to wait, or 0: then this attempt may be made, and counts as failed until `forget`."""
    held = _locked(_paces(kind, account, device, network))
    now = timezone.now()
    waiting = [row for row, _ in held if row.next_at > now]
    if waiting:
        _record_once(waiting, owner)
        return max(ceil((row.next_at - now).total_seconds()) for row in waiting)
    for row, pace in held:
        row.failures = min(_failures(row, pace, now) + 1, len(pace.delays))
        row.next_at = now + timedelta(seconds=pace.delays[row.failures - 1])
        row.tried_at, row.is_recorded = now, False
        row.save(update_fields=["failures", "next_at", "tried_at", "is_recorded"])
    return 0


@transaction.atomic
def forget(kind: str, account: str, device: str = UNKNOWN_DEVICE, *, network: str = "") -> int:
    """After a success: start afresh. Returns how many attempts had failed before it."""
    held = _locked(_paces(kind, account, device, network))
    failed = max(row.failures for row, _ in held) - 1
    for row, _ in held:
        row.failures, row.next_at = 0, timezone.now()
        row.save(update_fields=["failures", "next_at"])
    return max(failed, 0)


def wrong_codes(user: User) -> int:
    """How many codes in a row were wrong on devices that are not hers, as far as it is remembered."""
    key = _key("code", str(user.uid), UNKNOWN_DEVICE)
    row = SignInPace.objects.filter(key=key).first()
    return _failures(row, HOURS, timezone.now()) if row else 0


def spend(user: User, code: str) -> bool:
    """Whether this code is used for the first time. The unique key decides between parallel requests."""
    # As the library compares codes: "123-456" and "123 456" are the same code.
    key = keyed_hash("code", str(user.uid), normalize_user_code(code))
    now = timezone.now()
    if SpentCode.objects.filter(key=key, spent_at__lt=now - SPENT_FOR).update(spent_at=now):
        return True
    _, is_first = SpentCode.objects.get_or_create(key=key, defaults={"spent_at": now})
    return is_first


def _paces(kind: str, account: str, device: str, network: str) -> dict[bytes, Pace]:
    """Which paces this attempt keeps to, by their keys."""
    own = _key(kind, account, device)
    if device != UNKNOWN_DEVICE:
        return {own: MINUTES}
    if kind == "code":
        return {own: HOURS}
    return {own: ACCOUNT, keyed_hash("pace", kind, account, "network", network): MINUTES}


def _key(kind: str, account: str, device: str) -> bytes:
    return keyed_hash("pace", kind, account, device)


def _locked(paces: Mapping[bytes, Pace]) -> list[tuple[SignInPace, Pace]]:
    """Always in the same order: two attempts must not wait for each other."""
    keys = sorted(paces)
    for key in keys:
        SignInPace.objects.get_or_create(key=key)
    return [(SignInPace.objects.select_for_update().get(key=key), paces[key]) for key in keys]


def _failures(row: SignInPace, pace: Pace, now: datetime) -> int:
    """Without those that were forgiven meanwhile."""
    quiet = (now - max(row.tried_at, row.next_at)) // pace.forgiven_after
    return max(row.failures - max(quiet, 0), 0)


def _record_once(waiting: list[SignInPace], owner: User | None) -> None:
    """Once for each wait: the trail tells that somebody does not stop, and does not grow with it."""
    if owner is None or all(row.is_recorded for row in waiting):
        return
    SignInPace.objects.filter(pk__in=[row.pk for row in waiting]).update(is_recorded=True)
    audit.record("account.slowed_down", by=None, subject=owner)
