"""The page that says what the organisation means by "restrained"."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from rihai.access.answers import Asking, ask
from rihai.accounts.checks import check_holds
from rihai.accounts.permissions import Permission
from rihai.accounts.submissions import answers_resends
from rihai.accounts.visitor import visitor
from rihai.prosecution import actions
from rihai.prosecution.forms.meanings import MeaningForm
from rihai.prosecution.permissions import can_define
from rihai.prosecution.selectors.meanings import meanings_of


@answers_resends
def restrained(request: HttpRequest) -> HttpResponse:
    user = visitor(request)
    check_holds(user, Permission.LEGAL_RECORD, verb="legal.state_meaning")
    more = {"meanings": meanings_of(user.organisation_id), "may_define": can_define(user)}
    form = MeaningForm(request.POST or None)

    def act() -> str:
        actions.define_restrained(form.cleaned_data["text"], by=user)
        return reverse("prosecution:restrained")

    back, template = reverse("prosecution:legal_case_list"), "prosecution/restrained.html"
    asking = Asking(_("What we call restrained"), _("Save"), back, _("My legal cases"), template)
    return ask(request, form, asking, act, more=more)
