"""Pages of alerts: the list, a new alert, one alert with its decision."""

from functools import partial
from typing import Final
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from rihai.access.answers import answer_opening
from rihai.access.drafts.pages import keeps_draft, leave_uncomplained
from rihai.access.own import OWN_WORK
from rihai.access.reading import Because, OwnWork
from rihai.access.scope import get_visible
from rihai.accounts.models import User
from rihai.accounts.permissions import Permission
from rihai.accounts.submissions import once
from rihai.accounts.undo import offer_undo
from rihai.accounts.visitor import visitor
from rihai.intake import actions
from rihai.intake.attachments.permissions import can_attach
from rihai.intake.forms import AlertForm, AlertPeople, TriageForm, people_form, with_another_person
from rihai.intake.labels import labels_of
from rihai.intake.models import Alert, PossibleDuplicate
from rihai.intake.permissions import (
    MISSING,
    can_compare,
    can_file_missing,
    can_record,
    can_reopen,
    can_triage,
    check_can_record,
    check_can_triage,
)
from rihai.intake.selectors import AlertPage, alert_page, alerts_listed
from rihai.intake.workflow import Status
from rihai.lib.workflow import NotPossible, StepNotAllowed
from rihai.rescue.models import Inquiry

PER_PAGE: Final = 25
UNPROCESSABLE: Final = 422


@require_GET
def alert_list(request: HttpRequest) -> HttpResponse:
    user = visitor(request)
    status = request.GET.get("status", Status.NEW)
    status = status if status in Status.values or status == "all" else Status.NEW
    page = Paginator(alerts_listed(user, status), PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "status": status, "statuses": Status.choices, "may_record": can_record(user)}
    return render(request, "intake/alert_list.html", context)


@keeps_draft
def alert_new(request: HttpRequest) -> HttpResponse:
    user = visitor(request)
    check_can_record(user, user.organisation_id)
    form, people = AlertForm(request.POST or None, user=user), people_form(request.POST or None)
    has_errors = False
    if request.method == "POST" and "more_people" in request.POST:
        form, people = with_another_person(request.POST, user)
    elif request.method == "POST":
        if form.is_valid() & people.is_valid():
            return _save(request, user, form, people)
        people.stay_within()
        has_errors = True
    leave_uncomplained(request, form, people)
    context = {"form": form, "people": people}
    return render(request, "intake/alert_new.html", context, status=UNPROCESSABLE if has_errors else 200)


def _save(request: HttpRequest, user: User, form: AlertForm, people: AlertPeople) -> HttpResponse:
    facts = form.facts(people.facts())
    with once(request) as sent:
        if sent.is_first:
            alert = actions.record_alert(organisation=user.organisation, by=user, facts=facts)
            sent.goes_to(alert)
            messages.success(request, _words_of_thanks(alert))
            if form.keeps_place_as_words:
                # Without the words themselves: a message is not sealed.
                messages.info(request, _("We did not find the district in the list. It is kept under “Where”."))
    return sent.answer()


def _words_of_thanks(alert: Alert) -> str:
    if alert.desk is None:
        return _("Alert %(reference)s is kept. It waits for a decision.") % {"reference": alert.reference}
    words = {"reference": alert.reference, "desk": alert.desk.name}
    return _("Alert %(reference)s is kept. It lies at the desk “%(desk)s” for a decision.") % words


@require_GET
def alert_detail(request: HttpRequest, uid: UUID) -> HttpResponse:
    user = visitor(request)
    return _page(request, user, _alert(user, uid, "alert.opened"), why=OWN_WORK)


@require_POST
def alert_open(request: HttpRequest, uid: UUID) -> HttpResponse:
    user = visitor(request)
    alert = _alert(user, uid, "alert.opened")
    return answer_opening(request, partial(_page, request, user, alert))


def alert_triage(request: HttpRequest, uid: UUID) -> HttpResponse:
    user = visitor(request)
    alert = _alert(user, uid, "alert.triage")
    check_can_triage(user, alert)
    if request.method == "POST":
        return _decide(request, user, alert)
    if not can_triage(user, alert):
        messages.info(request, _("This alert is decided already."))
        return redirect(alert)
    page = alert_page(alert, user)
    form = TriageForm(user=user, alert=alert, initial={"summary": page.what if isinstance(page.what, str) else ""})
    return _triage_page(request, page, form)


