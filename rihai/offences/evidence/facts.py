"""What is told about an item of evidence and about its passing into other hands; none of it prints what it holds."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from rihai.accounts.models import User
from rihai.cases.models import Document
from rihai.directory.models import Agency
from rihai.lib.precision import ImpreciseDate
from rihai.offences.evidence.models import CustodyStep, EvidenceItem


@dataclass(frozen=True, repr=False)
class Hands:
    """Into whose hands, or where to. `words` say which place, or who of the body."""

    to: CustodyStep.To
    user: User | None = None
    agency: Agency | None = None
    words: str = ""


@dataclass(frozen=True, repr=False)
class ItemFacts:
    """`hands`: for a thing, who has it, since when; a file or a paper of the case lies in the vault."""

    kind: EvidenceItem.Kind
    what: str
    found_by: str = ""
    found_on: ImpreciseDate | None = None
    where: str = ""
    how: str = ""
    device: str = ""
    seal_number: str = ""
    shows_who: bool = False
    document: Document | None = None
    hands: Hands | None = None
    since: datetime | None = None


@dataclass(frozen=True, repr=False)
class HandOverFacts:
    """`after`: the step in which the giver came to have it."""

    after: UUID
    hands: Hands
    at: datetime
    why: str = ""
    seal: str = ""
    receipt_number: str = ""


@dataclass(frozen=True, repr=False)
class ReceiptFacts:
    """Several items at once. `steps`: for each the step in which we came to have it."""

    steps: tuple[UUID, ...]
    agency: Agency
    at: datetime
    taken_by: str = ""
    their_number: str = ""
    why: str = ""
