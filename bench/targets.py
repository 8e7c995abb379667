"""The pages that are measured, each as the one who uses it: who asks, for which addresses, with which form.

Here: addresses of the filled database. Not here: asking them (`pages`, `load`).
"""

import random
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse

from rihai.accounts.models import User
from rihai.accounts.roles import Role
from rihai.accounts.sessions import count_factor_as_shown, open_session
from rihai.cases.models import Case
from rihai.intake.models import Alert
from rihai.rescue.models import Inquiry

# What a form sends along: the framework accepts the same secret from the cookie and from the form.
CSRF = "benchbenchbenchbenchbenchbench00"
ADDRESSES = 40


@dataclass(frozen=True)
class Target:
    """One kind of page: its name, whose it is, and its addresses in turn."""

    name: str
    kind: str
    user: str
    paths: tuple[str, ...]
    form: str = ""


def targets() -> list[Target]:
    """Of the largest organisation; records are drawn at random, so that none stays in a cache by luck."""
    caseworker, director = _user(Role.CASEWORKER), _user(Role.DIRECTOR)
    officer, coordinator = _user(Role.RESCUE_OFFICER), _user(Role.RESCUE_COORDINATOR)
    cases = _pages(Case.objects.visible_to(caseworker))
    inquiries = _pages(Inquiry.objects.visible_to(officer))
    alerts = _pages(Alert.objects.visible_to(coordinator))
    # Forms that choose a body of the directory, however many it knows.
    decisions = tuple(
        reverse("intake:alert_triage", args=[alert.pk])
        for alert in _some(Alert.objects.visible_to(coordinator).filter(status="new"))
    )
    parts = tuple(
        reverse("cases:case_participant_new", args=[case.pk]) for case in _some(Case.objects.visible_to(caseworker))
    )
    people = tuple(
        reverse("people:person_detail", args=[case.person_id]) for case in _some(Case.objects.visible_to(caseworker))
    )
    return [
        Target("My day, caseworker", "list", caseworker.username, (reverse("web:my_day"),)),
        Target("My day, coordinator", "list", coordinator.username, (reverse("web:my_day"),)),
        Target("alerts", "list", coordinator.username, (reverse("intake:alert_list"),)),
        Target("alerts, all, director", "list", director.username, (reverse("intake:alert_list") + "?status=all",)),
        Target("one alert", "case", coordinator.username, alerts),
        Target("decide on an alert", "case", coordinator.username, decisions),
        Target("name somebody on a case", "case", caseworker.username, parts),
        Target("inquiries", "list", officer.username, (reverse("rescue:inquiry_list"),)),
        Target("inquiries, all, director", "list", director.username, (reverse("rescue:inquiry_list") + "?show=open",)),
        Target("one inquiry", "case", officer.username, inquiries),
        Target("cases, mine", "list", caseworker.username, (reverse("cases:case_list"),)),
        Target("cases, all, director", "list", director.username, (reverse("cases:case_list") + "?status=all",)),
        Target("one case", "case", caseworker.username, cases),
        Target("one person, own", "case", caseworker.username, people),
        Target(
            "search for a person", "list", caseworker.username, (reverse("people:person_search"),), "text=sira+tani"
        ),
        Target("duties, director", "list", director.username, (reverse("duties:duty_list"),)),
        Target("directory", "list", caseworker.username, (reverse("directory:agency_list"),)),
        Target("directory, search", "list", caseworker.username, (reverse("directory:agency_list") + "?q=pune",)),
        Target("impact", "report", director.username, (reverse("research:impact"),)),
    ]


def cookies_of(username: str) -> str:
    """The cookies of a live session that has shown a second factor."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

    from rihai.accounts.session_store import SessionStore

    user = User.objects.get(username=username)
    request = HttpRequest()
    session: Any = SessionStore()
    request.session, request.user = session, user
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    open_session(request, user)
    count_factor_as_shown(request, kind="totp")
    # What belongs to the first page after signing in is done by then.
    session.pop("device_due", None)
    session.save()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}; {settings.CSRF_COOKIE_NAME}={CSRF}"


def _user(role: Role) -> User:
    found: User = User.objects.get(username=f"{role.value}-0-0")
    return found


def _some(rows: "QuerySet[Any]") -> list[Any]:
    uids = sorted(rows.values_list("pk", flat=True))
    chosen = random.Random(1).sample(uids, min(ADDRESSES, len(uids)))
    return list(rows.filter(pk__in=chosen))


def _pages(rows: "QuerySet[Any]") -> tuple[str, ...]:
    return tuple(row.get_absolute_url() for row in _some(rows))
