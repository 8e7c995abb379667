"""Passwords, new starts and one's own sessions.

There is no reset by mail: a mailbox is easier to break into than this house. Somebody who is new, or lost
her second factor or password, gets a start from two colleagues. Each of them knows one half of the
starting password and hands it over herself, so that neither alone can enter in her name, nor in that of
somebody who does not exist; she is told about it at the next sign-in.
"""

from uuid import UUID

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from rihai.accounts import throttle
from rihai.accounts.checks import check_holds, check_not_for_oneself, check_second, locked_user
from rihai.accounts.models import KnownDevice, NewStart, User
from rihai.accounts.passwords import starting_password
from rihai.accounts.permissions import Permission
from rihai.accounts.sealing import STARTS, seal_text, unseal_text
from rihai.accounts.sessions import end_sessions
from rihai.audit import actions as audit
from rihai.audit.refusals import Refused


@transaction.atomic
def change_password(user: User, *, password: str, by: User, keep: UUID | None = None) -> User:
    """One's own new password, which ends every session but this one."""
    user = User.objects.select_for_update().get(pk=user.pk)
    if user.pk != by.pk:
        raise Refused("account.password_changed", user)
    user.set_password(password)
    user.needs_new_password, user.password_set_at = False, timezone.now()
    user.save(update_fields=["password", "needs_new_password", "password_set_at"])
    NewStart.objects.filter(user=user, told_at=None, given_at__isnull=False).update(told_at=timezone.now())
    audit.record("account.password_changed", by=by, subject=user, sessions=end_sessions(user, but=keep))
    return user


@transaction.atomic
def end_other_sessions(user: User, *, keep: UUID | None, by: User) -> int:
    """Sign out everywhere but here."""
    if user.pk != by.pk:
        raise Refused("account.sessions_ended", user)
    ended = end_sessions(user, but=keep)
    KnownDevice.objects.filter(user=user).delete()
    audit.record("account.sessions_ended", by=by, subject=user, sessions=ended)
    return ended


@transaction.atomic
def ask_new_start(user: User, *, by: User) -> str:
    """Ask for a new start. Returns the first half of the starting password, shown once to whoever asks."""
    user = locked_user(user, by=by, verb="new_start.asked")
    check_holds(by, Permission.ACCOUNT_MANAGE, verb="new_start.asked", subject=user)
    check_not_for_oneself(by, user.uid, verb="new_start.asked", subject=user)
    if not user.is_active:
        raise Refused("new_start.asked", user)
    half = starting_password(groups=2)
    # Asking again replaces what waits: the first half was perhaps not written down.
    NewStart.objects.open().filter(user=user).delete()
    start = NewStart(user=user, asked_by=by, is_first=user.last_login is None)
    start.first_half = seal_text(half, STARTS, str(user.uid), str(start.uid)).encode()
    start.save(force_insert=True)
    audit.record("new_start.asked", by=by, subject=user)
    return half


@transaction.atomic
def give_new_start(start: NewStart, *, by: User) -> str:
    """The second person agrees: factors, sessions and the old password end. Returns the second half, shown once."""
    user = locked_user(start.user, by=by, verb="new_start.given")
    start = NewStart.objects.select_for_update().get(pk=start.pk)
    check_second(by, first=start.asked_by, for_user=user, verb="new_start.given")
    if start.given_at or start.declined_at or start.first_half is None or not user.is_active:
        raise Refused("new_start.given", user, words=_("This new start was given or declined already."))
    first = unseal_text(bytes(start.first_half).decode(), STARTS, str(user.uid), str(start.uid))
    half = starting_password(groups=2)
    start.first_half, start.given_at, start.given_by = None, timezone.now(), by
    start.save(update_fields=["first_half", "given_at", "given_by"])
    _begin_anew(user, password=f"{first}-{half}")
    audit.record("new_start.given", by=by, subject=user, asked_by=start.asked_by_id)
    return half


@transaction.atomic
def decline_new_start(start: NewStart, *, by: User) -> NewStart:
    user = locked_user(start.user, by=by, verb="new_start.declined")
    check_holds(by, Permission.ACCOUNT_CONFIRM, verb="new_start.declined", subject=user)
    start = NewStart.objects.select_for_update().get(pk=start.pk)
    if start.given_at is None and start.declined_at is None:
        start.first_half, start.declined_at, start.declined_by = None, timezone.now(), by
        start.save(update_fields=["first_half", "declined_at", "declined_by"])
        audit.record("new_start.declined", by=by, subject=user)
    return start


@transaction.atomic
def reset_factors(user: User, *, by: User, second: User) -> str:
    """Ask and give at once, with both people present. Returns the whole starting password."""
    first = ask_new_start(user, by=by)
    start = NewStart.objects.open().get(user=user)
    return f"{first}-{give_new_start(start, by=second)}"


def _begin_anew(user: User, *, password: str) -> None:
    user.set_password(password)
    user.needs_new_password, user.password_set_at = True, timezone.now()
    user.save(update_fields=["password", "needs_new_password", "password_set_at"])
    Authenticator.objects.filter(user=user).delete()
    KnownDevice.objects.filter(user=user).delete()
    # Whoever slowed down the old password and codes does not slow down the new ones.
    throttle.forget("password", user.username)
    throttle.forget("code", str(user.uid))
    end_sessions(user)
