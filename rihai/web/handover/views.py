"""Pages of handing over: choose the colleague, see what she holds, choose who takes it, look, confirm, undo."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from rihai.accounts.fresh import fresh_factor
from rihai.accounts.models import User
from rihai.accounts.submissions import answers_resends, once
from rihai.accounts.visitor import visitor
from rihai.audit.refusals import Hidden
from rihai.duties.models import HandOver
from rihai.duties.selectors import colleagues_for
from rihai.web.handover.actions import AlreadyAway, LeftOver, Plan, hand_over_work, rehearse_hand_over
from rihai.web.handover.forms import HandOverWorkForm
from rihai.web.handover.permissions import can_undo, check_can_hand_over, check_can_look
from rihai.web.handover.returning import undo_hand_over
from rihai.web.handover.selectors import hand_overs_shown, held_by


@require_GET
def handover_list(request: HttpRequest) -> HttpResponse:
    user, now = visitor(request), timezone.now()
    check_can_look(user)
    rows = [(one, can_undo(user, one, now)) for one in hand_overs_shown(user)]
    context = {"rows": rows, "colleagues": [user, *colleagues_for(user)], "today": timezone.localdate(now)}
    return render(request, "web/handover/list.html", context)


@fresh_factor
@answers_resends
@require_http_methods(["GET", "POST"])
def handover_new(request: HttpRequest, uid: UUID) -> HttpResponse:
    user = visitor(request)
    check_can_look(user)
    worker = _colleague(user, uid)
    check_can_hand_over(user, worker, HandOver.Why.AWAY)
    held = held_by(worker, seen_by=user, now=timezone.now())
    form = HandOverWorkForm(request.POST or None, worker=worker, held=held, by=user)
    context = {"worker": worker, "held": held, "form": form}
    if request.method == "POST" and form.is_valid():
        try:
            return _look_or_hand_over(request, worker, form, context)
        except AlreadyAway as problem:
            form.add_error("why", str(problem))
    return render(request, "web/handover/new.html", context, status=422 if form.errors else 200)


@fresh_factor
@require_http_methods(["GET", "POST"])
def handover_undo(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Whoever had to show the second factor first comes back by GET, and presses again."""
    user = visitor(request)
    check_can_look(user)
    if request.method == "GET":
        return redirect("web:handover_list")
    hand_over = HandOver.objects.visible_to(user).filter(pk=uid).first()
    if hand_over is None:
        raise _missing(HandOver.objects.filter(pk=uid).first(), "handover.undone")
    with once(request) as sent:
        if sent.is_first:
            left = undo_hand_over(hand_over, by=user)
            messages.success(request, _("The work has gone back."))
            if left:
                messages.warning(request, _("Something stayed where it was. Look at the duties of everybody."))
            sent.goes_to("web:handover_list")
    return sent.answer()


def _look_or_hand_over(
    request: HttpRequest, worker: User, form: HandOverWorkForm, context: dict[str, object]
) -> HttpResponse:
    user, plan = visitor(request), form.plan()
    if "confirmed" in request.POST:
        try:
            return _hand_over(request, worker, plan, user)
        except LeftOver as problem:
            messages.error(request, str(problem))
    outcome = rehearse_hand_over(worker, plan=plan, by=user)
    return render(request, "web/handover/preview.html", {**context, "outcome": outcome, "plan": plan})


def _hand_over(request: HttpRequest, worker: User, plan: Plan, user: User) -> HttpResponse:
    with once(request) as sent:
        if sent.is_first:
            outcome = hand_over_work(worker, plan=plan, by=user)
            messages.success(request, _("Handed over."))
            if outcome.left:
                messages.warning(request, _("Something stayed where it was. Look at the duties of everybody."))
            sent.goes_to("web:handover_list")
    return sent.answer()


def _colleague(user: User, uid: UUID) -> User:
    worker = User.objects.visible_to(user).filter(pk=uid).first()
    if worker is None:
        raise _missing(User.objects.filter(pk=uid).first(), "handover.made")
    return worker


def _missing(hidden: User | HandOver | None, verb: str) -> Http404:
    """Nothing there, or nothing for her: the answer is the same, the attempt is kept."""
    return Http404() if hidden is None else Hidden(verb, hidden)
