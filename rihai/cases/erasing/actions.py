"""What a case holds is destroyed. Not here: who asks and who agrees, nor what stands beside it (`web.erasing`)."""

from django.db import transaction

from rihai.access.drafts.erasing import erase_drafts
from rihai.accounts.models import User
from rihai.audit import actions as audit
from rihai.cases.models import Case
from rihai.duties.actions import cancel_duties
from rihai.duties.erasing import erase_reasons
from rihai.vault.keys import destroy_data_key


@transaction.atomic
def erase_case(case: Case, *, by: User) -> Case:
    """Its key, drafts, why what was owed was put off; files go with the evidence (`offences`).

    Codes and days stay, so that figures hold.
    """
    erase_drafts([case.uid])
    if case.data_key is not None:
        destroy_data_key(case.data_key)
    cancel_duties(None, subject=case, by=by)
    erase_reasons([case.uid, case.person_id])
    audit.record("case.erased", by=by, subject=case)
    return case
