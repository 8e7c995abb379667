"""Who has an item now, and how it passes on: each step follows the one before, so that there is no gap.

Here: the rules and writing a step, for the actions. Not here: permissions and the trail.
"""

from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from rihai.accounts.models import User
from rihai.lib.text import normalise, normalise_lines
from rihai.lib.workflow import NotPossible
from rihai.offences.evidence.facts import HandOverFacts, Hands
from rihai.offences.evidence.models import CustodyStep, EvidenceItem, EvidenceReceipt

To = CustodyStep.To


def present(steps: Sequence[CustodyStep]) -> CustodyStep:
    """The step by which whoever has it now came to have it. A copy that went out changes nothing of that."""
    return next(one for one in reversed(steps) if not one.is_copy)


def is_gapless(steps: Sequence[CustodyStep]) -> bool:
    """Each step follows the one before it, and no earlier."""
    follow = all(one.follows_id == before.pk and one.at >= before.at for before, one in pairwise(steps))
    return bool(steps) and steps[0].follows_id is None and follow


def chain_of(item: EvidenceItem) -> list[CustodyStep]:
    """In the order in which they follow each other."""
    by_before = {one.follows_id: one for one in item.custody.select_related("to_user", "to_agency", "recorded_by")}
    chain: list[CustodyStep] = []
    while (following := by_before.pop(chain[-1].pk if chain else None, None)) is not None:
        chain.append(following)
    return chain


def begin(item: EvidenceItem, hands: Hands, *, since: datetime | None, by: User) -> CustodyStep:
    """The first hands that we know of."""
    # As exact as people tell: to the minute.
    now = timezone.now().replace(second=0, microsecond=0)
    if since is not None and since > now:
        raise NotPossible(_("This moment is still to come. Say since when it is there."))
    check_hands(item, hands)
    return _write(item, None, HandOverFacts(item.uid, hands, since or now), by)


def pass_on(
    item: EvidenceItem, facts: HandOverFacts, *, by: User, receipt: EvidenceReceipt | None = None
) -> CustodyStep:
    """The next step, from whoever has it now and nobody else."""
    chain = chain_of(item)
    holder, last = present(chain), chain[-1]
    if not item.counts:
        raise NotPossible(_("This item was withdrawn. It passes on no more."))
    if facts.after != holder.pk:
        told = {"holder": holder.holder, "since": date_format(timezone.localtime(holder.at), "DATETIME_FORMAT")}
        raise NotPossible(
            _("It is with %(holder)s since %(since)s, and passes on only from there. Look at the chain again.") % told
        )
    if not last.at <= facts.at <= timezone.now():
        raise NotPossible(_("This moment lies before the last step, or is still to come. Look at the chain."))
    check_hands(item, facts.hands)
    return _write(item, last, facts, by, receipt)


def check_hands(item: EvidenceItem, hands: Hands) -> None:
    is_told = {
        To.VAULT: item.file is not None,
        To.COLLEAGUE: hands.user is not None and hands.user.organisation_id == item.organisation_id,
        To.PLACE: bool(hands.words.strip()),
        To.AGENCY: hands.agency is not None,
    }[hands.to]
    if not is_told:
        raise NotPossible(_("Say into whose hands it goes: a colleague, a body, or which locked place."))
    if item.file is not None and hands.to not in (To.VAULT, To.AGENCY):
        raise NotPossible(_("The file stays sealed here. Only a copy goes out, to police, a court or another body."))


def _write(
    item: EvidenceItem,
    follows: CustodyStep | None,
    facts: HandOverFacts,
    by: User,
    receipt: EvidenceReceipt | None = None,
) -> CustodyStep:
    hands = facts.hands
    step = CustodyStep(
        item=item,
        data_key=item.data_key,
        follows=follows,
        is_copy=item.file is not None and follows is not None,
        to=hands.to,
        to_user=hands.user if hands.to == To.COLLEAGUE else None,
        to_agency=hands.agency if hands.to == To.AGENCY else None,
        to_words=normalise(hands.words),
        at=facts.at,
        why=normalise_lines(facts.why),
        seal=normalise(facts.seal),
        receipt_number=normalise(facts.receipt_number),
        receipt=receipt,
        recorded_by=by,
    )
    step.save()
    return step
