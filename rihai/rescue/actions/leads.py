"""Leads of an inquiry: adding a dated fact, judging it, and a decoy that the police asked for.

A discreet visit is ours to decide; a decoy is not. Without the recorded request of a named officer, a
safety plan and company there is none.
"""

from dataclasses import replace

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rihai.access.actions import grant
from rihai.access.compartments import Compartment
from rihai.access.models import Grant
from rihai.access.rights import Way, way_to_read
from rihai.accounts.models import User
from rihai.audit import actions as audit
from rihai.cases.models import DatePrecision
from rihai.directory.rules import police_kinds
from rihai.duties.actions import complete_duties
from rihai.lib.workflow import NotPossible
from rihai.people.models import Provenance
from rihai.rescue.facts import DecoyFacts, LeadFacts
from rihai.rescue.locks import lock_inquiry, needed
from rihai.rescue.models import DecoyRequest, Inquiry, Lead, LeadJudgement
from rihai.rescue.permissions import check_can_read_lead, check_can_record_decoy, check_can_work_inquiry
from rihai.rescue.reminders import remind_of_next_step, remind_to_judge
from rihai.rescue.rules.leads import TAKEN_BACK_WITHIN
from rihai.rescue.workflow import InquiryStatus

DECOY_OPENED_BY = (Compartment.RECORD, Compartment.OPERATION_PLAN)


@transaction.atomic
def add_lead(inquiry: Inquiry, *, facts: LeadFacts, by: User) -> Lead:
    """Add one fact, not verified yet."""
    inquiry = _lock_open(inquiry, by, "inquiry.work")
    check_can_work_inquiry(by, inquiry)
    if facts.kind == Lead.Kind.DECOY:
        raise NotPossible(_("A decoy has a form of its own: it needs the recorded request of the police."))
    return _write(inquiry, facts, by)


@transaction.atomic
def record_decoy(inquiry: Inquiry, *, facts: LeadFacts, request: DecoyFacts | None, by: User) -> Lead:
    """Record a decoy that the police asked for; only the officer and whoever records it may read it."""
    inquiry = _lock_open(inquiry, by, "decoy.record")
    check_can_record_decoy(by, inquiry)
    request = _check_request(request)
    lead = _write(inquiry, replace(facts, kind=Lead.Kind.DECOY), by)
    decoy = DecoyRequest(
        lead=lead,
        data_key=inquiry.data_key,
        agency=request.agency,
        officer=request.officer,
        requested_on=request.requested_on,
        safety_plan=request.safety_plan,
        goes_accompanied=request.goes_accompanied,
        recorded_by=by,
    )
    decoy.save()
    for reader in filter(None, {by, inquiry.officer}):
        grant(inquiry, to=reader, compartments=DECOY_OPENED_BY, basis=Grant.Basis.ASSIGNED, by=by)
    audit.record("decoy.recorded", by=by, subject=lead, unit=request.agency.uid)
    return lead


@transaction.atomic
def judge_lead(lead: Lead, *, standing: Lead.Standing, basis: str, by: User) -> LeadJudgement:
    """Say whether it is verified, refuted or open again, and by what. Earlier judgements are kept."""
    inquiry, lead = _lock_to_judge(lead, by)
    basis = needed(basis, _("Write down by what you judge it: what was checked, and with whom."))
    judgement = LeadJudgement(lead=lead, data_key=lead.data_key, standing=standing, basis=basis, judged_by=by)
    judgement.save()
    lead.standing = standing
    lead.save(update_fields=["standing"])
    complete_duties("lead.judge", subject=lead, by=by)
    if standing == Lead.Standing.UNVERIFIED:
        remind_to_judge(lead, event=judgement, by=by)
    remind_of_next_step(inquiry, event=judgement, by=by)
    audit.record("lead.judged", by=by, subject=lead, standing=str(standing))
    return judgement


