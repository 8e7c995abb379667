"""Searches for missing people pass with the inquiries of whoever is away or leaves, and come back."""

import pytest

from rihai.accounts.models import User
from rihai.tracing.models import MissingReport
from rihai.web.handover.actions import LeftOver
from rihai.web.handover.returning import undo_hand_over
from tests.tracing import builders as tracing
from tests.web.handing_over import away, leaving


def test_a_search_for_somebody_missing_passes_with_the_inquiries_and_comes_back(
    ravi: User, kiran: User, dolly: User
) -> None:
    report = tracing.a_report(ravi)

    outcome = away(ravi, dolly, inquiries=kiran)

    report.refresh_from_db()
    assert report.officer == kiran
    assert not MissingReport.objects.visible_to(ravi).exists()
    undo_hand_over(outcome.hand_over, by=dolly)
    report.refresh_from_db()
    assert report.officer == ravi


def test_nobody_leaves_while_somebody_missing_would_be_sought_by_nobody(ravi: User, dolly: User) -> None:
    tracing.a_report(ravi)

    with pytest.raises(LeftOver):
        leaving(ravi, dolly)
