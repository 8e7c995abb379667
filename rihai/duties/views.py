"""Pages of duties: ticking off, putting off, handing on, the week, the lists for whoever leads. My day is in `web`."""

from collections.abc import Callable
from functools import partial
from typing import cast
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rihai.accounts.models import User
from rihai.accounts.permissions import Permission
from rihai.accounts.submissions import once
from rihai.audit import actions as audit
from rihai.audit.refusals import Hidden
from rihai.duties.actions import (
    change_rule,
    complete_duty,
    end_repetition,
    note_talk,
    put_off_duty,
    reassign_duty,
    repeat_duty,
    restore_rule,
    undo_completion,
    undo_putting_off,
)
from rihai.duties.calendar import events_of, monday_of, week_of
from rihai.duties.forms import HandOverForm, LateForm, PutOffForm, RepeatForm, RuleForm
from rihai.duties.late import chosen, holders_of, late_duties
from rihai.duties.models import Duty, Repetition
from rihai.duties.permissions import (
    CannotChange,
    CannotPutOff,
    CannotTake,
    can_hand_over,
    check_can_put_off,
    check_can_repeat,
    check_can_see_all,
    check_can_set_rules,
)
from rihai.duties.rules import Kind, load_rules, rule_of, words_of
from rihai.duties.schedules import changes_of, repetitions_of, rule_in, rules_shown
from rihai.duties.selectors import DutyRow, count_all_and_late, open_and_known, reasons_of, rows_for
from rihai.lib.ics import write_calendar

PER_PAGE = 25


@require_GET
def duty_list(request: HttpRequest) -> HttpResponse:
    user = cast("User", request.user)
    check_can_see_all(user)
    now = timezone.now()
    duties = open_and_known(user)
    pages = Paginator(duties, PER_PAGE)
    # Both counts with one question: whose records she may know of is the dear part of it.
    pages.count, overdue = count_all_and_late(duties, now)
    page = pages.get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": rows_for(user, cast("QuerySet[Duty]", page.object_list), now),
        "overdue": overdue,
        "may_hand_over": can_hand_over(user),
        "may_set_rules": user.has(Permission.DUTY_SET_RULES),
    }
    return render(request, "duties/duty_list.html", context)


@require_GET
def calendar(request: HttpRequest) -> HttpResponse:
    user, now = cast("User", request.user), timezone.now()
    monday = monday_of(request.GET.get("week", ""), timezone.localdate(now))
    return render(request, "duties/calendar.html", {"week": week_of(user, monday, now)})


@require_GET
def calendar_file(request: HttpRequest) -> HttpResponse:
    """The same for her own calendar: it leaves the house, so it says no more than the rule and the code."""
    user, now = cast("User", request.user), timezone.now()
    about = _("Codes only. Nobody may publish or pass on whom they stand for.")
    text = write_calendar(events_of(user, now), producer="Rihai", name=_("Duties"), about=about, now=now)
    audit.record("duty.calendar_taken", by=user)
    headers = {"Content-Disposition": 'attachment; filename="duties.ics"'}
    return HttpResponse(text, content_type="text/calendar; charset=utf-8", headers=headers)


@require_GET
def duty_late(request: HttpRequest) -> HttpResponse:
    user = cast("User", request.user)
    check_can_see_all(user)
    now = timezone.now()
    late = late_duties(user, now)
    holders = holders_of(late, now)
    form = LateForm(request.GET, holders=holders)
    who, days = form.chosen()
    page = Paginator(chosen(late, who=who, days=days, now=now), PER_PAGE).get_page(request.GET.get("page"))
    rows = rows_for(user, cast("QuerySet[Duty]", page.object_list), now)
    may_talk = user.has(Permission.DUTY_REASSIGN)
    context = {"form": form, "holders": holders, "page": page, "rows": rows, "may_talk": may_talk}
    return render(request, "duties/duty_late.html", context)


@require_POST
def duty_complete(request: HttpRequest, uid: UUID) -> HttpResponse:
    return _press(request, uid, complete_duty, _("Ticked off."))


@require_POST
def duty_undo(request: HttpRequest, uid: UUID) -> HttpResponse:
    return _press(request, uid, undo_completion, _("Taken back: it is open again."))


@require_POST
def duty_put_off_undo(request: HttpRequest, uid: UUID) -> HttpResponse:
    return _press(request, uid, undo_putting_off, _("Taken back: it rests no longer."))


@require_POST
def duty_talk(request: HttpRequest, uid: UUID) -> HttpResponse:
    return _press(request, uid, note_talk, _("Noted that you talked."), goes_to="duties:duty_late")


@require_http_methods(["GET", "POST"])
def duty_put_off(request: HttpRequest, uid: UUID) -> HttpResponse:
    user = cast("User", request.user)
    row = _row(user, uid)
    check_can_put_off(user, row.duty)
    form = PutOffForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return _put_off(request, row.duty, form, user)
        except CannotPutOff as problem:
            form.add_error("until", str(problem))
    latest, is_law = row.rule.latest(row.duty.due_at), row.rule.kind == Kind.LAW
    context = {"form": form, "row": row, "latest": latest, "is_law": is_law}
    return render(request, "duties/duty_put_off.html", context, status=422 if form.errors else 200)