@transaction.atomic
def take_judgement_back(lead: Lead, *, by: User) -> LeadJudgement:
    """What was judged by mistake a moment ago counts as it did before; both rows stay."""
    inquiry, lead = _lock_to_judge(lead, by)
    judged = list(lead.judgements.order_by("judged_at"))
    if not judged or not _is_a_slip(judged[-1], by):
        raise NotPossible(_("This judgement is not taken back any more. Judge the lead again, with the reason."))
    if inquiry.status != InquiryStatus.OPEN:
        raise NotPossible(_("The inquiry has moved on since. Reopen it first, then judge the lead again."))
    standing = Lead.Standing(judged[-2].standing if len(judged) > 1 else Lead.Standing.UNVERIFIED)
    back = LeadJudgement.objects.create(
        lead=lead, data_key=lead.data_key, standing=standing, takes_back=judged[-1], judged_by=by
    )
    lead.standing = standing
    lead.save(update_fields=["standing"])
    if standing == Lead.Standing.UNVERIFIED:
        remind_to_judge(lead, event=back, by=by)
    remind_of_next_step(inquiry, event=back, by=by)
    audit.record("lead.judgement_taken_back", by=by, subject=lead, standing=str(standing))
    return back


def _lock_to_judge(lead: Lead, by: User) -> tuple[Inquiry, Lead]:
    inquiry = lock_inquiry(lead.inquiry, by, "lead.judge")
    check_can_work_inquiry(by, inquiry)
    lead = Lead.objects.select_for_update(of=("self",)).get(pk=lead.pk)
    check_can_read_lead(by, lead)
    return inquiry, lead


def _is_a_slip(judgement: LeadJudgement, by: User) -> bool:
    """Her own, of a moment ago, and not itself a taking back."""
    is_recent = timezone.now() - judgement.judged_at <= TAKEN_BACK_WITHIN
    return is_recent and judgement.judged_by_id == by.uid and judgement.takes_back_id is None


def _lock_open(inquiry: Inquiry, by: User, verb: str) -> Inquiry:
    inquiry = lock_inquiry(inquiry, by, verb)
    if inquiry.status == InquiryStatus.CLOSED:
        raise NotPossible(_("This inquiry is closed. Reopen it before you add to it."))
    return inquiry


def _write(inquiry: Inquiry, facts: LeadFacts, by: User) -> Lead:
    lead = Lead(
        inquiry=inquiry,
        data_key=inquiry.data_key,
        kind=facts.kind,
        occurred_on=facts.on.value if facts.on else None,
        precision=facts.on.precision if facts.on else DatePrecision.UNKNOWN,
        text=needed(facts.text, _("Write down what you learned.")),
        where=facts.where,
        place=facts.place,
        movement=facts.movement,
        source=facts.source,
        reliability=facts.reliability,
        credibility=facts.credibility,
        recorded_by=by,
    )
    lead.save()
    _let_officer_know(lead, by)
    remind_of_next_step(inquiry, event=lead, by=by)
    remind_to_judge(lead, event=lead, by=by)
    audit.record("lead.added", by=by, subject=lead, inquiry=inquiry.uid, kind=str(facts.kind))
    return lead


def _let_officer_know(lead: Lead, by: User) -> None:
    """Whoever answers for the inquiry may ask the source again, if the one who names it could have asked."""
    source, officer = lead.source, lead.inquiry.officer
    if source is None or officer is None or lead.inquiry.provenance != Provenance.OWN:
        return
    if way_to_read(by, source, "name") is Way.OWN:
        opened = (Compartment.RECORD, Compartment.SOURCE)
        grant(source, to=officer, compartments=opened, basis=Grant.Basis.ASSIGNED, by=by, origin=lead.inquiry)


def _check_request(request: DecoyFacts | None) -> DecoyFacts:
    if request is None:
        raise NotPossible(
            _(
                "Nobody of us poses as a client without a recorded request of a named police officer."
                " Ask the unit for its request first. A discreet visit is something else: add it as a lead."
            )
        )
    if request.agency.kind not in police_kinds():
        raise NotPossible(_("Only a police unit may ask for a decoy. Choose the unit that asked."))
    needed(request.officer, _("Write down the name of the officer who asked."))
    needed(request.safety_plan, _("Write down the safety plan: who waits where, the signal, the way out."))
    if request.requested_on > timezone.localdate():
        raise NotPossible(_("The day of the request lies in the future. The request comes before the decoy."))
    if not request.goes_accompanied:
        raise NotPossible(_("Nobody goes alone, and nobody is ever left alone with a child. Plan a second person."))
    return request
