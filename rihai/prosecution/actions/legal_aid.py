"""Asking an authority for a lawyer of legal aid, and what it answered."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from rihai.accounts.models import User
from rihai.audit import actions as audit
from rihai.directory.models import Agency
from rihai.duties.actions import complete_duties
from rihai.lib.text import normalise, normalise_lines
from rihai.lib.workflow import NotPossible
from rihai.prosecution.locks import lock_legal_case
from rihai.prosecution.models import LegalAid, LegalCase
from rihai.prosecution.owing.asking_lawyers import AID
from rihai.prosecution.owing.owed import remind_about
from rihai.prosecution.permissions import check_can_record


@transaction.atomic
def ask_legal_aid(
    legal_case: LegalCase,
    *,
    authority: LegalAid.Authority,
    on: date,
    agency: Agency | None = None,
    note: str = "",
    by: User,
) -> LegalAid:
    legal_case = lock_legal_case(legal_case, by, "legal.record")
    check_can_record(by, legal_case)
    row = LegalAid(
        legal_case=legal_case,
        data_key=legal_case.data_key,
        authority=authority,
        agency=agency,
        asked_on=on,
        note=normalise_lines(note),
        recorded_by=by,
    )
    row.save()
    remind_about(row, AID, legal_case=legal_case, by=by)
    audit.record("legal.aid_asked", by=by, subject=legal_case, authority=str(authority))
    return row


@transaction.atomic
def record_aid_answer(
    aid: LegalAid, *, answer: LegalAid.Answer, on: date, lawyer: str = "", note: str = "", by: User
) -> LegalAid:
    """What the authority answered. Writing it down again puts it right."""
    legal_case = lock_legal_case(aid.legal_case, by, "legal.record")
    check_can_record(by, legal_case)
    aid = legal_case.aid_applications.select_related("legal_case").get(pk=aid.pk)
    if on < aid.asked_on:
        raise NotPossible(_("The answer cannot be older than the application. Look at both days."))
    if answer == LegalAid.Answer.GRANTED and not lawyer.strip():
        raise NotPossible(_("Write down which lawyer was named. It is sealed."))
    aid.answer, aid.answered_on = answer, on
    aid.lawyer, aid.note = normalise(lawyer), normalise_lines(note)
    aid.save(update_fields=["answer", "answered_on", "lawyer", "note"])
    complete_duties(AID, subject=aid, by=by)
    audit.record("legal.aid_answered", by=by, subject=legal_case)
    return aid
