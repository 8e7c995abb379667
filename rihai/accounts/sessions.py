"""Who is at the door with what: signed-in browsers, known devices, and how fresh the second factor is.

Here: opening and ending a session and the questions the door asks. Not here: deciding where
somebody may go (`middleware.py`). Sign-in itself is the library's (`adapters.py`).
"""

import secrets
import time
from collections.abc import Mapping
from datetime import timedelta
from enum import Enum
from typing import Any, Final
from uuid import UUID

from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from django.conf import settings
from django.db.models import UUIDField
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext_noop

from rihai.accounts.kept import Given, Kept
from rihai.accounts.models import KnownDevice, StaffSession, User
from rihai.accounts.sealing import keyed_hash

SESSION_KEY: Final = "staff_session"
DEVICE_DUE: Final = "device_due"
DEVICE_COOKIE: Final = "device"
DEVICE_AGE: Final = timedelta(days=400)
# A working day: whoever is longer at it proves once more who she is.
LONGEST: Final = timedelta(hours=12)
# How often a visit is noted; also how precisely the idle limit is kept.
NOTED_EVERY: Final = timedelta(minutes=1)
OWN: Final = Kept(
    lambda: StaffSession.objects.filter(uid=Given("uid", UUIDField()), user_id=Given("user", UUIDField())).order_by()
)

BROWSERS: Final = (
    ("Firefox/", "Firefox"),
    ("Edg/", "Edge"),
    ("OPR/", "Opera"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS: Final = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)


class Stand(Enum):
    """How it stands with a session."""

    LIVE = "live"
    ENDED = gettext_noop("This session was ended. Sign in again.")
    IDLE = gettext_noop("You were away for a while, so the page was closed to protect people. Sign in again.")
    TOO_LONG = gettext_noop("You have been signed in for a whole day. Sign in again.")


def open_session(request: HttpRequest, user: User) -> StaffSession:
    """Note the browser that has just signed in."""
    opened = StaffSession.objects.create(user=user, browser=browser_name(request.META))
    request.session[SESSION_KEY] = str(opened.uid)
    request.session[DEVICE_DUE] = True
    return opened


def close_session(request: HttpRequest) -> None:
    uid = current_uid(request)
    if uid is not None:
        StaffSession.objects.filter(uid=uid, ended_at=None).update(ended_at=timezone.now())


def end_sessions(user: User, *, but: UUID | None = None) -> int:
    """End every session of this account, or all but one. The door notices at their next request."""
    live = StaffSession.objects.filter(user=user, ended_at=None)
    return (live.exclude(uid=but) if but else live).update(ended_at=timezone.now())


def current_uid(request: HttpRequest) -> UUID | None:
    kept = request.session.get(SESSION_KEY)
    return UUID(kept) if kept else None


def stand_of(request: HttpRequest, user: User) -> Stand:
    """Whether the session of this request still counts; a visit is noted once a minute."""
    uid = current_uid(request)
    session = OWN.first(uid=uid, user=user.uid) if uid else None
    now = timezone.now()
    if session is None or session.ended_at is not None:
        return Stand.ENDED
    if now - session.seen_at > timedelta(minutes=settings.IDLE_MINUTES):
        return Stand.IDLE
    if now - session.began_at > LONGEST:
        return Stand.TOO_LONG
    if now - session.seen_at > NOTED_EVERY:
        StaffSession.objects.filter(uid=session.uid).update(seen_at=now)
        request.session.modified = True  # also prolongs the cookie's session
    return Stand.LIVE


def factor_age(request: HttpRequest) -> float | None:
    """Seconds since a second factor was last shown in this session; None: never."""
    if not request.user.is_authenticated:
        return None
    shown = [one["at"] for one in get_authentication_records(request, request.user) if one.get("method") == "mfa"]
    return time.time() - max(shown) if shown else None


def password_age(request: HttpRequest) -> float | None:
    """Seconds since the password was last typed in this session; None: never."""
    if not request.user.is_authenticated:
        return None
    typed = [one["at"] for one in get_authentication_records(request, request.user) if one.get("method") == "password"]
    return time.time() - max(typed) if typed else None


def count_factor_as_shown(request: HttpRequest, *, kind: str) -> None:
    """After enrolment, which proved possession, and for a demonstration's one-time link."""
    record_authentication(request, request.user, "mfa", type=kind)


def device_of(request: HttpRequest, user: User | None) -> str:
    """The hash of this device, if the account has signed in on it before; else the empty text."""
    token = request.COOKIES.get(device_cookie(), "")
    if user is None or not token:
        return ""
    hashed = keyed_hash("device", token)
    return hashed.hex() if KnownDevice.objects.filter(user=user, token_hash=hashed).exists() else ""


def remember_device(request: HttpRequest, response: HttpResponseBase, user: User) -> None:
    """This account has passed both factors on this browser: strangers' failures do not slow it down."""
    token = request.COOKIES.get(device_cookie(), "")
    # Only a token that we gave: somebody may have planted another one on a shared computer.
    if not token or not KnownDevice.objects.filter(token_hash=keyed_hash("device", token)).exists():
        token = secrets.token_urlsafe(32)
    KnownDevice.objects.update_or_create(
        user=user, token_hash=keyed_hash("device", token), defaults={"used_at": timezone.now()}
    )
    response.set_cookie(
        device_cookie(), token, max_age=DEVICE_AGE, httponly=True, secure=settings.HTTPS, samesite="Strict"
    )


def device_cookie() -> str:
    return f"__Host-{DEVICE_COOKIE}" if settings.HTTPS else DEVICE_COOKIE


def browser_name(meta: Mapping[str, Any]) -> str:
    """Like "Firefox on Android": enough to recognise one's own devices, and no more is kept."""
    agent = str(meta.get("HTTP_USER_AGENT", ""))
    browser = next((name for mark, name in BROWSERS if mark in agent), "")
    system = next((name for mark, name in SYSTEMS if mark in agent), "")
    return " – ".join(part for part in (browser, system) if part)
