"""Pages of a refusal to register: recording it, a step against it, what was answered."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from rihai.access.answers import ask
from rihai.access.drafts.pages import keeps_draft
from rihai.access.reading import OwnWork, read
from rihai.access.scope import get_visible
from rihai.accounts.models import User
from rihai.accounts.submissions import answers_resends
from rihai.accounts.visitor import visitor
from rihai.prosecution import actions
from rihai.prosecution.forms.refusals import AnswerForm, RefusalForm, RungForm
from rihai.prosecution.law.ladder import next_rung, rung
from rihai.prosecution.models import Refusal, RefusalStep
from rihai.prosecution.permissions import check_can_record
from rihai.prosecution.views.legal_cases import about, legal_case_for


@keeps_draft
@answers_resends
def refusal_new(request: HttpRequest, uid: UUID) -> HttpResponse:
    user, legal_case = visitor(request), legal_case_for(request, uid)
    check_can_record(user, legal_case)
    form = RefusalForm(request.POST or None)

    def act() -> str:
        actions.record_refusal(legal_case, facts=form.facts(), by=user)
        return legal_case.get_absolute_url()

    return ask(request, form, about(legal_case, _("Police refuse to register"), _("Save")), act)


@keeps_draft
@answers_resends
def refusal_step_new(request: HttpRequest, uid: UUID) -> HttpResponse:
    user = visitor(request)
    refusal = get_visible(Refusal.objects.select_related("station", "legal_case__station"), user, uid, "legal.record")
    check_can_record(user, refusal.legal_case)
    following = next_rung(set(refusal.steps.values_list("rung", flat=True)))
    first = {"rung": following.code if following else None}
    station = refusal.station or refusal.legal_case.station
    form = RungForm(request.POST or None, user=user, station=station, initial=first)

    def act() -> str:
        actions.take_step(refusal, facts=form.facts(), by=user)
        return refusal.legal_case.get_absolute_url()

    return ask(request, form, about(refusal.legal_case, _("A step against the refusal"), _("Save")), act)


@answers_resends
def refusal_step_answer(request: HttpRequest, uid: UUID) -> HttpResponse:
    user = visitor(request)
    step = get_visible(RefusalStep.objects.select_related("refusal__legal_case"), user, uid, "legal.record")
    legal_case = step.refusal.legal_case
    check_can_record(user, legal_case)
    form = AnswerForm(request.POST or None, initial=_answered(step, user) if request.method == "GET" else None)

    def act() -> str:
        form.show_again(step.answer_version)
        actions.record_step_answer(step, **form.cleaned_data, by=user)
        return legal_case.get_absolute_url()

    return ask(request, form, about(legal_case, rung(step.rung).label, _("Save")), act)


def _answered(step: RefusalStep, user: User) -> dict[str, object]:
    """What was answered already, to be put right."""
    if step.answer == RefusalStep.Answer.WAITING:
        return {}
    text = read((step, ("answer_text",)), by=user, why=OwnWork())(step).answer_text
    return {"seen": step.answer_version, "answer": step.answer, "on": step.answered_on, "text": text}
