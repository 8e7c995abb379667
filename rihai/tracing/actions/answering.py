"""Telling whoever asked: one of few sentences, on a basis, until a day, and only after two confirmed the match.

Here: giving an answer to another organisation and ending it. It opens nothing of the person: only itself. A family
is told by nobody from here: that is the work of those who asked, and for a child of the committee.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rihai.access.actions import grant
from rihai.access.compartments import Compartment
from rihai.access.models import Grant
from rihai.accounts.models import User
from rihai.audit import actions as audit
from rihai.cases.rules import NotPossible
from rihai.lib.text import normalise
from rihai.tracing.match_locks import lock_match
from rihai.tracing.match_permissions import check_can_decide
from rihai.tracing.match_reminders import asked_and_asker, tell_asker
from rihai.tracing.models.matches import PotentialMatch, SharedAnswer
from rihai.tracing.workflow import MatchStatus
from rihai.vault.keys import new_data_key

LONGEST: Final = timedelta(days=90)
OPENED: Final = (Compartment.RECORD,)


@dataclass(frozen=True, repr=False)
class AnswerFacts:
    """Which sentence, on which basis (`paper`: number or day of the order, request, agreement), whom to ask."""

    says: SharedAnswer.Says
    basis: SharedAnswer.Basis
    paper: str
    contact: str
    days: int


@transaction.atomic
def give_answer(match: PotentialMatch, *, facts: AnswerFacts, by: User) -> SharedAnswer:
    match = lock_match(match, by, "match.answer")
    check_can_decide(by, match)
    _check_may_answer(match, facts)
    asked, asker = asked_and_asker(match)
    until = timezone.now() + min(LONGEST, timedelta(days=facts.days))
    answer = SharedAnswer(
        match=match,
        data_key=new_data_key(agencies=[match.organisation_id, asked.organisation_id]),
        holder=match.organisation,
        organisation=asked.organisation,
        asked_label=asked._meta.label_lower,
        asked_uid=asked.uid,
        says=facts.says,
        basis=facts.basis,
        paper=normalise(facts.paper),
        contact=normalise(facts.contact),
        given_by=by,
        ends_at=until,
    )
    answer.save()
    grant(answer, to=asker, compartments=OPENED, basis=Grant.Basis.SHARED, by=by, until=until)
    audit.record("match.answered", by=by, subject=match, answer=answer.uid, says=str(facts.says))
    tell_asker(answer, by=by)
    return answer


@transaction.atomic
def end_answer(match: PotentialMatch, *, answer: SharedAnswer, by: User) -> SharedAnswer:
    """What was read was read; from now on the page of whoever asked does not show it."""
    match = lock_match(match, by, "match.answer")
    check_can_decide(by, match)
    answer = match.answers.select_for_update().get(pk=answer.pk)
    if answer.ended_at is not None:
        raise NotPossible(_("This answer has ended already."))
    answer.ended_at, answer.ended_by = timezone.now(), by
    answer.save(update_fields=["ended_at", "ended_by"])
    live = Grant.objects.live().filter(subject_label="tracing.sharedanswer", subject_uid=answer.uid)
    live.update(revoked_at=timezone.now(), revoked_by=by)
    audit.record("match.answer_ended", by=by, subject=match, answer=answer.uid)
    return answer


def _check_may_answer(match: PotentialMatch, facts: AnswerFacts) -> None:
    if match.status != MatchStatus.CONFIRMED:
        raise NotPossible(_("Two colleagues confirm the match before anybody outside is told anything."))
    if not match.is_across:
        raise NotPossible(_("Your own organisation asked: talk to the colleague who searches."))
    if match.may_be_child and facts.says != SharedAnswer.Says.COMMITTEE:
        raise NotPossible(_("This may be a child: contact goes through the Child Welfare Committee only."))
    if not facts.paper.strip() or not facts.contact.strip():
        raise NotPossible(_("Name the paper that is the basis, and whom they are to ask."))
