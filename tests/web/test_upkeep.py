"""Statistics of the database: without them a list reads every row."""

import pytest
from django.db import connection

from rihai.accounts.models import User
from rihai.web.upkeep import refresh_statistics
from rihai.web.worker import periodic_tasks

sqlite_only = pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL keeps its own statistics")


@sqlite_only
def test_the_worker_lets_sqlite_count_its_rows(asha: User) -> None:
    refresh_statistics()

    with connection.cursor() as cursor:
        cursor.execute("SELECT stat FROM sqlite_stat1 WHERE tbl = 'accounts_user'")
        assert cursor.fetchall()


def test_statistics_are_refreshed_by_the_worker() -> None:
    assert refresh_statistics in [one.task for one in periodic_tasks()]
