"""Who has an item now, and how it passes on: each step follows the one before, so that there is no gap.

Here: the rules and writing a step, for the actions. Not here: permissions and the trail.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise
from typing import Final

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from rihai.accounts.models import User
from rihai.audit.models import AuditEvent
from rihai.lib.text import normalise, normalise_lines
from rihai.lib.workflow import NotPossible
from rihai.offences.evidence.facts import HandOverFacts, Hands
from rihai.offences.evidence.models import CustodyStep, EvidenceItem, EvidenceReceipt
from rihai.vault.sealed import Sealed

To = CustodyStep.To
# What is sealed in a step, and in the receipt that was signed with it.
OF_STEP: Final[tuple[str, ...]] = ("to_words", "why", "seal", "receipt_number")
OF_RECEIPT: Final[tuple[str, ...]] = ("taken_by", "their_number")
# What the trail says of each step.
STEPS: Final = ("evidence.recorded", "evidence.handed_over")


def present(steps: Sequence[CustodyStep]) -> CustodyStep:
    """The step by which whoever has it now came to have it. A copy that went out changes nothing of that."""
    return next(one for one in reversed(steps) if not one.is_copy)


def is_gapless(steps: Sequence[CustodyStep]) -> bool:
    """Each step follows the one before it, and no earlier."""
    follow = all(one.follows_id == before.pk and one.at >= before.at for before, one in pairwise(steps))
    return bool(steps) and steps[0].follows_id is None and follow


def digest_of(step: CustodyStep) -> str:
    """Of who had which item when, and after whom, as the trail keeps it beside the row."""
    at = step.at.astimezone(UTC).isoformat()
    told = (step.pk, step.item_id, step.follows_id, step.to, step.to_user_id, step.to_agency_id, at, step.is_copy)
    return hashlib.sha256("|".join(str(one) for one in told).encode()).hexdigest()[:40]


def digest_of_sealed(step: CustodyStep) -> str:
    """Of what is sealed in it, with its receipt: the ciphertexts as they were written, which tell nothing of the words.

    Rewritten through the program's own key each has another fingerprint; erased with its key it stays as it was.
    """
    told: list[object] = [_fingerprint(getattr(step, name)) for name in OF_STEP]
    if (receipt := step.receipt) is not None:
        told += [_fingerprint(getattr(receipt, name)) for name in OF_RECEIPT]
        told += [receipt.pk, receipt.reference, receipt.to_agency_id, receipt.at.astimezone(UTC).isoformat()]
    return hashlib.sha256("|".join(str(one) for one in told).encode()).hexdigest()[:40]


def _fingerprint(value: object) -> str:
    return value.fingerprint if isinstance(value, Sealed) else ""


def is_as_recorded(steps: Sequence[CustodyStep], events: Iterable[AuditEvent]) -> bool:
    """Every step stands as the trail has it, and none of those is gone. Older events say only that there was one."""
    try:
        told = [json.loads(one.facts) for one in events]
    except ValueError:
        return False
    rows = {str(one.pk): one for one in steps}
    return len(rows) == len(told) and all(_is_as_told(rows, one) for one in told)


def _is_as_told(rows: Mapping[str, CustodyStep], told: Mapping[str, str]) -> bool:
    if "digest" not in told:
        return True
    step = rows.get(told["step"])
    if step is None or digest_of(step) != told["digest"]:
        return False
    return "sealed" not in told or digest_of_sealed(step) == told["sealed"]


def chain_of(item: EvidenceItem) -> list[CustodyStep]:
    """In the order in which they follow each other."""
    return in_order(item.custody.select_related("to_user", "to_agency", "recorded_by", "receipt"))


def in_order(steps: Iterable[CustodyStep]) -> list[CustodyStep]:
    by_before = {one.follows_id: one for one in steps}
    chain: list[CustodyStep] = []
    while (following := by_before.pop(chain[-1].pk if chain else None, None)) is not None:
        chain.append(following)
    return chain


def begin(item: EvidenceItem, hands: Hands, *, since: datetime | None, by: User) -> CustodyStep:
    """The first hands that we know of."""
    if since is not None and since > timezone.now():
        raise NotPossible(_("This moment is still to come. Say since when it is there."))
    check_hands(item, hands)
    # A file is with us since it came, whenever it became evidence. People tell to the minute.
    at = item.file.added_at if item.file is not None else since or _minute(timezone.now())
    return _write(item, None, HandOverFacts(item.uid, hands, at), by)


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
    if not _minute(last.at) <= facts.at <= timezone.now():
        raise NotPossible(_("This moment lies before the last step, or is still to come. Look at the chain."))
    check_hands(item, facts.hands)
    return _write(item, last, replace(facts, at=max(facts.at, last.at)), by, receipt)


def _minute(at: datetime) -> datetime:
    return at.replace(second=0, microsecond=0)


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