@require_GET
def duty_reasons(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Why it was put off: opened for whoever leads, with an event in the trail."""
    user = cast("User", request.user)
    check_can_see_all(user)
    row = _row(user, uid)
    return render(request, "duties/duty_reasons.html", {"row": row, "reasons": reasons_of(row.duty, user)})


@require_http_methods(["GET", "POST"])
def duty_reassign(request: HttpRequest, uid: UUID) -> HttpResponse:
    user = cast("User", request.user)
    row = _row(user, uid)
    form = HandOverForm(request.POST or None, user=user)
    if request.method == "POST" and form.is_valid():
        try:
            return _hand_over(request, row.duty, form, user)
        except CannotTake as problem:
            form.add_error("to", str(problem))
    status = 422 if form.errors else 200
    return render(request, "duties/duty_reassign.html", {"form": form, "row": row}, status=status)


def _hand_over(request: HttpRequest, duty: Duty, form: HandOverForm, user: User) -> HttpResponse:
    with once(request) as sent:
        if sent.is_first:
            reassign_duty(duty, to=form.cleaned_data["to"], by=user)
            messages.success(request, _("Handed over."))
            sent.goes_to("web:my_day")
    return sent.answer()


@require_http_methods(["GET", "POST"])
def repetitions(request: HttpRequest) -> HttpResponse:
    """What comes again and again, and beginning something new."""
    user = cast("User", request.user)
    form = RepeatForm(request.POST or None, user=user)
    if request.method == "POST" and form.is_valid():
        check_can_repeat(user, rule_of(form.cleaned_data["rule"]))
        return _repeat(request, form, user)
    rows = repetitions_of(user)
    return render(request, "duties/repetitions.html", {"form": form, "rows": rows}, status=422 if form.errors else 200)


@require_POST
def repetition_end(request: HttpRequest, uid: UUID) -> HttpResponse:
    user = cast("User", request.user)
    repetition = Repetition.objects.visible_to(user).filter(pk=uid).first()
    if repetition is None:
        hidden = Repetition.objects.filter(pk=uid).first()
        raise Http404 if hidden is None else Hidden("duty.repetition_ended", hidden)
    with once(request) as sent:
        if sent.is_first:
            end_repetition(repetition, by=user)
            messages.success(request, _("It comes no more. What is open now stays owed."))
            sent.goes_to("duties:repetitions")
    return sent.answer()


@require_GET
def rule_list(request: HttpRequest) -> HttpResponse:
    user = cast("User", request.user)
    check_can_set_rules(user)
    return render(request, "duties/rule_list.html", {"rows": rules_shown(user)})


@require_http_methods(["GET", "POST"])
def rule_change(request: HttpRequest, code: str) -> HttpResponse:
    user = cast("User", request.user)
    check_can_set_rules(user)
    if code not in load_rules():
        raise Http404
    rule, detail = rule_in(user.organisation_id, code), request.GET.get("kind", "")
    if detail and detail not in rule.minutes_for:
        raise Http404
    form = RuleForm(request.POST or None, rule=rule, detail=detail)
    if "restore" in request.POST:
        return _set_rule(request, lambda: restore_rule(code, detail=detail, by=user), _("Back to the shipped rule."))
    if request.method == "POST" and form.is_valid():
        change = partial(change_rule, code, minutes=form.cleaned_data["minutes"], steps=form.steps(), detail=detail)
        try:
            return _set_rule(request, lambda: change(period=form.period(), by=user), _("The rule is changed."))
        except CannotChange as problem:
            form.add_error("minutes", str(problem))
    told = {"detail": detail, "detail_words": words_of(detail), "changes": changes_of(user, code, detail)}
    return render(
        request, "duties/rule_change.html", {"form": form, "rule": rule, **told}, status=422 if form.errors else 200
    )


def _repeat(request: HttpRequest, form: RepeatForm, user: User) -> HttpResponse:
    told = form.cleaned_data
    with once(request) as sent:
        if sent.is_first:
            repeat_duty(
                told["rule"], subject=told["subject"], organisation=user.organisation, owner=user,
                period=form.period(), first_on=told["first_on"], by=user,
            )  # fmt: skip
            messages.success(request, _("It will come again and again."))
            sent.goes_to("duties:repetitions")
    return sent.answer()


def _set_rule(request: HttpRequest, act: Callable[[], object], words: str) -> HttpResponse:
    with once(request) as sent:
        if sent.is_first:
            act()
            messages.success(request, words)
            sent.goes_to("duties:rule_list")
    return sent.answer()


def _put_off(request: HttpRequest, duty: Duty, form: PutOffForm, user: User) -> HttpResponse:
    with once(request) as sent:
        if sent.is_first:
            put_off_duty(duty, until=form.cleaned_data["until"], reason=form.cleaned_data["reason"], by=user)
            messages.success(request, _("Put off."))
            sent.goes_to("web:my_day")
    return sent.answer()


def _press(
    request: HttpRequest, uid: UUID, act: Callable[..., object], words: str, *, goes_to: str = "web:my_day"
) -> HttpResponse:
    """One button, one action on a duty that she sees."""
    user = cast("User", request.user)
    duty = _duty(user, uid)
    with once(request) as sent:
        if sent.is_first:
            act(duty, by=user)
            messages.success(request, words)
            sent.goes_to(goes_to)
    return sent.answer()


def _duty(user: User, uid: UUID) -> Duty:
    """One that she sees, or 404."""
    return _row(user, uid).duty


def _row(user: User, uid: UUID) -> DutyRow:
    rows = rows_for(user, Duty.objects.visible_to(user).filter(pk=uid), timezone.now())
    if not rows:
        hidden = Duty.objects.filter(pk=uid).first()
        if hidden is not None:
            raise Hidden("duty.opened", hidden)
        raise Http404
    return rows[0]
