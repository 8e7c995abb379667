"""Evidence follows the papers of a case, obstacles whoever works on it: what ended there ends here.

Called by `cases.followers`, in the same transaction. Not here: legal cases that use the item (`prosecution`).
"""

from django.utils import timezone
from django.utils.translation import gettext as _

from rihai.access.actions import revoke
from rihai.accounts.models import User
from rihai.audit import actions as audit
from rihai.cases.models import Case, Document
from rihai.cases.permissions import works_on
from rihai.duties.actions import cancel_duties
from rihai.offences.evidence.closing import close_to_others
from rihai.offences.evidence.models import BROKEN, EvidenceItem
from rihai.offences.obstacles.models import Obstacle


def follow_worker(case: Case, *, by: User) -> None:
    """What stands here is opened by the case itself."""


def follow_rights(case: Case, user: User, *, by: User) -> None:
    """Closed with the case itself, but for obstacles that opened to their author once."""
    if works_on(user, case):
        return
    for obstacle in Obstacle.objects.filter(case=case, recorded_by=user):
        for record in (obstacle, *obstacle.steps.all()):
            revoke(record, of=user, by=by)


def follow_paper(paper: Document, *, by: User) -> None:
    """Often it came to the wrong place, such as what was said in counselling: nothing of it stays evidence."""
    for item in EvidenceItem.objects.select_for_update(of=("self",)).filter(document=paper, withdrawn_at=None):
        item.withdrawn_at, item.withdrawn_by = timezone.now(), by
        item.withdrawal_reason = _("The paper was withdrawn from the case.")
        item.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawal_reason"])
        cancel_duties(BROKEN, subject=item, by=by)
        close_to_others(item, by=by)
        audit.record("evidence.withdrawn", by=by, subject=item)
