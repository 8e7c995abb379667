"""What follows from a record is reckoned once more: other data of the law, or other rules. Not here: how (`owing`)."""

from django.db import transaction

from rihai.accounts.models import User
from rihai.audit import actions as audit
from rihai.prosecution.models import LegalCase
from rihai.prosecution.owing.bail_duties import reckon_default_bail
from rihai.prosecution.owing.closure_duties import reckon_reports
from rihai.prosecution.owing.reminders import remind_of_paper
from rihai.prosecution.rights.taking import who_takes


@transaction.atomic
def reckon_anew(legal_case: LegalCase, *, version: str, by: User | None) -> LegalCase | None:
    """Warnings before default bail, answers to closure reports, what the paper asks for: once for each version.

    Where nobody acts, whoever has the legal case stands as the one who did it; None if that is nobody.
    """
    rows = LegalCase.objects.select_for_update(of=("self",)).select_related("organisation")
    legal_case = rows.get(pk=legal_case.pk)
    actor = by or who_takes(legal_case)
    if legal_case.law_version == version or actor is None:
        return None
    reckon_default_bail(legal_case, by=actor)
    reckon_reports(legal_case, by=actor)
    remind_of_paper(legal_case, by=actor)
    legal_case.law_version = version
    legal_case.save(update_fields=["law_version"])
    audit.record("legal.reckoned", by=by, subject=legal_case)
    return legal_case
