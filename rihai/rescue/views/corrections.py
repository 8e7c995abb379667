"""Pages that put a plan right before its operation starts."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from rihai.access.answers import ask
from rihai.accounts.submissions import answers_resends
from rihai.accounts.visitor import visitor
from rihai.rescue import actions
from rihai.rescue.forms.operations import CorrectPremisesForm, WithdrawUnitForm
from rihai.rescue.permissions import check_can_plan_operation
from rihai.rescue.views.operations import about, operation_for, premises_of
from rihai.rescue.views.units import contact_for


@answers_resends
def operation_premises(request: HttpRequest, uid: UUID) -> HttpResponse:
    user, operation = visitor(request), operation_for(request, uid)
    check_can_plan_operation(user, operation)
    form = CorrectPremisesForm(request.POST or None)

    def act() -> str:
        reason = form.cleaned_data["reason"]
        actions.correct_premises(operation, premises=premises_of(form, user), reason=reason, by=user)
        return operation.get_absolute_url()

    return ask(request, form, about(operation, _("Change the place"), _("Save the place")), act)


@answers_resends
def operation_unit_withdraw(request: HttpRequest, uid: UUID) -> HttpResponse:
    user, contact = visitor(request), contact_for(request, uid)
    check_can_plan_operation(user, contact.operation)
    form = WithdrawUnitForm(request.POST or None)

    def act() -> str:
        actions.withdraw_unit(contact, reason=form.cleaned_data["reason"], by=user)
        return contact.operation.get_absolute_url()

    title = _("Withdraw %(unit)s") % {"unit": contact.agency.name}
    return ask(request, form, about(contact.operation, title, _("Withdraw this unit")), act)
