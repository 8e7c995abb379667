"""A sentence is written down, section by section; the list of them as a file.

Not here: whether it is below the minimum (`sentencing`), or taking one back (`withdrawals`).
"""

from typing import Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from rihai.accounts.checks import check_holds
from rihai.accounts.models import User
from rihai.accounts.permissions import Permission
from rihai.audit import actions as audit
from rihai.lib.text import normalise
from rihai.lib.workflow import NotPossible
from rihai.prosecution.court_locks import lock_registered, lock_standing
from rihai.prosecution.court_states import verdict_of
from rihai.prosecution.court_words import least_words, sentence_words
from rihai.prosecution.facts.court_facts import SentenceFacts
from rihai.prosecution.law.standing_words import standing
from rihai.prosecution.models import Sentence, Verdict
from rihai.prosecution.selectors.sentences import Line, sentence_report

TWICE: Final = _(
    "A sentence for this section stands there already. If that one is wrong, have it withdrawn;"
    " if the court sentenced for another count, say so below."
)


@transaction.atomic
def record_sentence(verdict: Verdict, *, facts: SentenceFacts, by: User) -> Sentence:
    """One line for each section of somebody who was convicted."""
    legal_case = lock_registered(verdict.judgment.legal_case, by)
    lock_standing(verdict.judgment)
    verdict = Verdict.objects.select_related("judgment", "link__legal_case").get(pk=verdict.pk)
    if _was_let_go(verdict):
        raise NotPossible(_("Only somebody who was convicted has a sentence."))
    if facts.kind == Sentence.Kind.TERM and not (facts.years or facts.months):
        raise NotPossible(_("Say for how many years and months."))
    if facts.kind == Sentence.Kind.FINE and not facts.fine:
        raise NotPossible(_("Say how much the fine is."))
    if facts.section and not facts.is_another_count and verdict.sentences.filter(section=facts.section).exists():
        raise NotPossible(TWICE)
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


def _was_let_go(verdict: Verdict) -> bool:
    """By the court of appeal too: what it made of an acquittal is sentenced there, and bail is no verdict."""
    return verdict_of(verdict.link) != Verdict.Outcome.CONVICTED


@transaction.atomic
def export_sentences(*, by: User) -> tuple[list[str], list[list[str]]]:
    """Header and a row for every sentence of the legal cases that she works on: codes and references, no name."""
    check_holds(by, Permission.LEGAL_RECORD, verb="legal.sentences_taken")
    lines = sentence_report(by).lines
    audit.record("legal.sentences_taken", by=by, rows=len(lines))
    header = [
        *(_("Legal case"), _("Judgment"), _("Court"), _("Section"), _("Sentence")),
        *(_("Beside the minimum"), _("Minimum"), _("What the entry rests on")),
    ]
    return [str(one) for one in header], [_cells(one) for one in lines]


def _cells(line: Line) -> list[str]:
    judgment, found = line.row.verdict.judgment, line.compared
    return [
        line.legal_case.reference,
        judgment.given_on.isoformat(),
        judgment.court.name if judgment.court else "",
        found.provision.name if found.provision else str(_("A section that is not known here")),
        sentence_words(line.row),
        found.words,
        least_words(found) if found.least else "",
        standing(found.sourcing) if found.sourcing else "",
    ]
