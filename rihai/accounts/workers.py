"""What the worker does for accounts: forget what the door no longer needs."""

from datetime import timedelta
from typing import Final

from django.utils import timezone

from rihai.accounts.models import EntryLink, KnownDevice, SignInPace, SpentCode, StaffSession, Submission
from rihai.accounts.session_store import forget_expired
from rihai.accounts.sessions import DEVICE_AGE

SUBMISSIONS_KEPT: Final = timedelta(days=7)
ATTEMPTS_KEPT: Final = timedelta(days=1)
# So long the pace of codes remembers many failures; a few are forgiven within a day.
MANY_FAILURES_KEPT: Final = timedelta(days=8)
FEW: Final = 3
SESSIONS_KEPT: Final = timedelta(days=90)


def forget_old_rows() -> int:
    """Delete traces of sign-ins and sent forms that serve nothing any more. The audit trail keeps what matters."""
    now = timezone.now()
    old = [
        Submission.objects.filter(claimed_at__lt=now - SUBMISSIONS_KEPT),
        SignInPace.objects.filter(tried_at__lt=now - ATTEMPTS_KEPT, failures__lte=FEW),
        SignInPace.objects.filter(tried_at__lt=now - MANY_FAILURES_KEPT),
        SpentCode.objects.filter(spent_at__lt=now - ATTEMPTS_KEPT),
        StaffSession.objects.filter(seen_at__lt=now - SESSIONS_KEPT),
        KnownDevice.objects.filter(used_at__lt=now - DEVICE_AGE),
        EntryLink.objects.filter(created_at__lt=now - ATTEMPTS_KEPT),
    ]
    return forget_expired() + sum(rows.delete()[0] for rows in old)
