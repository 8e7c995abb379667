"""Pages of obstacles: the list, one with its steps, what the body says, and the figures."""

from typing import Final
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from rihai.access.answers import Asking, ask
from rihai.access.drafts.pages import keeps_draft
from rihai.access.files.forms import WithdrawForm
from rihai.access.scope import get_visible
from rihai.accounts.models import User
from rihai.accounts.submissions import answers_resends
from rihai.accounts.visitor import visitor
from rihai.cases.models import Case
from rihai.offences.obstacles import actions
from rihai.offences.obstacles.figures import ENOUGH_DEALINGS, as_csv, figures_of, years
from rihai.offences.obstacles.forms import ObstacleForm, ReasonForm, TurnAnswerForm, TurnForm
from rihai.offences.obstacles.models import Obstacle, ObstacleStep
from rihai.offences.obstacles.permissions import (
    can_record_obstacle,
    can_see_figures,
    can_take_further,
    check_can_record_obstacle,
    check_can_see_figures,
    check_can_take_further,
)
from rihai.offences.obstacles.selectors import obstacle_page, obstacles_listed

PER_PAGE: Final = 25


@require_GET
def obstacle_list(request: HttpRequest) -> HttpResponse:
    user = visitor(request)
    page = Paginator(obstacles_listed(user), PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "may_record": can_record_obstacle(user), "may_see_figures": can_see_figures(user)}
    return render(request, "offences/obstacle_list.html", context)


@keeps_draft
@answers_resends
def obstacle_new(request: HttpRequest, uid: UUID | None = None) -> HttpResponse:
    """Of a case, or of none."""
    user = visitor(request)
    case = get_visible(Case.objects.select_related("person"), user, uid, "obstacle.record") if uid else None
    check_can_record_obstacle(user, case)
    form = ObstacleForm(request.POST or None, user=user)

    def act() -> str:
        return actions.record_obstacle(facts=form.facts(case), by=user).get_absolute_url()

    back, label = (case.get_absolute_url(), case.person.code) if case else (_list(), _("Obstacles"))
    return ask(request, form, Asking(_("What was put in the way?"), _("Save"), back, label), act)


@require_GET
def obstacle_detail(request: HttpRequest, uid: UUID) -> HttpResponse:
    user = visitor(request)
    obstacle = _obstacle(user, uid)
    may = can_take_further(user, obstacle) and obstacle.withdrawn_at is None
    context = {"obstacle": obstacle, "page": obstacle_page(obstacle, user), "may_take_further": may}
    return render(request, "offences/obstacle_detail.html", context)


@keeps_draft
@answers_resends
def obstacle_step_new(request: HttpRequest, uid: UUID) -> HttpResponse:
    user = visitor(request)
    obstacle = _obstacle(user, uid)
    check_can_take_further(user, obstacle)
    form = TurnForm(request.POST or None, user=user)

    def act() -> str:
        actions.turn_to(obstacle, facts=form.facts(), by=user)
        return obstacle.get_absolute_url()

    return ask(request, form, _about(obstacle, _("It was taken further")), act)


@keeps_draft
@answers_resends
def obstacle_step_answer(request: HttpRequest, uid: UUID) -> HttpResponse:
    user = visitor(request)
    step = ObstacleStep.objects.filter(pk=uid).first()
    if step is None:
        raise Http404
    obstacle = _obstacle(user, step.obstacle_id)
    check_can_take_further(user, obstacle)
    form = TurnAnswerForm(request.POST or None)

    def act() -> str:
        actions.record_turn_answer(step, **form.cleaned_data, by=user)
        return obstacle.get_absolute_url()

    return ask(request, form, _about(obstacle, step.get_to_display()), act)


@answers_resends
def obstacle_reason(request: HttpRequest, uid: UUID) -> HttpResponse:
    user = visitor(request)
    obstacle = _obstacle(user, uid)
    check_can_take_further(user, obstacle)
    form = ReasonForm(request.POST or None)

    def act() -> str:
        return actions.record_their_reason(obstacle, **form.cleaned_data, by=user).get_absolute_url()

    return ask(request, form, _about(obstacle, _("What the body itself says")), act)


@answers_resends
def obstacle_withdraw(request: HttpRequest, uid: UUID) -> HttpResponse:
    user = visitor(request)
    obstacle = _obstacle(user, uid)
    check_can_take_further(user, obstacle)
    form = WithdrawForm(request.POST or None)
    form.fields["reason"].help_text = _("It stays here with this reason, and is counted no more.")

    def act() -> str:
        return actions.withdraw_obstacle(obstacle, reason=form.cleaned_data["reason"], by=user).get_absolute_url()

    return ask(request, form, _about(obstacle, _("Recorded by mistake")), act)


@require_GET
def obstacle_figures(request: HttpRequest) -> HttpResponse:
    user = visitor(request)
    check_can_see_figures(user)
    year = _year(request.GET.get("year"))
    context = {"lines": figures_of(year, user), "year": year, "years": years(), "enough": ENOUGH_DEALINGS}
    return render(request, "offences/obstacle_figures.html", context)


@require_POST
def obstacle_figures_csv(request: HttpRequest) -> HttpResponse:
    user = visitor(request)
    check_can_see_figures(user)
    year = _year(request.POST.get("year"))
    actions.take_figures(year=year, by=user)
    name = f'attachment; filename="obstacles-{year}.csv"'
    content = as_csv(year, figures_of(year, user))
    return HttpResponse(content, content_type="text/csv; charset=utf-8", headers={"Content-Disposition": name})


def _year(text: str | None) -> int:
    """One of those that are offered; the latest otherwise."""
    return next((one for one in years() if str(one) == text), years()[0])


def _list() -> str:
    return reverse("offences:obstacle_list")


def _about(obstacle: Obstacle, title: object) -> Asking:
    return Asking(str(title), _("Save"), obstacle.get_absolute_url(), obstacle.reference)


def _obstacle(user: User, uid: UUID) -> Obstacle:
    rows = Obstacle.objects.select_related("agency", "case__person", "recorded_by", "withdrawn_by")
    return get_visible(rows, user, uid, "obstacle.opened")
