"""The risk check of one operation, put together from its answers and from what its records show."""

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone

from rihai.rescue.models import DecoyRequest, NeedToKnow, Operation, RiskAnswer, UnitAnswer, UnitContact
from rihai.rescue.rules.risk import Evidence, Given, RiskCheck


def risk_check_of(operation: Operation, now: datetime | None = None) -> RiskCheck:
    return RiskCheck(
        circumstances={
            "child_possible": operation.child_possible,
            "search_without_warrant": operation.without_warrant,
            "foreign_language": operation.other_language,
            "interstate": operation.interstate,
        },
        answers=latest_answers(operation.risk_answers.all()),
        evidence=_evidence(operation),
        now=now or timezone.now(),
    )


def latest_answers(rows: Iterable[RiskAnswer]) -> dict[str, Given]:
    """The last answer to each item counts; earlier ones are history."""
    ordered = sorted(rows, key=lambda row: row.answered_at)
    return {row.item: Given(row.answer, row.answered_at) for row in ordered}


def _evidence(operation: Operation) -> Evidence:
    acknowledged = [
        unit for unit in operation.units.standing() if unit.is_lead and unit.answer == UnitContact.Answer.ACKNOWLEDGED
    ]
    named = UnitAnswer.objects.filter(
        contact__in=acknowledged, answer=UnitContact.Answer.ACKNOWLEDGED, officer__isnull=False
    )
    decoys = DecoyRequest.objects.filter(lead__inquiry=operation.inquiry_id) if operation.inquiry_id else None
    return Evidence(
        leads_acknowledged=len(acknowledged),
        lead_officer_named=bool(acknowledged) and named.exists(),
        decoy_requested=decoys is not None and decoys.exists(),
        list_changed_at=_list_changed_at(operation.need_to_know.all()),
    )


def _list_changed_at(entries: Iterable[NeedToKnow]) -> datetime | None:
    changes = [moment for entry in entries for moment in (entry.added_at, entry.removed_at) if moment is not None]
    return max(changes, default=None)
