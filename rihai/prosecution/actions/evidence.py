"""Using an item of evidence in a legal case, no longer using it, and what the lawyers want to show with it."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from rihai.access.scope import get_visible
from rihai.accounts.models import User
from rihai.audit import actions as audit
from rihai.lib.workflow import NotPossible
from rihai.offences.evidence.permissions import check_can_handle
from rihai.offences.models import EvidenceItem
from rihai.prosecution.locks import check_open, lock_legal_case
from rihai.prosecution.models import AccusedLink, EvidenceLink, EvidenceSupport, LegalCase
from rihai.prosecution.permissions import check_can_advise, check_can_record
from rihai.prosecution.rights.evidence_grants import end_link, open_evidence
from rihai.prosecution.survivor_permissions import check_knows_item


@transaction.atomic
def use_evidence(legal_case: LegalCase, *, item: EvidenceItem, by: User) -> EvidenceLink:
    """Its lawyers may open the item from now on; whoever accompanies the survivor does by her case."""
    legal_case = lock_legal_case(legal_case, by, "legal.record")
    check_can_record(by, legal_case)
    check_open(legal_case)
    # Locked, as withdrawing it or its paper locks it: whichever comes second sees what the other did.
    items = EvidenceItem.objects.select_for_update(of=("self",)).select_related("own_file", "document")
    item = get_visible(items, by, item.uid, "evidence.record")
    check_can_handle(by, item)
    if not item.counts or not legal_case.survivors.filter(case_id=item.case_id).exists():
        raise NotPossible(_("This item was withdrawn, or belongs to a survivor whom this legal case is not about."))
    link, is_new = EvidenceLink.objects.get_or_create(
        legal_case=legal_case, item=item, ended_at=None, defaults={"added_by": by}
    )
    if is_new:
        open_evidence(link, by=by)
        audit.record("legal.evidence_added", by=by, subject=legal_case, item=item.uid)
    return link


@transaction.atomic
def stop_using_evidence(link: EvidenceLink, *, by: User) -> EvidenceLink:
    """It was the wrong one: those who came to it through this legal case open it no longer."""
    legal_case = lock_legal_case(link.legal_case, by, "legal.record")
    check_can_record(by, legal_case)
    link = legal_case.evidence_links.select_related("item__own_file", "item__document").get(pk=link.pk)
    check_knows_item(by, link)
    if link.ended_at is not None:
        return link
    end_link(link, by=by)
    audit.record("legal.evidence_ended", by=by, subject=legal_case, item=link.item_id)
    return link


@transaction.atomic
def mark_support(
    link: EvidenceLink, *, elements: Iterable[str], accused: Iterable[AccusedLink], by: User
) -> EvidenceSupport:
    """Which elements of which sections it is to show, and against whom. Marking again adds a row."""
    legal_case = lock_legal_case(link.legal_case, by, "legal.advise")
    check_can_advise(by, legal_case)
    link = legal_case.evidence_links.get(pk=link.pk, ended_at=None, item__withdrawn_at=None)
    known = set(legal_case.accused_links.values_list("pk", flat=True))
    named = [one.pk for one in accused]
    if not known.issuperset(named):
        raise NotPossible(_("This person is not accused in this legal case."))
    support = EvidenceSupport(
        link=link,
        data_key=legal_case.data_key,
        content={"elements": sorted(set(elements)), "accused": sorted(str(one) for one in named)},
        decided_by=by,
    )
    support.save()
    audit.record("legal.evidence_marked", by=by, subject=legal_case, item=link.item_id)
    return support
