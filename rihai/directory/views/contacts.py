"""How an agency is reached: proposing a change, the call to the old number, stopping it, what waits."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rihai.directory import actions
from rihai.directory.forms import CallBackForm, ContactForm
from rihai.directory.models import AgencyContact, RouteMark
from rihai.directory.permissions import can_confirm_contact, can_write_personal, check_can_add, check_can_edit
from rihai.directory.views.pieces import act, editable, form_page, staff

PROPOSED = gettext_lazy("Proposed. Somebody else calls the old number and confirms it; a day later it takes effect.")


@require_http_methods(["GET", "POST"])
def contact_new(request: HttpRequest, uid: UUID) -> HttpResponse:
    agency, user = editable(request, uid), staff(request)
    form = ContactForm(request.POST or None, may_be_personal=can_write_personal(user))
    return form_page(
        request,
        form,
        agency=agency,
        do=lambda: actions.propose_contact(agency, facts=form.facts(), by=user),
        title=_("Add a number or address"),
        done=PROPOSED,
        explains_two_people=True,
    )


@require_http_methods(["GET", "POST"])
def contact_change(request: HttpRequest, uid: UUID) -> HttpResponse:
    contact, user = _visible(request, uid), staff(request)
    check_can_edit(user, contact.agency)
    form = ContactForm(request.POST or None, may_be_personal=contact.is_personal, replaces=contact)
    return form_page(
        request,
        form,
        agency=contact.agency,
        do=lambda: actions.propose_contact(contact.agency, facts=form.facts(), replaces=contact, by=user),
        title=_("Change a number or address"),
        done=PROPOSED,
        explains_two_people=True,
        contact=contact,
    )


@require_POST
def contact_remove(request: HttpRequest, uid: UUID) -> HttpResponse:
    contact = _visible(request, uid)
    return act(request, contact.agency, lambda: actions.propose_removal(contact, by=staff(request)), PROPOSED)


@require_http_methods(["GET", "POST"])
def contact_call(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The second person says what came of the call."""
    change, user = _visible(request, uid), staff(request)
    check_can_edit(user, change.agency)
    old = change.replaces or change.agency.contacts.visible_to(user).in_force().first()
    form = CallBackForm(request.POST or None, has_old_number=old is not None)
    return form_page(
        request,
        form,
        agency=change.agency,
        do=lambda: actions.record_call_back(change, facts=form.facts(), by=user),
        title=_("Call the old number"),
        done=_("The call is recorded."),
        change=change,
        contact=old,
        may_confirm=can_confirm_contact(user, change),
        calls=change.call_backs.select_related("called_by"),
    )


@require_POST
def contact_stop(request: HttpRequest, uid: UUID) -> HttpResponse:
    change = _visible(request, uid)
    done = _("The change is stopped. The old number stays.")
    return act(request, change.agency, lambda: actions.stop_change(change, by=staff(request)), done)


@require_GET
def waiting(request: HttpRequest) -> HttpResponse:
    """What waits for a second person."""
    user = staff(request)
    check_can_add(user)
    changes = AgencyContact.objects.visible_to(user).waiting().select_related("agency", "proposed_by", "replaces")
    marks = RouteMark.objects.visible_to(user).waiting().select_related("agency", "proposed_by")
    rows = [(change, change.status == "proposed" and can_confirm_contact(user, change)) for change in changes]
    return render(request, "directory/waiting.html", {"changes": rows, "marks": marks})


def _visible(request: HttpRequest, uid: UUID) -> AgencyContact:
    """A personal one does not exist for those who may not see it."""
    rows = AgencyContact.objects.visible_to(staff(request)).select_related("agency", "replaces", "proposed_by")
    return get_object_or_404(rows, pk=uid)
