"""The evidence of a legal case: what there is, what it is to show element by element, and what nothing shows yet."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from rihai.access.reading import OwnWork, read
from rihai.accounts.models import User
from rihai.cases.models import Case
from rihai.law.entries import Provision
from rihai.law.sentences import Said
from rihai.law.sourcing import Sourcing
from rihai.offences.evidence.selectors import holder_of, references, same_files
from rihai.offences.models import CustodyStep, EvidenceItem
from rihai.prosecution.law.elements import Element, elements_of
from rihai.prosecution.law.law_country import elsewhere, law_for
from rihai.prosecution.law.law_read import LawRead
from rihai.prosecution.law.sections import provisions_of
from rihai.prosecution.models import AccusedLink, EvidenceLink, EvidenceSupport, LegalCase


@dataclass(frozen=True)
class ItemRow:
    """An item by its reference; who has it now is coded. `cells`: for each section what it is to show.

    `same_as`: items used here with the very same file, which is one proof and not two.
    """

    link: EvidenceLink
    holder: CustodyStep
    same_as: str = ""
    cells: tuple[tuple[Said, ...], ...] = ()


@dataclass(frozen=True)
class Column:
    """A section, with what its entry rests on, and the elements that no item shows yet."""

    provision: Provision
    sourcing: Sourcing
    elements: tuple[Element, ...]
    gaps: tuple[Said, ...]


@dataclass(frozen=True)
class AgainstOne:
    """The items that are to show something against one accused."""

    link: AccusedLink
    items: tuple[EvidenceItem, ...]


@dataclass(frozen=True)
class Matrix:
    columns: tuple[Column, ...]
    rows: tuple[ItemRow, ...]
    accused: tuple[AgainstOne, ...]
    elsewhere: str


def links_of(legal_case: LegalCase) -> list[EvidenceLink]:
    """What was withdrawn counts no more, and closes no gap."""
    rows = legal_case.evidence_links.filter(ended_at=None, item__withdrawn_at=None)
    rows = rows.select_related("item__own_file", "item__document")
    return list(rows.prefetch_related("item__custody__to_user", "item__custody__to_agency"))


def items_used(legal_case: LegalCase, user: User) -> tuple[ItemRow, ...]:
    """For whoever accompanies a survivor: hers, and no word of the others'."""
    links = links_of(legal_case)
    known = EvidenceItem.objects.visible_to(user).filter(pk__in=[one.item_id for one in links])
    hers = set(known.values_list("pk", flat=True))
    return _rows([one for one in links if one.item_id in hers], user)


def _rows(links: list[EvidenceLink], user: User) -> tuple[ItemRow, ...]:
    same = same_files([one.item for one in links], user)
    return tuple(ItemRow(one, holder_of(one.item), references(same.get(one.item_id, ()))) for one in links)


def items_to_use(legal_case: LegalCase, user: User) -> list[EvidenceItem]:
    """Of the survivors it is about, what she may open and it does not use yet."""
    cases = legal_case.survivors.values("case")
    used = legal_case.evidence_links.filter(ended_at=None).values("item")
    rows = EvidenceItem.objects.visible_to(user).filter(case__in=cases, withdrawn_at=None).exclude(pk__in=used)
    return list(rows)


def unused_items(case: Case, user: User) -> int:
    """Of her case, in no legal case yet: her lawyers do not know of them."""
    used = EvidenceLink.objects.filter(ended_at=None).values("item")
    return EvidenceItem.objects.visible_to(user).filter(case=case, withdrawn_at=None).exclude(pk__in=used).count()


def sections_to_show(legal_case: LegalCase, user: User) -> list[str]:
    """On the FIR, on a charge sheet, or missing there as the latest check found: each once, in this order."""
    named = list(legal_case.sections)
    for sheet in legal_case.charge_sheets.all():
        named += sheet.sections
    check = legal_case.checks.first()
    if check is not None:
        findings = read((check, ("findings",)), by=user, why=OwnWork())(check).findings
        named += [one["id"] for part in ("omitted", "fitting") for one in findings[part]]
    return list(dict.fromkeys(named))


def matrix_of(legal_case: LegalCase, user: User) -> Matrix:
    """For its lawyers alone: a gap is what the defence would like to know."""
    links, told = links_of(legal_case), law_for(legal_case)
    marked = _marked(legal_case, links, user)
    shown = {key for content in marked.values() for key in content["elements"]}
    columns = columns_of(legal_case, user, told, shown)
    rows = tuple(
        replace(row, cells=tuple(_cell(column, marked.get(row.link.item_id)) for column in columns))
        for row in _rows(links, user)
    )
    return Matrix(columns, rows, _against(legal_case, links, marked), elsewhere(legal_case))


def columns_of(legal_case: LegalCase, user: User, told: LawRead, shown: Iterable[str] = ()) -> tuple[Column, ...]:
    have = set(shown)
    provisions = [one for one in provisions_of(sections_to_show(legal_case, user), told.law) if one.is_charged]
    return tuple(_column(told, one, elements_of(told.law, one), have) for one in provisions)


def marked_of(link: EvidenceLink, user: User) -> dict[str, Any]:
    return _marked(link.legal_case, [link], user).get(link.item_id, {"elements": [], "accused": []})


def _column(told: LawRead, provision: Provision, elements: tuple[Element, ...], have: set[str]) -> Column:
    gaps = tuple(one.words for one in elements if one.key not in have)
    return Column(provision, told.sourcing_of(provision), elements, gaps)


def _marked(legal_case: LegalCase, links: list[EvidenceLink], user: User) -> dict[UUID, dict[str, Any]]:
    """The latest marking of each item, opened together. Removed and used again, it has its marks back."""
    items = [one.item_id for one in links]
    rows = EvidenceSupport.objects.filter(link__legal_case=legal_case, link__item__in=items).select_related("link")
    latest = {one.link.item_id: one for one in rows.order_by("decided_at")}
    if not latest:
        return {}
    plain = read((list(latest.values()), ("content",)), by=user, why=OwnWork())
    return {uid: plain(one).content for uid, one in latest.items()}


def _cell(column: Column, content: dict[str, Any] | None) -> tuple[Said, ...]:
    marked = set(content["elements"]) if content else set()
    return tuple(one.words for one in column.elements if one.key in marked)


def _against(
    legal_case: LegalCase, links: list[EvidenceLink], marked: dict[UUID, dict[str, Any]]
) -> tuple[AgainstOne, ...]:
    named = {uid: set(content["accused"]) for uid, content in marked.items()}
    return tuple(
        AgainstOne(one, tuple(link.item for link in links if str(one.pk) in named.get(link.item_id, ())))
        for one in legal_case.accused_links.select_related("accused")
    )
