"""Two colleagues decide whether somebody missing and somebody held are the same human.

Here: saying, taking back, looking again. Two who say the same decide; two who differ leave it open for a third.
Nobody is told anything by a decision: what the asker hears is a choice of its own (`answering`).
"""

from typing import Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rihai.accounts.models import User
from rihai.audit import actions as audit
from rihai.lib.text import normalise_lines
from rihai.lib.workflow import NotPossible
from rihai.people.actions import link_persons, unlink_persons
from rihai.tracing.actions.answering import end_answers
from rihai.tracing.match_locks import lock_match
from rihai.tracing.match_permissions import check_can_decide
from rihai.tracing.match_reminders import ask_no_second, ask_second, open_voices, settle_match
from rihai.tracing.models.matches import MatchDecision, PotentialMatch
from rihai.tracing.selectors.matches import newer_proposal
from rihai.tracing.workflow import MatchStatus

NEEDED: Final = 2
SETTLED: Final = {
    MatchDecision.Says.SAME: MatchStatus.CONFIRMED,
    MatchDecision.Says.DIFFERENT: MatchStatus.REFUSED,
}
OTHER_FACTS: Final = _(
    "The facts changed while you were looking. Look at both sides as they are now, then say it again."
)


@transaction.atomic
def say_of_match(
    match: PotentialMatch, *, says: MatchDecision.Says, reason: str, state: str, by: User
) -> PotentialMatch:
    """One voice, of the state of both sides that its colleague looked at. The second that says the same settles it."""
    match = lock_match(match, by, "match.decide")
    check_can_decide(by, match)
    if not match.is_undecided:
        raise NotPossible(_("This is decided. Look at it again first, if something speaks against it."))
    if state != match.state:
        raise NotPossible(OTHER_FACTS)
    said = match.decisions.filter(said_by=by, taken_back_at=None).first()
    if said is not None and said.of_state == match.state:
        raise NotPossible(_("You have said what you think. A second colleague decides with you."))
    text = normalise_lines(reason)
    if says == MatchDecision.Says.DIFFERENT and not text:
        raise NotPossible(_("Say why it is not the same person, so that nobody is shown the pair again for nothing."))
    if said is not None:
        # What she said of other facts counts no more; now she speaks of those of today.
        _take_back(said, by)
    voice = _add_voice(match, says, text, by)
    audit.record("match.said", by=by, subject=match, says=str(says))
    _weigh(match, voice, by)
    return match


@transaction.atomic
def take_voice_back(match: PotentialMatch, *, by: User) -> PotentialMatch:
    """As long as nobody has decided with her."""
    match = lock_match(match, by, "match.decide")
    check_can_decide(by, match)
    if match.status != MatchStatus.UNDER_REVIEW:
        raise NotPossible(_("This is decided by two. Look at it again instead, and say why."))
    voice = match.decisions.select_for_update().filter(said_by=by, taken_back_at=None).first()
    if voice is None:
        raise NotPossible(_("You have not said anything that could be taken back."))
    _take_back(voice, by)
    ask_no_second(voice, by=by)
    if not match.decisions.filter(taken_back_at=None).exists():
        match.move_to(MatchStatus.PROPOSED)
        match.save(update_fields=["status"])
    audit.record("match.voice_taken_back", by=by, subject=match)
    return match


@transaction.atomic
def look_again(match: PotentialMatch, *, reason: str, by: User) -> PotentialMatch:
    """Something speaks against what two decided: it is open again, and two decide anew. Links end at once."""
    match = lock_match(match, by, "match.decide")
    check_can_decide(by, match)
    if match.status not in (MatchStatus.CONFIRMED, MatchStatus.REFUSED):
        raise NotPossible(_("Nothing is decided here yet."))
    text = normalise_lines(reason)
    if not text:
        raise NotPossible(_("Say what speaks against the decision."))
    if newer_proposal(match) is not None:
        raise NotPossible(_("A newer proposal of the same two is open among the possible matches. Decide there."))
    was_confirmed = match.status == MatchStatus.CONFIRMED
    for voice in match.decisions.filter(taken_back_at=None):
        _take_back(voice, by)
    if was_confirmed:
        _unlink(match, by)
        end_answers(match, by=by)
    says = MatchDecision.Says.DIFFERENT if was_confirmed else MatchDecision.Says.SAME
    voice = _add_voice(match, says, text, by)
    match.move_to(MatchStatus.UNDER_REVIEW)
    match.save(update_fields=["status"])
    audit.record("match.looked_at_again", by=by, subject=match)
    ask_second(match, voice=voice, by=by)
    return match


def _weigh(match: PotentialMatch, voice: MatchDecision, by: User) -> None:
    says = MatchDecision.Says(voice.says)
    voices = match.standing_voices().filter(says=says).order_by("said_at", "uid")
    if match.status == MatchStatus.PROPOSED:
        match.move_to(MatchStatus.UNDER_REVIEW)
    if len(voices) >= NEEDED:
        match.move_to(SETTLED[says])
        audit.record("match.settled", by=by, subject=match, says=str(says))
        if says == MatchDecision.Says.SAME:
            _link(match, next(one.said_by for one in voices if one.said_by_id != by.uid), by)
        settle_match(match, by=by)
    match.save(update_fields=["status"])
    if match.is_undecided:
        ask_second(match, voice=voice, by=by)


def _link(match: PotentialMatch, first: User, by: User) -> None:
    """Two files of one's own house. With another organisation nothing is linked: the match itself says it."""
    sought = match.missing_entry.person
    if sought is not None and sought.organisation_id == match.organisation_id:
        link_persons(match.person, other=sought, first=first, by=by)


def _unlink(match: PotentialMatch, by: User) -> None:
    if match.missing_entry.person is not None:
        unlink_persons(match.person, other=match.missing_entry.person, by=by)


def _add_voice(match: PotentialMatch, says: MatchDecision.Says, text: str, by: User) -> MatchDecision:
    voice = MatchDecision.objects.create(
        match=match, data_key=match.data_key, says=says, reason=text, said_by=by, of_state=match.state
    )
    open_voices(match)
    return voice


def _take_back(voice: MatchDecision, by: User) -> None:
    voice.taken_back_at, voice.taken_back_by = timezone.now(), by
    voice.save(update_fields=["taken_back_at", "taken_back_by"])
