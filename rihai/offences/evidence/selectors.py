"""Evidence as one reader sees it: the items of a case, one item with its chain, a receipt that names no survivor."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.db.models import QuerySet

from rihai.access.files.pages import in_groups
from rihai.access.own import OwnPage, open_own
from rihai.accounts.models import User
from rihai.audit.selectors import trail_of
from rihai.cases.models import Case, Document
from rihai.duties.models import Duty
from rihai.offences.evidence.custody import OF_STEP, STEPS, chain_of, is_as_recorded, is_gapless, present
from rihai.offences.evidence.models import (
    BROKEN,
    NEVER_EVIDENCE,
    CustodyStep,
    EvidenceFile,
    EvidenceItem,
    EvidenceReceipt,
)

TOLD: Final = ("what", "found_by", "where", "how", "device", "seal_number", "withdrawal_reason")
SHORT: Final = 80


@dataclass(frozen=True, repr=False)
class ItemOnList:
    """`what` is plain or sealed; who has it now is coded. `twins`: items of the list with the very same file."""

    item: EvidenceItem
    what: Any
    holder: CustodyStep
    twins: tuple[EvidenceItem, ...] = ()

    @property
    def same_as(self) -> str:
        return references(self.twins)


@dataclass(frozen=True, repr=False)
class StepOnPage:
    step: CustodyStep
    to_words: Any
    why: Any
    seal: Any
    receipt_number: Any


@dataclass(frozen=True, repr=False)
class EvidencePage:
    """`told`: each field, plain or sealed."""

    item: EvidenceItem
    told: dict[str, Any]
    steps: tuple[StepOnPage, ...]
    holder: CustodyStep
    is_gapless: bool
    is_as_recorded: bool
    # Items of this case with the very same file.
    twins: tuple[EvidenceItem, ...]

    @property
    def copies(self) -> tuple[StepOnPage, ...]:
        return tuple(one for one in self.steps if one.step.is_copy)


@dataclass(frozen=True, repr=False)
class ReceiptLine:
    """One item as it stands on paper that leaves the house: no free text about anybody."""

    item: EvidenceItem
    step: CustodyStep
    seal_number: Any
    check_sum: Any


@dataclass(frozen=True, repr=False)
class ReceiptPage:
    receipt: EvidenceReceipt
    taken_by: Any
    their_number: Any
    lines: tuple[ReceiptLine, ...]


def items_of(case: Case, user: User) -> QuerySet[EvidenceItem]:
    rows = EvidenceItem.objects.visible_to(user).filter(case=case)
    return rows.select_related("own_file", "document", "recorded_by").prefetch_related(
        "custody__to_user", "custody__to_agency"
    )


def listed(items: Iterable[EvidenceItem], user: User) -> list[ItemOnList]:
    rows = list(items)
    opened = open_own((rows, ("what",)), *_check_sums(rows), by=user)
    same = _same_files(rows, opened)
    return [ItemOnList(one, opened.value(one, "what"), holder_of(one), same.get(one.pk, ())) for one in rows]


def holder_of(item: EvidenceItem) -> CustodyStep:
    """Of an item whose steps were fetched with it; the order of writing is the order of the chain."""
    return present(sorted(item.custody.all(), key=lambda one: (one.recorded_at, one.at)))


def at_hand(case: Case, user: User) -> list[tuple[CustodyStep, str]]:
    """What we have and could hand over: the step that gave it to us, and a line for the list."""
    rows = [one for one in listed(items_of(case, user), user) if one.item.counts]
    ours = [one for one in rows if one.holder.to != CustodyStep.To.AGENCY]
    return [(one.holder, f"{one.item.reference} · {one.item.get_kind_display()}{_short(one.what)}") for one in ours]


def papers_for(case: Case, user: User) -> list[tuple[Document, str]]:
    """Papers of the case that may become evidence and are none yet, with their titles where she opens them."""
    used = case.evidence.filter(withdrawn_at=None).exclude(document=None).values("document")
    papers = case.documents.filter(withdrawn_at=None).exclude(compartment__in=NEVER_EVIDENCE)
    rows = list(papers.exclude(pk__in=used))
    opened = open_own((rows, ("title", "original")), by=user)
    return [(one, f"{one.get_kind_display()}{_short(plain.title)}") for one in rows if (plain := opened(one))]


def evidence_page(item: EvidenceItem, user: User) -> EvidencePage:
    chain = chain_of(item)
    opened = open_own((item, TOLD), (chain, OF_STEP), by=user)
    steps = tuple(StepOnPage(one, *(opened.value(one, name) for name in OF_STEP)) for one in chain)
    told = {name: opened.value(item, name) for name in TOLD}
    events = trail_of(item).filter(verb__in=STEPS)
    return EvidencePage(
        item, told, steps, present(chain), is_gapless(chain), is_as_recorded(chain, events), twins_of(item, user)
    )


def twins_of(item: EvidenceItem, user: User) -> tuple[EvidenceItem, ...]:
    return same_files(items_of(item.case, user), user).get(item.pk, ()) if item.file is not None else ()


def same_files(items: Iterable[EvidenceItem], user: User) -> dict[UUID, tuple[EvidenceItem, ...]]:
    """By item, those among them with the very same file: one file that came twice is one proof, not two.

    Of files that this reader may open; the others are compared with nothing.
    """
    rows = list(items)
    return _same_files(rows, open_own(*_check_sums(rows), by=user))


def references(items: Iterable[EvidenceItem]) -> str:
    return ", ".join(one.reference for one in items)


def _check_sums(items: Iterable[EvidenceItem]) -> Iterable[tuple[list[Any], tuple[str]]]:
    """What to open, so that files can be compared."""
    files = [one.file for one in items if one.counts]
    yield [one for one in files if isinstance(one, EvidenceFile)], ("about",)
    yield [one for one in files if isinstance(one, Document)], ("about",)


def _same_files(items: Iterable[EvidenceItem], opened: OwnPage) -> dict[UUID, tuple[EvidenceItem, ...]]:
    by_sum: dict[str, list[EvidenceItem]] = defaultdict(list)
    for one in items:
        about = opened.value(one.file, "about") if one.file is not None and one.counts else None
        if isinstance(about, dict):
            by_sum[about["sha256"]].append(one)
    return {one.pk: tuple(other for other in same if other != one) for same in by_sum.values() for one in same}


def is_owed_answer(item: EvidenceItem) -> bool:
    """Its file is not as it came, and nobody has said yet that whoever keeps the machine knows."""
    return item.is_broken and Duty.objects.open().filter(rule=BROKEN, subject_uid=item.uid).exists()


def receipt_page(receipt: EvidenceReceipt, user: User) -> ReceiptPage:
    steps = list(receipt.steps.select_related("item__own_file", "item__document").order_by("item__reference"))
    items = [one.item for one in steps]
    own_files = [one.file for one in items if isinstance(one.file, EvidenceFile)]
    papers = [one.file for one in items if isinstance(one.file, Document)]
    opened = open_own(
        (receipt, ("taken_by", "their_number")),
        (items, ("seal_number",)),
        (own_files, ("about",)),
        (papers, ("about",)),
        by=user,
    )
    lines = tuple(_line(one, opened) for one in steps)
    return ReceiptPage(receipt, opened.value(receipt, "taken_by"), opened.value(receipt, "their_number"), lines)


def _line(step: CustodyStep, opened: Any) -> ReceiptLine:
    file = step.item.file
    about = opened.value(file, "about") if file is not None else None
    check_sum = in_groups(about["sha256"]) if isinstance(about, dict) else about
    return ReceiptLine(step.item, step, opened.value(step.item, "seal_number"), check_sum)


def _short(text: object) -> str:
    return f" · {text[:SHORT]}" if isinstance(text, str) and text else ""
