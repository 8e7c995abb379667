"""One report of the police is one legal case here: the same number at the same station is recognised, never shown.

Recognised by a token that only this organisation can make. Whoever may not know of the other one learns to ask the
legal desk, and whoever works on that one learns who wrote the number: nobody finds out which reports are ours, or who
works on them, by trying numbers. Not here: what the paper says (`actions.paper`).
"""

import re
from datetime import date, timedelta
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rihai.accounts.models import User
from rihai.audit import actions as audit
from rihai.audit.models import AuditEvent
from rihai.directory.models import Agency
from rihai.lib.workflow import NotPossible
from rihai.prosecution.models import LegalCase
from rihai.prosecution.owing.number_duties import MET, tell_of_same_number
from rihai.prosecution.workflow import LegalStatus
from rihai.vault.blind import tokens

# The same words for a number that stands here already and for one too many: who tries numbers cannot tell them apart.
ASK_DESK: Final = gettext_lazy(
    "This number cannot be saved now. Ask the legal desk: it knows whether it may stand here. Nothing was saved."
)
A_DAY: Final = timedelta(hours=24)
# Each of these may be a try: one number after the other in new legal cases, or in the same one.
TRIES: Final = ("legal.opened", "legal.corrected", "legal.transferred", MET)
MOST_TRIES: Final = 60
# So many in one day are no coincidence.
MOST_MET: Final = 3


class SameNumber(NotPossible):
    """Another legal case has it, of which this colleague does not know."""

    def __init__(self, other: LegalCase, by: User) -> None:
        super().__init__(ASK_DESK)
        self.other, self.by = other, by

    def after_rollback(self) -> None:
        tell_of_same_number(self.other, by=self.by)


class TooManyNumbers(NotPossible):
    def __init__(self, by: User) -> None:
        super().__init__(ASK_DESK)
        self.by = by

    def after_rollback(self) -> None:
        audit.record("legal.number_stopped", by=self.by, subject=self.by)


def set_number_token(legal_case: LegalCase, number: str, *, place: object, by: User) -> None:
    """`place`: see `place_of`. Raises if another one has it, or if this colleague tries one number after the other."""
    lock_numbers(legal_case)
    before = legal_case.number_token
    legal_case.number_token = token_of(legal_case, number, place=place)
    if legal_case.number_token is not None and legal_case.number_token != before:
        _check_pace(by)
    check_is_only_one(legal_case, by=by)


def lock_numbers(legal_case: LegalCase) -> None:
    """Two workers often copy the same paper at once: the second waits here until the first is written."""
    Agency.objects.select_for_update(no_key=True).get(pk=legal_case.organisation_id)


def token_of(legal_case: LegalCase, number: str, *, place: object) -> bytes | None:
    parts = _parts(number, legal_case.filed_on)
    group = "complaint" if legal_case.kind == LegalCase.Kind.COMPLAINT else "fir"
    return tokens(legal_case.organisation_id, "legal_number", [group, str(place), *parts]) if parts else None


def place_of(legal_case: LegalCase, station: Agency | None) -> object:
    """The station that gave the number, else the case of the survivor for whom it was begun."""
    there = legal_case.transferred_to or station
    if there is not None:
        return there.pk
    first = legal_case.survivors.first()
    return first.case_id if first else ""


def other_with(legal_case: LegalCase) -> LegalCase | None:
    if legal_case.number_token is None:
        return None
    others = LegalCase.objects.filter(organisation=legal_case.organisation_id, number_token=legal_case.number_token)
    return others.exclude(pk=legal_case.pk).exclude(status=LegalStatus.MISTAKE).first()


def check_is_only_one(legal_case: LegalCase, *, by: User) -> None:
    other = other_with(legal_case)
    if other is None:
        return
    if LegalCase.objects.visible_to(by).filter(pk=other.pk).exists():
        words = _("This number stands on %(reference)s already. Add the survivor there.")
        raise NotPossible(words % {"reference": other.reference})
    raise SameNumber(other, by)


def _check_pace(by: User) -> None:
    today = AuditEvent.objects.filter(actor_uid=by.uid, at__gt=timezone.now() - A_DAY)
    if today.filter(verb=MET).count() >= MOST_MET or today.filter(verb__in=TRIES).count() >= MOST_TRIES:
        raise TooManyNumbers(by)


def _parts(number: str, filed_on: date | None) -> list[str]:
    """As a clerk would compare them: 0123/2026, 123/26 and, of the year 2026, 123 are the same."""
    parts = [run.lstrip("0").casefold() for run in re.findall(r"[^\W_]+", number)]
    if len(parts) == 1 and filed_on is not None:
        parts.append(str(filed_on.year))
    if len(parts) > 1 and re.fullmatch(r"\d\d", parts[-1]):
        parts[-1] = f"20{parts[-1]}"
    return parts
