"""Recording evidence, passing it on, verifying that it is as it came, withdrawing what was recorded by mistake.

Not here: how a step of custody is written (`custody`), or reading a file again (`fingerprints`).
"""

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from rihai.access.compartments import Compartment
from rihai.access.files.keeping import ArrivedFile, fill
from rihai.access.scope import get_visible
from rihai.accounts.models import User
from rihai.audit import actions as audit
from rihai.cases.erasing.gone import check_not_erased
from rihai.cases.models import Case, Document
from rihai.duties.actions import cancel_duties, complete_duties, open_duty
from rihai.lib.codes import Reference, new_reference
from rihai.lib.precision import Precision
from rihai.lib.text import normalise, normalise_lines
from rihai.lib.workflow import NotPossible
from rihai.offences.evidence.closing import close_to_others
from rihai.offences.evidence.custody import begin, chain_of, digest_of, digest_of_sealed, pass_on, present
from rihai.offences.evidence.facts import HandOverFacts, Hands, ItemFacts, ReceiptFacts
from rihai.offences.evidence.left import TAKE_OVER
from rihai.offences.evidence.models import (
    BROKEN,
    CustodyStep,
    EvidenceCheck,
    EvidenceFile,
    EvidenceItem,
    EvidenceReceipt,
)
from rihai.offences.evidence.permissions import (
    check_can_be_evidence,
    check_can_handle,
    check_can_record_evidence,
)
from rihai.offences.evidence.words import NO_FILE
from rihai.vault.keys import new_data_key


@transaction.atomic
def record_item(case: Case, *, facts: ItemFacts, by: User, file: ArrivedFile | None = None) -> EvidenceItem:
    """A file that came, a paper of the case, or a thing; its chain of custody begins with it."""
    case = get_visible(Case.objects.select_for_update(of=("self",)), by, case.uid, "evidence.record")
    check_can_record_evidence(by, case)
    check_not_erased(case)
    if facts.document is not None:
        check_can_be_evidence(by, case, facts.document)
        _check_once(case, facts.document)
    item = EvidenceItem(
        organisation_id=case.organisation_id,
        case=case,
        data_key=new_data_key(agencies=[case.organisation_id]),
        reference=new_reference(Reference.EVIDENCE),
        recorded_by=by,
    )
    _tell(item, facts)
    item.save()
    if file is not None:
        _keep(item, file, facts, by)
    if item.file is not None:
        step = begin(item, Hands(CustodyStep.To.VAULT), since=None, by=by)
    else:
        step = begin(item, facts.hands or Hands(CustodyStep.To.COLLEAGUE, user=by), since=facts.since, by=by)
    audit.record("evidence.recorded", by=by, subject=item, case=case.uid, kind=str(facts.kind), **_trace(step))
    return item


@transaction.atomic
def hand_over(item: EvidenceItem, *, facts: HandOverFacts, by: User) -> CustodyStep:
    """Into other hands, from those who have it now. What goes to a body from us goes with a receipt."""
    item = _locked(item, by)
    step = pass_on(item, facts, by=by, receipt=_receipt_of_one(item, facts, by))
    complete_duties(TAKE_OVER, subject=item, by=by)
    audit.record("evidence.handed_over", by=by, subject=item, **_trace(step))
    return step


@transaction.atomic
def hand_over_together(case: Case, *, facts: ReceiptFacts, by: User) -> EvidenceReceipt:
    """Several items to one body, with one receipt; all of them or none."""
    case = get_visible(Case.objects.select_for_update(of=("self",)), by, case.uid, "evidence.record")
    check_can_record_evidence(by, case)
    if not facts.steps:
        raise NotPossible(_("Choose what is handed over."))
    receipt = _receipt(case, facts, by)
    hands = Hands(CustodyStep.To.AGENCY, agency=facts.agency, words=facts.taken_by)
    steps = CustodyStep.objects.filter(pk__in=facts.steps, item__case=case).select_related("item")
    known = {step.pk: step.item for step in steps}
    if known.keys() != set(facts.steps):
        raise NotPossible(_("One of these does not belong to this case. Open the page again, and choose."))
    for after in facts.steps:
        item = _locked(known[after], by)
        told = HandOverFacts(after, hands, facts.at, facts.why, receipt_number=facts.their_number)
        step = pass_on(item, told, by=by, receipt=receipt)
        complete_duties(TAKE_OVER, subject=item, by=by)
        audit.record("evidence.handed_over", by=by, subject=item, **_trace(step))
    return receipt