def _decide(request: HttpRequest, user: User, alert: Alert) -> HttpResponse:
    form = TriageForm(request.POST, user=user, alert=alert)
    if form.is_valid():
        try:
            with once(request) as sent:
                if sent.is_first:
                    sent.goes_to(_carry_out(user, alert, form))
                    _say_decided(request, alert, form.cleaned_data["decision"])
            return sent.answer()
        except NotPossible as error:
            form.add_error(None, str(error))
        except StepNotAllowed:
            form.add_error(None, _("Somebody has decided on this alert meanwhile. Look at it again before you go on."))
    return _triage_page(request, alert_page(alert, user), form)


def _say_decided(request: HttpRequest, alert: Alert, decision: str) -> None:
    undo_url = reverse("intake:alert_reopen", args=[alert.uid])
    if decision == "refer":
        offer_undo(request, _("The alert is referred. Tell the body that it is now theirs."), to=undo_url)
    elif decision == "dismiss":
        offer_undo(request, _("The alert is dismissed."), to=undo_url)
    else:
        messages.success(
            request, _("The alert is accepted and its inquiry has begun. If it was a mistake, close the inquiry.")
        )
        if alert.kind == MISSING:
            messages.info(request, _("Somebody is missing: record the missing report from the page of the alert."))


def _carry_out(user: User, alert: Alert, form: TriageForm) -> Alert | Inquiry:
    """Do what was decided and say which record's page follows."""
    data = form.cleaned_data
    if data["decision"] == "accept":
        officer = data["officer"] or (user if user.has(Permission.INQUIRY_WORK) else None)
        inquiry = actions.accept_alert(
            alert,
            priority=data["priority"],
            reason=data["reason"],
            officer=officer,
            summary=data["summary"],
            by=user,
        )
        is_hers = Inquiry.objects.visible_to(user).filter(pk=inquiry.pk).exists()
        return inquiry if is_hers else alert
    if data["decision"] == "refer":
        actions.refer_alert(
            alert,
            to=data["refer_to"],
            priority=data["priority"],
            code=data["referral"],
            reason=data["reason"],
            by=user,
        )
    else:
        actions.dismiss_alert(alert, code=data["dismissal"], reason=data["reason"], by=user)
    return alert


@require_POST
def alert_reopen(request: HttpRequest, uid: UUID) -> HttpResponse:
    user = visitor(request)
    alert = _alert(user, uid, "alert.triage")
    try:
        with once(request) as sent:
            if sent.is_first:
                actions.reopen_alert(alert, by=user)
                sent.goes_to(alert)
                messages.success(request, _("The decision is taken back. The alert waits for a decision again."))
    except StepNotAllowed:
        messages.info(request, _("This alert cannot be taken back any more: it is open already, or an inquiry began."))
        return redirect(alert)
    return sent.answer()


@require_POST
def duplicate_decide(request: HttpRequest, uid: UUID) -> HttpResponse:
    user = visitor(request)
    pair = get_object_or_404(PossibleDuplicate.objects.select_related("earlier", "later"), pk=uid)
    # First whether she may know of it: a mistake in what she sent must not tell her that it exists.
    for one in (pair.earlier_id, pair.later_id):
        _alert(user, one, "alert.compare")
    chosen = request.POST.get("decision", "")
    if chosen not in (PossibleDuplicate.Decision.SAME, PossibleDuplicate.Decision.DIFFERENT):
        raise BadRequest
    with once(request) as sent:
        if sent.is_first:
            actions.decide_duplicate(pair, decision=PossibleDuplicate.Decision(chosen), by=user)
            sent.goes_to(pair.earlier if "from_earlier" in request.POST else pair.later)
    return sent.answer()


def _alert(user: User, uid: UUID, verb: str) -> Alert:
    return get_visible(Alert.objects.select_related("place", "desk", "source", "received_by"), user, uid, verb)


def _page(
    request: HttpRequest, user: User, alert: Alert, *, why: OwnWork | Because, reason_error: str = ""
) -> HttpResponse:
    context = {
        "page": alert_page(alert, user, why),
        "alert": alert,
        "labels": labels_of(alert),
        "reason_error": reason_error,
        "may_triage": can_triage(user, alert),
        "may_reopen": can_reopen(user, alert),
        "may_compare": can_compare(user),
        "may_attach": can_attach(user, alert),
        "may_file_missing": can_file_missing(user, alert),
        "may_break_glass": user.has(Permission.ACCESS_BREAK_GLASS),
    }
    return render(request, "intake/alert_detail.html", context, status=UNPROCESSABLE if reason_error else 200)


def _triage_page(request: HttpRequest, page: AlertPage, form: TriageForm) -> HttpResponse:
    context = {"page": page, "alert": page.alert, "labels": labels_of(page.alert), "form": form}
    return render(request, "intake/alert_triage.html", context, status=UNPROCESSABLE if form.errors else 200)
