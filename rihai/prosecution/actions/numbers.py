"""The token of a number that was written before there were tokens. Not here: recognising it (`same_number`)."""

from uuid import uuid5

from django.db import transaction

from rihai.access.machine import open_for_matching
from rihai.accounts.models import User
from rihai.audit import actions as audit
from rihai.prosecution.models import LegalCase
from rihai.prosecution.owing.number_duties import owe_comparison
from rihai.prosecution.same_number import lock_numbers, other_with, place_of, token_of
from rihai.prosecution.workflow import LegalStatus


@transaction.atomic
def fill_number_token(legal_case: LegalCase, *, by: User | None) -> LegalCase | None:
    """As saving it would write it today; None if it has none. Where another one has the number, both are compared."""
    lock_numbers(legal_case)
    waiting = LegalCase.objects.filter(number_token=None).exclude(status=LegalStatus.MISTAKE)
    rows = waiting.select_for_update(of=("self",)).select_related("organisation", "station", "transferred_to")
    row = rows.filter(pk=legal_case.pk).first()
    number = _number(row) if row else ""
    if row is None or not number:
        return None
    row.number_token = token_of(row, number, place=_place(row))
    if row.number_token is None:
        return None
    if (other := other_with(row)) is not None:
        for one, met in ((row, other), (other, row)):
            owe_comparison(one, uuid5(one.pk, met.pk.hex), by=by)
        return None
    row.save(update_fields=["number_token"])
    audit.record("legal.number_compared", by=by, subject=row)
    return row


def _number(row: LegalCase) -> str:
    if row.number is None:
        return ""
    (number,) = open_for_matching([row.number], organisation=row.organisation_id)
    return str(number or "")


def _place(row: LegalCase) -> object:
    """Transferred without a number of its own there, it goes on under that of its first station."""
    if row.zero_number is None and row.station is not None:
        return row.station.pk
    return place_of(row, row.station)
