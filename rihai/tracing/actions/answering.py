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
from rihai.lib.text import normalise
from rihai.lib.workflow import NotPossible
from rihai.people.permissions import check_may_contact
from rihai.people.rules import CHANNELS
from rihai.tracing.answer_rules import bases_for
from rihai.tracing.locks import needed
from rihai.tracing.match_locks import lock_match
from rihai.tracing.match_permissions import check_can_decide
from rihai.tracing.match_reminders import asked_and_asker, tell_asker
from rihai.tracing.models.matches import AnswerConsent, PotentialMatch, SharedAnswer
from rihai.tracing.workflow import MatchStatus
from rihai.vault.keys import new_data_key

LONGEST: Final = timedelta(days=90)
OPENED: Final = (Compartment.RECORD,)


WRONG_BASIS_OF_CHILD: Final = _("A child's consent is no basis. Name the order of the committee or another paper.")
WRONG_BASIS_OF_ADULT: Final = _("An adult is told of only with her own consent to these words, or by an order.")


@dataclass(frozen=True, repr=False)
class AnswerFacts:
    """Which sentence, on which basis (`paper`: number or day of the order, request, agreement), whom to ask.

    With the person's own consent: how she was asked (`asked`: a channel or in person) and who was there (`how`).
    """

    says: SharedAnswer.Says
    basis: SharedAnswer.Basis
    paper: str
    contact: str
    days: int
    asked: str = ""
    how: str = ""


@transaction.atomic
def give_answer(match: PotentialMatch, *, facts: AnswerFacts, by: User) -> SharedAnswer:
    match = lock_match(match, by, "match.answer")
    check_can_decide(by, match)
    _check_may_answer(match, facts)
    consent = _recorded_consent(match, facts, by) if facts.basis == SharedAnswer.Basis.CONSENT else None
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
        consent=consent,
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
    _end(answer, match, by)
    return answer


@transaction.atomic
def end_answers(match: PotentialMatch, *, by: User) -> int:
    """All that were given on a decision that no longer stands. The caller has locked the match and checked."""
    answers = list(match.answers.select_for_update(of=("self",), no_key=True).filter(ended_at=None))
    for answer in answers:
        _end(answer, match, by)
    return len(answers)


def _end(answer: SharedAnswer, match: PotentialMatch, by: User) -> None:
    answer.ended_at, answer.ended_by = timezone.now(), by
    answer.save(update_fields=["ended_at", "ended_by"])
    live = Grant.objects.live().filter(subject_label="tracing.sharedanswer", subject_uid=answer.uid)
    live.update(revoked_at=timezone.now(), revoked_by=by)
    audit.record("match.answer_ended", by=by, subject=match, answer=answer.uid)


def _recorded_consent(match: PotentialMatch, facts: AnswerFacts, by: User) -> AnswerConsent:
    """She agreed to this very sentence. Whoever asked her by telephone had to be allowed to reach her."""
    for channel in CHANNELS:
        if channel == facts.asked:
            check_may_contact(match.person, channel=channel, at=timezone.now())
    consent = AnswerConsent(match=match, data_key=match.data_key, says=facts.says, asked=facts.asked, recorded_by=by)
    consent.how = needed(facts.how, _("Write down when and how you asked, and who was there."))
    consent.save()
    return consent


def _names_holder(match: PotentialMatch, facts: AnswerFacts) -> bool:
    name = normalise(match.organisation.name).casefold()
    return any(name in normalise(text).casefold() for text in (facts.paper, facts.contact))


def _check_may_answer(match: PotentialMatch, facts: AnswerFacts) -> None:
    if match.status != MatchStatus.CONFIRMED:
        raise NotPossible(_("Two colleagues confirm the match before anybody outside is told anything."))
    if not match.is_across:
        raise NotPossible(_("Your own organisation asked: talk to the colleague who searches."))
    if match.may_be_child and facts.says != SharedAnswer.Says.COMMITTEE:
        raise NotPossible(_("This may be a child: contact goes through the Child Welfare Committee only."))
    if facts.basis not in bases_for(match):
        raise NotPossible(WRONG_BASIS_OF_CHILD if match.may_be_child else WRONG_BASIS_OF_ADULT)
    if facts.says == SharedAnswer.Says.COMMITTEE and _names_holder(match, facts):
        raise NotPossible(_("Do not name your own organisation here: it would say where the person is."))
    if not facts.paper.strip() or not facts.contact.strip():
        raise NotPossible(_("Name the paper that is the basis, and whom they are to ask."))
