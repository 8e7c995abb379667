"""Pages about what the reporter is told, and about somebody who may have been trafficked again."""

from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from rihai.access.answers import Asking, ask, press
from rihai.access.scope import get_visible
from rihai.accounts.submissions import answers_resends
from rihai.accounts.visitor import visitor
from rihai.tracing import actions
from rihai.tracing.forms.telling import AgainForm, ConsentForm, ProgressForm
from rihai.tracing.models import AgainProposal, MissingReport, TellingConsent
from rihai.tracing.permissions import check_can_decide_again, check_can_work_report, check_may_tell
from rihai.tracing.views.reports import about


@answers_resends
def progress_new(request: HttpRequest, uid: UUID) -> HttpResponse:
    user, report = visitor(request), _report(request, uid)
    check_may_tell(user, report)
    form = ProgressForm(request.POST or None)

    def act() -> str:
        actions.tell_progress(report, words=form.cleaned_data["words"], by=user)
        return report.get_absolute_url()

    return ask(request, form, about(report, _("What was the reporter told?"), _("Save")), act)


@answers_resends
def consent_new(request: HttpRequest, uid: UUID) -> HttpResponse:
    user, report = visitor(request), _report(request, uid)
    check_can_work_report(user, report)
    form = ConsentForm(request.POST or None, person=report.person)

    def act() -> str:
        actions.record_telling_consent(report, **form.cleaned_data, by=user)
        return report.get_absolute_url()

    title, button = _("What may the reporter be told?"), _("The person agreed to these words")
    asking = Asking(title, button, report.get_absolute_url(), report.reference, template="tracing/consent_new.html")
    return ask(request, form, asking, act)


@require_POST
@answers_resends
def consent_tell(request: HttpRequest, uid: UUID) -> HttpResponse:
    user, consent = visitor(request), _consent(request, uid)
    check_may_tell(user, consent.report, consent)
    act = partial(actions.tell_her_words, consent.report, consent=consent, by=user)
    return press(request, act, to=consent.report.get_absolute_url(), done=_("It is written down that you told it."))


@require_POST
@answers_resends
def consent_withdraw(request: HttpRequest, uid: UUID) -> HttpResponse:
    user, consent = visitor(request), _consent(request, uid)
    act = partial(actions.withdraw_telling_consent, consent, by=user)
    return press(request, act, to=consent.report.get_absolute_url(), done=_("These words are not told any more."))


@answers_resends
def again_detail(request: HttpRequest, uid: UUID) -> HttpResponse:
    user = visitor(request)
    rows = AgainProposal.objects.select_related("person", "decided_by")
    proposal = get_visible(rows, user, uid, "again.opened")
    check_can_decide_again(user, proposal)
    form = AgainForm(request.POST or None)

    def act() -> str:
        actions.decide_again(proposal, **form.cleaned_data, by=user)
        return proposal.get_absolute_url()

    person = proposal.person
    title, button = _("Did it happen again?"), _("Save the decision")
    asking = Asking(title, button, person.get_absolute_url(), person.code, template="tracing/again_detail.html")
    return ask(request, form, asking, act, more={"proposal": proposal})


def _report(request: HttpRequest, uid: UUID) -> MissingReport:
    return get_visible(MissingReport.objects.select_related("person"), visitor(request), uid, "report.opened")


def _consent(request: HttpRequest, uid: UUID) -> TellingConsent:
    consent = get_object_or_404(TellingConsent.objects.select_related("report__person"), pk=uid)
    _report(request, consent.report_id)
    return consent