@transaction.atomic
def record_verification(item: EvidenceItem, *, found: EvidenceItem.Condition, by: User) -> EvidenceCheck:
    """What reading it again found. A file that is not as it came is owed an answer at once."""
    item = _locked(item, by)
    if item.file is None:
        raise NotPossible(NO_FILE)
    row = EvidenceCheck.objects.create(item=item, condition=found, checked_by=by)
    was_broken = item.is_broken
    item.condition = found
    item.save(update_fields=["condition"])
    # Read once more and still broken: the first finding is owed its answer, and no other.
    if item.is_broken and not was_broken and item.withdrawn_at is None:
        open_duty(
            BROKEN, subject=item, event_uid=row.uid, organisation=item.organisation, owner=item.case.case_owner, by=by
        )
    elif not item.is_broken:
        complete_duties(BROKEN, subject=item, by=by)
    audit.record("evidence.verified", by=by, subject=item, found=str(found))
    return row


@transaction.atomic
def withdraw_item(item: EvidenceItem, *, reason: str, by: User) -> EvidenceItem:
    """Recorded by mistake. It stays, with its chain and the reason, and counts no more."""
    item = _locked(item, by)
    if item.withdrawn_at is not None:
        raise NotPossible(_("This item was withdrawn already."))
    item.withdrawn_at, item.withdrawn_by, item.withdrawal_reason = timezone.now(), by, normalise_lines(reason)
    item.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawal_reason"])
    for rule in (BROKEN, TAKE_OVER):
        cancel_duties(rule, subject=item, by=by)
    close_to_others(item, by=by)
    audit.record("evidence.withdrawn", by=by, subject=item)
    return item


@transaction.atomic
def tell_broken(item: EvidenceItem, *, by: User) -> EvidenceItem:
    """Whoever keeps the machine knows that the file is not as it came. It stays marked until it is whole again."""
    item = _locked(item, by)
    if not item.is_broken:
        raise NotPossible(_("This file is as it came."))
    complete_duties(BROKEN, subject=item, by=by)
    audit.record("evidence.broken_told", by=by, subject=item)
    return item


def _receipt(case: Case, facts: ReceiptFacts, by: User) -> EvidenceReceipt:
    receipt = EvidenceReceipt(
        case=case,
        data_key=new_data_key(agencies=[case.organisation_id]),
        reference=new_reference(Reference.RECEIPT),
        to_agency=facts.agency,
        taken_by=normalise(facts.taken_by),
        their_number=normalise(facts.their_number),
        at=facts.at,
        recorded_by=by,
    )
    receipt.save()
    return receipt


def _receipt_of_one(item: EvidenceItem, facts: HandOverFacts, by: User) -> EvidenceReceipt | None:
    """What one body gives to another we only hear of: the receipt is theirs."""
    hands = facts.hands
    is_ours = present(chain_of(item)).to != CustodyStep.To.AGENCY
    if hands.to != CustodyStep.To.AGENCY or hands.agency is None or not is_ours:
        return None
    told = ReceiptFacts((facts.after,), hands.agency, facts.at, hands.words, facts.receipt_number)
    return _receipt(item.case, told, by)


def _trace(step: CustodyStep) -> dict[str, UUID | str]:
    """What the trail keeps of a step, so that a changed or removed row is seen."""
    told: dict[str, UUID | str] = {"step": step.uid, "digest": digest_of(step), "sealed": digest_of_sealed(step)}
    return told if step.receipt_id is None else {**told, "receipt": step.receipt_id}


def _locked(item: EvidenceItem, by: User) -> EvidenceItem:
    rows = EvidenceItem.objects.select_for_update(of=("self",)).select_related("case__case_owner", "organisation")
    item = get_visible(rows, by, item.uid, "evidence.record")
    check_can_handle(by, item)
    return item


def _check_once(case: Case, paper: Document) -> None:
    if (same := case.evidence.filter(document=paper, withdrawn_at=None).first()) is not None:
        raise NotPossible(_("This paper is evidence already, as %(item)s.") % {"item": same.reference})


def _tell(item: EvidenceItem, facts: ItemFacts) -> None:
    on = facts.found_on
    item.kind, item.what, item.document = facts.kind, normalise_lines(facts.what), facts.document
    item.found_by, item.where = normalise(facts.found_by), normalise(facts.where)
    item.found_on = on.value if on else None
    item.precision = str(on.precision if on else Precision.UNKNOWN)
    item.how, item.device = normalise_lines(facts.how), normalise(facts.device)
    item.seal_number = normalise(facts.seal_number)


def _keep(item: EvidenceItem, file: ArrivedFile, facts: ItemFacts, by: User) -> None:
    """A face is opened by those alone who may know the name."""
    compartment = Compartment.IDENTITY if facts.shows_who else Compartment.RECORD
    row = EvidenceFile(item=item, data_key=item.data_key, compartment=compartment)
    item.own_file = fill(row, file, title=item.reference, agencies=[item.organisation_id], by=by)
