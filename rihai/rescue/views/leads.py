"""Pages of leads: a fact in five taps, a decoy at police request, the judgement."""

from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from rihai.access.answers import Asking, ask, press
from rihai.access.drafts.pages import keeps_draft
from rihai.access.scope import get_visible
from rihai.accounts.models import User
from rihai.accounts.submissions import answers_resends
from rihai.accounts.visitor import visitor
from rihai.people.actions import record_source
from rihai.rescue import actions
from rihai.rescue.forms.leads import DecoyForm, JudgeForm, LeadForm
from rihai.rescue.models import Inquiry, Lead
from rihai.rescue.permissions import check_can_read_lead, check_can_record_decoy, check_can_work_inquiry
from rihai.rescue.selectors.inquiry import lead_on_page


@keeps_draft
@answers_resends
def lead_new(request: HttpRequest, uid: UUID) -> HttpResponse:
    user, inquiry = visitor(request), _inquiry(request, uid)
    check_can_work_inquiry(user, inquiry)
    form = LeadForm(request.POST or None, inquiry=inquiry, user=user)

    def act() -> str:
        source, told = form.known_source, form.new_source
        if told is not None:
            source = record_source(organisation=inquiry.organisation, by=user, facts=told)
        actions.add_lead(inquiry, facts=form.facts(source), by=user)
        return inquiry.get_absolute_url()

    asking = Asking(
        _("Add a lead"), _("Save the lead"), inquiry.get_absolute_url(), inquiry.reference, "rescue/lead_new.html"
    )
    return ask(request, form, asking, act)


@keeps_draft
@answers_resends
def decoy_new(request: HttpRequest, uid: UUID) -> HttpResponse:
    user, inquiry = visitor(request), _inquiry(request, uid)
    check_can_record_decoy(user, inquiry)
    form = DecoyForm(request.POST or None, inquiry=inquiry)

    def act() -> str:
        actions.record_decoy(inquiry, facts=form.facts(), request=form.request(), by=user)
        return inquiry.get_absolute_url()

    back = inquiry.get_absolute_url()
    asking = Asking(_("Record a decoy"), _("Save"), back, inquiry.reference, "rescue/decoy_new.html")
    return ask(request, form, asking, act)


@answers_resends
def lead_judge(request: HttpRequest, uid: UUID) -> HttpResponse:
    user = visitor(request)
    lead = _lead(uid, user)
    check_can_work_inquiry(user, lead.inquiry)
    form = JudgeForm(request.POST or None, initial={"standing": lead.standing})

    def act() -> str:
        standing = Lead.Standing(form.cleaned_data["standing"])
        actions.judge_lead(lead, standing=standing, basis=form.cleaned_data["basis"], by=user)
        return lead.inquiry.get_absolute_url()

    back = lead.inquiry.get_absolute_url()
    asking = Asking(
        _("What is this lead worth?"), _("Save the judgement"), back, lead.inquiry.reference, "rescue/lead_judge.html",
        done=_("The judgement is kept."), undo_url=reverse("rescue:lead_judge_undo", args=[lead.uid]),
    )  # fmt: skip
    # Read when the page is shown, so that sending the judgement is not one more reading in the trail.
    return ask(request, form, asking, act, more={"read_lead": partial(lead_on_page, lead, user)})


@require_POST
@answers_resends
def lead_judge_undo(request: HttpRequest, uid: UUID) -> HttpResponse:
    user = visitor(request)
    lead = _lead(uid, user)
    act = partial(actions.take_judgement_back, lead, by=user)
    return press(request, act, to=lead.inquiry.get_absolute_url(), done=_("The judgement is taken back."))


def _inquiry(request: HttpRequest, uid: UUID) -> Inquiry:
    rows = Inquiry.objects.select_related("place", "organisation")
    return get_visible(rows, visitor(request), uid, "inquiry.opened")


def _lead(uid: UUID, user: User) -> Lead:
    """Through its inquiry; a decoy's lead is hidden from those who may not read it, as on the inquiry's page."""
    lead = get_object_or_404(Lead.objects.all(), pk=uid)
    lead.inquiry = get_visible(Inquiry.objects.all(), user, lead.inquiry_id, "lead.judge")
    check_can_read_lead(user, lead)
    return lead
