"""A sentence is written down, section by section, and withdrawn where it was wrong.

Not here: whether it is below the minimum (`sentencing`).
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rihai.accounts.models import User
from rihai.audit import actions as audit
from rihai.lib.text import normalise
from rihai.lib.workflow import NotPossible
from rihai.prosecution.court_facts import SentenceFacts
from rihai.prosecution.court_locks import lock_registered
from rihai.prosecution.models import Sentence, Verdict


@transaction.atomic
def record_sentence(verdict: Verdict, *, facts: SentenceFacts, by: User) -> Sentence:
    """One line for each section of somebody who was convicted."""
    legal_case = lock_registered(verdict.judgment.legal_case, by)
    verdict = Verdict.objects.select_related("judgment", "link__legal_case").get(pk=verdict.pk)
    if _was_let_go(verdict):
        raise NotPossible(_("Only somebody who was convicted has a sentence."))
    if facts.kind == Sentence.Kind.TERM and not (facts.years or facts.months):
        raise NotPossible(_("Say for how many years and months."))
    if facts.kind == Sentence.Kind.FINE and not facts.fine:
        raise NotPossible(_("Say how much the fine is."))
    is_term = facts.kind == Sentence.Kind.TERM
    sentence = Sentence(
        verdict=verdict,
        data_key=legal_case.data_key,
        section=facts.section,
        other_section="" if facts.section else normalise(facts.other_section),
        kind=facts.kind,
        years=facts.years if is_term else 0,
        months=facts.months if is_term else 0,
        fine=facts.fine,
        recorded_by=by,
    )
    sentence.save()
    audit.record("legal.sentence", by=by, subject=legal_case, sentence=sentence.uid)
    return sentence


@transaction.atomic
def withdraw_sentence(sentence: Sentence, *, by: User) -> Sentence:
    """It was written down wrongly; it stays on record and counts no longer."""
    legal_case = lock_registered(sentence.verdict.judgment.legal_case, by)
    sentence = Sentence.objects.select_for_update(of=("self",)).get(pk=sentence.pk)
    if sentence.withdrawn_at is None:
        sentence.withdrawn_at, sentence.withdrawn_by = timezone.now(), by
        sentence.save(update_fields=["withdrawn_at", "withdrawn_by"])
        audit.record("legal.sentence_withdrawn", by=by, subject=legal_case, sentence=sentence.uid)
    return sentence


def _was_let_go(verdict: Verdict) -> bool:
    """By the court of appeal too: what it made of an acquittal is sentenced there."""
    latest = verdict.link.states.first()
    return latest is None or latest.state != Verdict.Outcome.CONVICTED
