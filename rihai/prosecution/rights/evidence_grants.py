"""Who opens the evidence that a legal case uses: its lawyers, as long as it is used there. How its use ends.

Whoever accompanies a survivor opens hers by her case, and nothing of another one. A file that shows who somebody is
stays with those who may know the name.
"""

from collections.abc import Iterator

from django.utils import timezone

from rihai.access.actions import grant, revoke
from rihai.access.compartments import Compartment
from rihai.access.models import Grant
from rihai.access.rights import OWN
from rihai.accounts.models import Desk, User
from rihai.audit.actions import label_of
from rihai.prosecution.models import EvidenceLink, LegalCase


def open_evidence_to(legal_case: LegalCase, holder: User | Desk, basis: Grant.Basis, *, by: User) -> None:
    """All that it uses, to somebody who begins to work on it."""
    rows = legal_case.evidence_links.filter(ended_at=None, item__withdrawn_at=None)
    for link in rows.select_related("legal_case", "item__own_file", "item__document"):
        _open(link, holder, basis, by)


def open_evidence(link: EvidenceLink, *, by: User) -> None:
    """One item more, to its lawyers."""
    for holder, basis in _holders(link.legal_case, Compartment.LEGAL_PRIVILEGE):
        _open(link, holder, basis, by)


def closes_for(link: EvidenceLink) -> list[str]:
    """Who opens it by this legal case and by nothing else: what ending its use takes away."""
    held = Grant.objects.live().filter(subject_uid=link.item_id, origin_uid=link.legal_case_id)
    holders = {one.user or one.desk for one in held.select_related("user", "desk").order_by("granted_at")} - {None}
    return sorted(_named(one) for one in holders if one is not None and not _opens_otherwise(link, one))


def close_evidence(link: EvidenceLink, *, by: User) -> None:
    """What this legal case opened of it; what the survivor's case or another legal case gives stays."""
    file = None if _has_other_use(link) else link.item.file
    for holder, _basis in _holders(link.legal_case, Compartment.RECORD):
        for one in (link.item, file):
            if one is not None:
                revoke(one, of=holder, by=by, origin=link.legal_case)


def end_link(link: EvidenceLink, *, by: User) -> None:
    """Whoever came to it through this legal case opens it no longer. The caller writes the trail."""
    link.ended_at, link.ended_by = timezone.now(), by
    link.save(update_fields=["ended_at", "ended_by"])
    close_evidence(link, by=by)


def _open(link: EvidenceLink, holder: User | Desk, basis: Grant.Basis, by: User) -> None:
    for one in (link.item, link.item.file):
        if one is not None:
            grant(one, to=holder, compartments=[Compartment.RECORD], basis=basis, by=by, origin=link.legal_case)


def _opens_otherwise(link: EvidenceLink, holder: User | Desk) -> bool:
    live = Grant.objects.live().exclude(origin_uid=link.legal_case_id)
    live = live.held_by(holder) if isinstance(holder, User) else live.filter(desk=holder)
    return live.filter(subject_uid__in=(link.item_id, link.item.case_id), basis__in=OWN).exists()


def _named(holder: User | Desk) -> str:
    return holder.display_name if isinstance(holder, User) else holder.name


def _has_other_use(link: EvidenceLink) -> bool:
    """The same paper stands here as another item too."""
    paper = link.item.document_id
    others = link.legal_case.evidence_links.filter(ended_at=None, item__withdrawn_at=None).exclude(pk=link.pk)
    return paper is not None and others.filter(item__document=paper).exists()


def _holders(legal_case: LegalCase, compartment: Compartment) -> Iterator[tuple[User | Desk, Grant.Basis]]:
    held = Grant.objects.live().filter(
        subject_label=label_of(legal_case),
        subject_uid=legal_case.uid,
        compartment=compartment,
        basis__in=OWN,
    )
    for one in held.select_related("user", "desk"):
        holder = one.user or one.desk
        if holder is not None:
            yield holder, Grant.Basis(one.basis)
