"""Pages about those who are accused: adding one, and how matters stand with one."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from rihai.access.answers import ask, press
from rihai.access.reading import OwnWork, read
from rihai.access.scope import get_visible
from rihai.accounts.submissions import answers_resends
from rihai.accounts.visitor import visitor
from rihai.prosecution import actions
from rihai.prosecution.forms.accused import AccusedCorrectionForm, AccusedEndForm, AccusedForm, StateForm
from rihai.prosecution.models import AccusedLink, AccusedState, LegalCase
from rihai.prosecution.permissions import check_can_record
from rihai.prosecution.selectors.meanings import meaning_now
from rihai.prosecution.views.legal_cases import about, legal_case_for


@answers_resends
def accused_new(request: HttpRequest, uid: UUID) -> HttpResponse:
    user, legal_case = visitor(request), legal_case_for(request, uid)
    check_can_record(user, legal_case)
    form = AccusedForm(request.POST or None, user=user)

    def act() -> str:
        actions.add_accused(legal_case, facts=form.facts(), by=user)
        return legal_case.get_absolute_url()

    return ask(request, form, about(legal_case, _("Who is accused?"), _("Add")), act)


@answers_resends
def accused_correct(request: HttpRequest, uid: UUID) -> HttpResponse:
    user, (link, legal_case) = visitor(request), _link_for(request, uid)
    name = read((link.accused, ("name",)), by=user, why=OwnWork())(link.accused).name
    form = AccusedCorrectionForm(request.POST or None, initial={"name": name, "role": link.role, "seen": link.version})

    def act() -> str:
        form.show_again(link.version)
        actions.correct_accused(link, **form.cleaned_data, by=user)
        return legal_case.get_absolute_url()

    return ask(request, form, about(legal_case, _("Correct the name or the role"), _("Save")), act)


@answers_resends
def accused_end(request: HttpRequest, uid: UUID) -> HttpResponse:
    user, (link, legal_case) = visitor(request), _link_for(request, uid)
    form = AccusedEndForm(request.POST or None)

    def act() -> str:
        actions.end_accused(link, **form.cleaned_data, by=user)
        return legal_case.get_absolute_url()

    title = _("%(code)s was named by mistake") % {"code": link.accused.code}
    return ask(request, form, about(legal_case, title, _("Remove")), act)


@answers_resends
def accused_state(request: HttpRequest, uid: UUID) -> HttpResponse:
    user, (link, legal_case) = visitor(request), _link_for(request, uid)
    meaning = meaning_now(legal_case.organisation_id)
    form = StateForm(request.POST or None, initial={"state": request.GET.get("state", "")}, meaning=meaning)

    def act() -> str:
        actions.state_accused(link, facts=form.facts(), by=user)
        return legal_case.get_absolute_url()

    title = _("How do matters stand with %(code)s?") % {"code": link.accused.code}
    return ask(request, form, about(legal_case, title, _("Save")), act)


@require_POST
def state_withdraw(request: HttpRequest, uid: UUID) -> HttpResponse:
    user = visitor(request)
    state = get_visible(AccusedState.objects.select_related("link__legal_case"), user, uid, "legal.record")
    legal_case = state.link.legal_case
    check_can_record(user, legal_case)
    done, to = _("It counts no longer."), legal_case.get_absolute_url()
    return press(request, lambda: actions.withdraw_state(state, by=user), to=to, done=done)


def _link_for(request: HttpRequest, uid: UUID) -> tuple[AccusedLink, LegalCase]:
    link = AccusedLink.objects.select_related("legal_case", "accused").filter(pk=uid).first()
    if link is None:
        raise Http404
    legal_case = get_visible(LegalCase.objects.all(), visitor(request), link.legal_case_id, "legal.record")
    check_can_record(visitor(request), legal_case)
    return link, legal_case
