"""Questions kept in words answer as the QuerySet they were made from."""

import uuid
from datetime import timedelta

from django.db import connection, models
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from rihai.accounts.kept import Given, Kept
from rihai.accounts.models import StaffSession, User

SINCE = Kept(
    lambda: (
        StaffSession.objects.filter(user_id=Given("user", models.UUIDField()))
        .filter(began_at__gt=Given("since", models.DateTimeField()), browser="Firefox")
        .order_by("-began_at")
    )
)
NOW = timezone.now()


def opened(user: User, *, days_ago: int, browser: str = "Firefox") -> StaffSession:
    return StaffSession.objects.create(user=user, browser=browser, began_at=NOW - timedelta(days=days_ago))


def test_the_rows_are_those_that_the_queryset_finds_each_time_for_what_is_asked(asha: User, ravi: User) -> None:
    newer, older = opened(asha, days_ago=1), opened(asha, days_ago=3)
    opened(asha, days_ago=2, browser="Chrome")
    his = opened(ravi, days_ago=1)

    hers, recent = SINCE.rows(user=asha.uid, since=NOW - timedelta(days=9)), NOW - timedelta(days=2)

    assert hers == [newer, older]
    assert SINCE.rows(user=asha.uid, since=recent) == [newer]
    assert SINCE.rows(user=ravi.uid, since=recent) == [his]
    assert SINCE.first(user=uuid.uuid4(), since=recent) is None


def test_a_row_holds_the_values_that_were_saved(asha: User) -> None:
    saved = opened(asha, days_ago=1)

    found = SINCE.first(user=asha.uid, since=NOW - timedelta(days=2))

    assert found is not None
    names = [field.attname for field in StaffSession._meta.concrete_fields]
    assert [getattr(found, name) for name in names] == [getattr(saved, name) for name in names]


def test_it_is_composed_once_and_asked_each_time(asha: User) -> None:
    composed = []

    def of_user() -> models.QuerySet[StaffSession]:
        composed.append(True)
        return StaffSession.objects.filter(user_id=Given("user", models.UUIDField()))

    kept = Kept(of_user)

    with CaptureQueriesContext(connection) as seen:
        kept.rows(user=asha.uid)
        kept.rows(user=asha.uid)

    assert len(composed) == 1
    assert len(seen) == 2
