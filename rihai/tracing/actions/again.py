"""Somebody known may have been trafficked again: proposing it with its reason, and deciding.

A proposal says that two things on file do not fit together. It is no finding; refusals are kept like the rest.
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rihai.access.scope import get_visible
from rihai.accounts.models import User
from rihai.audit import actions as audit
from rihai.audit.actions import HasUid, label_of
from rihai.cases.models import Case
from rihai.duties.actions import complete_duties, open_duty
from rihai.lib.workflow import NotPossible
from rihai.people.models import Person
from rihai.tracing.locks import needed
from rihai.tracing.models import AgainProposal
from rihai.tracing.permissions import check_can_decide_again

DECIDE = "again.decide"


@transaction.atomic
def propose_again(person: Person, *, why: AgainProposal.Why, event: HasUid, by: None) -> AgainProposal:
    """Once for each event; the named worker of the latest case decides."""
    proposal, is_new = AgainProposal.objects.get_or_create(
        person=person,
        event_uid=event.uid,
        defaults={
            "organisation": person.organisation,
            "data_key": person.data_key,
            "why": why,
            "event_label": label_of(event),
        },
    )
    if is_new:
        latest = Case.objects.filter(person=person).order_by("-opened_at").first()
        owner = latest.case_owner if latest else None
        open_duty(
            DECIDE, subject=proposal, event_uid=event.uid, organisation=person.organisation, owner=owner, by=by
        )  # fmt: skip
        audit.record("again.proposed", by=by, subject=proposal, person=person.uid, why=str(why))
    return proposal


@transaction.atomic
def decide_again(proposal: AgainProposal, *, decision: AgainProposal.Decision, reason: str, by: User) -> AgainProposal:
    """A person decides, with the reason. It is not proposed again for the same event."""
    proposal = get_visible(AgainProposal.objects.select_for_update(of=("self",)), by, proposal.pk, "again.decide")
    check_can_decide_again(by, proposal)
    if proposal.decision != AgainProposal.Decision.OPEN:
        raise NotPossible(_("This is decided already."))
    if decision == AgainProposal.Decision.OPEN:
        raise ValueError("A decision says whether it happened again")
    proposal.reason = needed(reason, _("Say why, in a sentence."))
    proposal.decision, proposal.decided_at, proposal.decided_by = decision, timezone.now(), by
    proposal.save(update_fields=["decision", "reason", "decided_at", "decided_by"])
    complete_duties(DECIDE, subject=proposal, by=by)
    audit.record("again.decided", by=by, subject=proposal, decision=str(decision))
    return proposal
