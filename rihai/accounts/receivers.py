"""Sign-in events of the framework, written to the audit trail: the one place where receivers are allowed.

Nothing else happens here: what an event changes is changed where it happens.
"""

from datetime import timedelta
from typing import Any, Final

from allauth.mfa import signals as factor_signals
from django.contrib.auth import signals as auth_signals
from django.utils import timezone

from rihai.accounts.models import User
from rihai.audit import actions as audit
from rihai.audit.models import AuditEvent

# Of one account, or of all names together that nobody has.
FAILURES_A_MINUTE: Final = 10


def connect() -> None:
    """Connect every receiver of this module, once."""
    auth_signals.user_logged_in.connect(signed_in, dispatch_uid="rihai.signed_in")
    auth_signals.user_logged_out.connect(signed_out, dispatch_uid="rihai.signed_out")
    auth_signals.user_login_failed.connect(sign_in_failed, dispatch_uid="rihai.sign_in_failed")
    factor_signals.authentication_failed.connect(factor_failed, dispatch_uid="rihai.factor_failed")
    factor_signals.authenticator_added.connect(factor_added, dispatch_uid="rihai.factor_added")
    factor_signals.authenticator_removed.connect(factor_removed, dispatch_uid="rihai.factor_removed")
    factor_signals.authenticator_reset.connect(codes_renewed, dispatch_uid="rihai.codes_renewed")


def signed_in(sender: object, user: User, **kwargs: Any) -> None:
    audit.record("account.signed_in", by=user, subject=user)


def signed_out(sender: object, user: User | None, **kwargs: Any) -> None:
    if user is not None:
        audit.record("account.signed_out", by=user, subject=user)


def sign_in_failed(sender: object, credentials: dict[str, Any], **kwargs: Any) -> None:
    """Nobody is signed in, so nobody is the actor; what was typed is not written down."""
    name = str(credentials.get("username", "")).strip().lower()
    _record_failure("account.sign_in_failed", User.objects.filter(username=name).first())


def factor_failed(sender: object, user: User, **kwargs: Any) -> None:
    _record_failure("account.factor_failed", user)


def factor_added(sender: object, user: User, authenticator: Any, **kwargs: Any) -> None:
    audit.record("account.factor_added", by=user, subject=user, kind=str(authenticator.type))


def factor_removed(sender: object, user: User, authenticator: Any, **kwargs: Any) -> None:
    audit.record("account.factor_removed", by=user, subject=user, kind=str(authenticator.type))


def _record_failure(verb: str, subject: User | None) -> None:
    """Anybody may knock, so that not everybody's knocking may fill the trail: the last in a minute says so."""
    since = timezone.now() - timedelta(minutes=1)
    uid = None if subject is None else subject.uid
    lately = AuditEvent.objects.filter(verb=verb, subject_uid=uid, at__gt=since)[:FAILURES_A_MINUTE].count()
    if lately < FAILURES_A_MINUTE:
        audit.record(verb, by=None, subject=subject, more_left_out=lately + 1 == FAILURES_A_MINUTE)


def codes_renewed(sender: object, user: User, **kwargs: Any) -> None:
    audit.record("account.codes_renewed", by=user, subject=user)
