"""A survivor who was added to a legal case by mistake is taken out again; that she stood there stays.

Not here: adding one (`legal_cases`).
"""

from typing import Final

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rihai.accounts.models import User
from rihai.audit import actions as audit
from rihai.duties.actions import cancel_duties
from rihai.lib.workflow import NotPossible
from rihai.prosecution.models import ClaimMoney, LegalCase, LegalCaseSurvivor
from rihai.prosecution.owing.belonging import records_of
from rihai.prosecution.rights.evidence_grants import end_link
from rihai.prosecution.rights.following import end_companions_of
from rihai.prosecution.rights.left_threats import give_to_worker
from rihai.prosecution.survivor_permissions import lock_with
from rihai.prosecution.workflow import ClaimStatus

# A claim that was a mistake hinders nobody, unless money that came stands on it.
COUNTS: Final = ~Q(status=ClaimStatus.MISTAKE) | Q(money__kind=ClaimMoney.Kind.CREDITED, money__struck_at=None)


@transaction.atomic
def end_survivor(survivor: LegalCaseSurvivor, *, by: User) -> None:
    """Whoever accompanies nobody else here opens the legal case no longer, and no lawyer of it what is hers."""
    legal_case = lock_with(survivor, by)
    row = legal_case.survivors.select_related("case__case_owner").filter(pk=survivor.pk).first()
    if row is None:
        return
    _check_may_end(legal_case, row)
    row.ended_at, row.ended_by = timezone.now(), by
    row.save(update_fields=["ended_at", "ended_by"])
    _end_what_is_hers(legal_case, row, by)
    end_companions_of(legal_case, row.case, by=by)
    audit.record("legal.survivor_ended", by=by, subject=legal_case, case=row.case_id)


def _end_what_is_hers(legal_case: LegalCase, row: LegalCaseSurvivor, by: User) -> None:
    links = legal_case.evidence_links.filter(item__case=row.case, ended_at=None)
    for link in links.select_related("legal_case", "item__own_file", "item__document"):
        end_link(link, by=by)
        audit.record("legal.evidence_ended", by=by, subject=legal_case, item=link.item_id)
    for record in records_of(legal_case):
        if getattr(record, "survivor_id", None) == row.pk:
            cancel_duties(None, subject=record, by=by)
    give_to_worker(row.case, by=by)


def _check_may_end(legal_case: LegalCase, row: LegalCaseSurvivor) -> None:
    if not legal_case.survivors.exclude(pk=row.pk).exists():
        raise NotPossible(_("It is about nobody else. If all of it is wrong, record that it is a mistake."))
    if legal_case.claims.filter(case=row.case).filter(COUNTS).exists():
        raise NotPossible(_("A claim of this survivor belongs to this legal case. Look at the claim first."))
    if row.hearings.filter(outcome="").exists():
        raise NotPossible(_("A hearing of this survivor is still to come. Tell first that it is cancelled."))
