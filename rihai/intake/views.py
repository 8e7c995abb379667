"""Pages of alerts: the list, a new alert, one alert with its decision."""

from typing import cast
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from rihai.access.scope import get_visible
from rihai.accounts.models import User
from rihai.accounts.submissions import once
from rihai.intake import actions
from rihai.intake.forms import AlertForm, AlertPersonFormSet, TriageForm
from rihai.intake.models import Alert, PossibleDuplicate
from rihai.intake.permissions import (
    can_compare,
    can_record,
    can_reopen,
    can_triage,
    check_can_record,
    check_can_triage,
)
from rihai.intake.selectors import alert_page, labels_of
from rihai.intake.workflow import Status
from rihai.lib.workflow import StepNotAllowed

PER_PAGE = 25


@require_GET
def alert_list(request: HttpRequest) -> HttpResponse:
    user = cast("User", request.user)
    status = request.GET.get("status", Status.NEW)
    status = status if status in Status.values or status == "all" else Status.NEW
    alerts = Alert.objects.visible_to(user).select_related("place", "desk")
    if status != "all":
        alerts = alerts.filter(status=status)
    page = Paginator(alerts, PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "status": status, "statuses": Status.choices, "may_record": can_record(user)}
    return render(request, "intake/alert_list.html", context)


def alert_new(request: HttpRequest) -> HttpResponse:
    user = cast("User", request.user)
    check_can_record(user)
    form = AlertForm(request.POST or None, user=user)
    people = AlertPersonFormSet(request.POST or None, prefix="people")
    if request.method == "POST" and "more_people" in request.POST:
        form, people = _with_another_person(request, user)
    elif request.method == "POST" and form.is_valid() and people.is_valid():
        return _save(request, user, form, people)
    status = 422 if form.errors or any(people.errors if people.is_bound else ()) else 200
    return render(request, "intake/alert_new.html", {"form": form, "people": people}, status=status)


def _save(request: HttpRequest, user: User, form: AlertForm, people: AlertPersonFormSet) -> HttpResponse:  # type: ignore[valid-type]
    named = tuple(row.facts() for row in people if not row.is_empty)
    with once(request) as sent:
        if sent.is_first:
            alert = actions.record_alert(organisation=user.organisation, by=user, facts=form.facts(named))
            sent.goes_to("intake:alert_detail", alert.uid)
            messages.success(
                request, _("Alert %(reference)s is kept. The desk has been told.") % {"reference": alert.reference}
            )
    return sent.answer()


def _with_another_person(request: HttpRequest, user: User) -> tuple[AlertForm, AlertPersonFormSet]:  # type: ignore[valid-type]
    """One more empty row; everything typed so far stays, and nothing is complained about yet."""
    data = request.POST.copy()
    rows = int(data.get("people-TOTAL_FORMS") or 1)
    data["people-TOTAL_FORMS"] = str(min(rows + 1, 20))
    form, people = AlertForm(data, user=user), AlertPersonFormSet(data, prefix="people")
    form._errors, people._errors = {}, [{} for _row in range(rows + 1)]
    return form, people


@require_GET
def alert_detail(request: HttpRequest, uid: UUID) -> HttpResponse:
    user = cast("User", request.user)
    alerts = Alert.objects.select_related("place", "desk", "inquiry", "source", "referred_to", "triaged_by")
    alert = get_visible(alerts, user, uid, "alert.opened")
    context = {
        "page": alert_page(alert, user),
        "alert": alert,
        "labels": labels_of(alert),
        "may_triage": can_triage(user, alert),
        "may_reopen": can_reopen(user, alert),
        "may_compare": can_compare(user),
        "decisions": PossibleDuplicate.Decision,
    }
    return render(request, "intake/alert_detail.html", context)


def alert_triage(request: HttpRequest, uid: UUID) -> HttpResponse:
    user = cast("User", request.user)
    alert = get_visible(Alert.objects.select_related("place", "desk", "source"), user, uid, "alert.triage")
    check_can_triage(user, alert)
    form = TriageForm(request.POST or None, user=user)
    if request.method == "POST" and form.is_valid():
        try:
            return _decide(request, user, alert, form)
        except StepNotAllowed:
            form.add_error(None, _("Somebody has decided on this alert meanwhile. Look at it again before you go on."))
    context = {"page": alert_page(alert, user), "alert": alert, "labels": labels_of(alert), "form": form}
    return render(request, "intake/alert_triage.html", context, status=422 if form.errors else 200)


def _decide(request: HttpRequest, user: User, alert: Alert, form: TriageForm) -> HttpResponse:
    data = form.cleaned_data
    with once(request) as sent:
        if not sent.is_first:
            return sent.answer()
        if data["decision"] == "accept":
            officer = data["officer"] or user
            inquiry = actions.accept_alert(
                alert, priority=data["priority"], reason=data["reason"], officer=officer, by=user
            )
            sent.goes_to("rescue:inquiry_detail", inquiry.uid)
        elif data["decision"] == "refer":
            actions.refer_alert(
                alert,
                to=data["refer_to"],
                priority=data["priority"],
                code=data["referral"],
                reason=data["reason"],
                by=user,
            )
            sent.goes_to("intake:alert_detail", alert.uid)
        else:
            actions.dismiss_alert(alert, code=data["dismissal"], reason=data["reason"], by=user)
            sent.goes_to("intake:alert_detail", alert.uid)
    return sent.answer()


@require_POST
def alert_reopen(request: HttpRequest, uid: UUID) -> HttpResponse:
    user = cast("User", request.user)
    alert = get_visible(Alert.objects.all(), user, uid, "alert.triage")
    try:
        actions.reopen_alert(alert, by=user)
    except StepNotAllowed:
        messages.info(request, _("This alert is open already."))
    return redirect("intake:alert_detail", alert.uid)


@require_POST
def duplicate_decide(request: HttpRequest, uid: UUID) -> HttpResponse:
    user = cast("User", request.user)
    pair = get_object_or_404(PossibleDuplicate, pk=uid)
    chosen = request.POST.get("decision", "")
    decision = (
        PossibleDuplicate.Decision(chosen) if chosen in PossibleDuplicate.Decision else PossibleDuplicate.Decision.OPEN
    )
    actions.decide_duplicate(pair, decision=decision, by=user)
    return redirect("intake:alert_detail", pair.earlier_id if "from_earlier" in request.POST else pair.later_id)
