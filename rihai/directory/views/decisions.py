"""What people decide about an entry: listed twice, one body or two, and whether anybody is routed there."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from rihai.directory import actions
from rihai.directory.forms import DuplicateForm, MarkForm
from rihai.directory.models import Agency, RouteMark
from rihai.directory.permissions import check_can_restrict
from rihai.directory.views.pieces import act, editable, form_page, staff


@require_http_methods(["GET", "POST"])
def agency_duplicate(request: HttpRequest, uid: UUID) -> HttpResponse:
    agency, user = editable(request, uid), staff(request)
    form = DuplicateForm(request.POST or None, agency=agency)
    return form_page(
        request,
        form,
        agency=agency,
        do=lambda: actions.propose_duplicate(agency, other=form.cleaned_data["other"], by=user),
        title=_("Listed twice?"),
        done=_("Compare the two entries, and decide."),
    )


@require_POST
def agency_distinct(request: HttpRequest, uid: UUID) -> HttpResponse:
    agency = get_object_or_404(Agency, pk=uid)
    return act(
        request, agency, lambda: actions.mark_distinct(agency, by=staff(request)), _("Noted: two different bodies.")
    )


@require_POST
def agency_merge(request: HttpRequest, uid: UUID, into: UUID) -> HttpResponse:
    agency, kept = get_object_or_404(Agency, pk=uid), get_object_or_404(Agency, pk=into)
    done = _("Merged. Both histories, references and links are kept; it can be undone.")
    return act(request, kept, lambda: actions.merge_agency(agency, into=kept, by=staff(request)), done)


@require_POST
def agency_unmerge(request: HttpRequest, uid: UUID) -> HttpResponse:
    agency = get_object_or_404(Agency, pk=uid)
    done = _("Undone. Both entries stand in the lists again.")
    return act(request, agency, lambda: actions.undo_merge(agency, by=staff(request)), done)


@require_http_methods(["GET", "POST"])
def mark_new(request: HttpRequest, uid: UUID) -> HttpResponse:
    agency, user = get_object_or_404(Agency, pk=uid), staff(request)
    check_can_restrict(user, agency)
    form = MarkForm(request.POST or None)
    return form_page(
        request,
        form,
        agency=agency,
        do=lambda: actions.propose_mark(agency, facts=form.facts(), by=user),
        title=_("Mark: do not route"),
        done=_("Proposed. It counts once a second person has confirmed it."),
        explains_mark=True,
    )


@require_POST
def mark_confirm(request: HttpRequest, uid: UUID) -> HttpResponse:
    mark = _visible(request, uid)
    done = _("Confirmed. This agency is offered to nobody here until the mark ends.")
    return act(request, mark.agency, lambda: actions.confirm_mark(mark, by=staff(request)), done)


@require_POST
def mark_end(request: HttpRequest, uid: UUID) -> HttpResponse:
    mark, user = _visible(request, uid), staff(request)
    needs_another = mark.is_in_force and mark.ending_by_id in (None, user.uid)
    done = _("Proposed. The mark holds until a second person ends it.") if needs_another else _("The mark is ended.")
    return act(request, mark.agency, lambda: actions.end_mark(mark, by=user), done)


def _visible(request: HttpRequest, uid: UUID) -> RouteMark:
    return get_object_or_404(RouteMark.objects.visible_to(staff(request)).select_related("agency"), pk=uid)
