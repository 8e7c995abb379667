"""What the door no longer needs is forgotten; what it needs stays."""

from datetime import timedelta

from django.contrib.sessions.models import Session
from django.utils import timezone

from rihai.accounts.models import EntryLink, KnownDevice, SignInPace, SpentCode, StaffSession, Submission, User
from rihai.accounts.session_store import SessionStore
from rihai.accounts.workers import forget_old_rows


def test_old_rows_go_and_recent_ones_stay(asha: User) -> None:
    now = timezone.now()
    for days in (0, 500):
        then, mark = now - timedelta(days=days), str(days).encode()
        Submission.objects.create(user=asha, fingerprint=mark, claimed_at=then)
        SignInPace.objects.create(key=mark, tried_at=then)
        SpentCode.objects.create(key=mark, spent_at=then)
        StaffSession.objects.create(user=asha, seen_at=then)
        KnownDevice.objects.create(user=asha, token_hash=mark, used_at=then)
        EntryLink.objects.create(user=asha, token_hash=mark, created_at=then)

        kept = SessionStore()
        kept.set_expiry(then + timedelta(minutes=30))
        kept.save()

    assert forget_old_rows() == 7

    for model in (Session, Submission, SignInPace, SpentCode, StaffSession, KnownDevice, EntryLink):
        assert model._default_manager.count() == 1, model
