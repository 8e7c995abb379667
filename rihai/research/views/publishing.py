"""Pages of publishing: the list, one figure with what happened to it, proposing, deciding, correcting."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rihai.access.scope import get_visible
from rihai.accounts.models import User
from rihai.accounts.submissions import answers_resends, once
from rihai.accounts.visitor import visitor
from rihai.lib.workflow import NotPossible, StepNotAllowed
from rihai.research import actions
from rihai.research.definitions import Indicator, indicator
from rihai.research.forms import AsOfForm, BaseYearForm, PublishForm, ReasonForm
from rihai.research.indicators import Known
from rihai.research.models import Figure
from rihai.research.pages import tabs
from rihai.research.permissions import (
    can_decide,
    can_propose,
    check_can_decide,
    check_can_propose,
    check_can_see_impact,
    check_can_set_base_year,
)
from rihai.research.reading import COUNTS
from rihai.research.selectors import figures_of, published, told_together, waiting
from rihai.research.workflow import FigureStatus

BAD = 422


@require_GET
def figure_list(request: HttpRequest) -> HttpResponse:
    user = visitor(request)
    check_can_see_impact(user)
    figures = list(figures_of(user))
    context = {
        "tabs": tabs(request),
        "waiting": waiting(figures),
        "published": published(figures),
        "may_propose": can_propose(user),
    }
    return render(request, "research/figure_list.html", context)


@require_GET
def figure_detail(request: HttpRequest, uid: UUID) -> HttpResponse:
    return _detail(request, _figure(visitor(request), uid))


@require_http_methods(["GET", "POST"])
def base_year(request: HttpRequest) -> HttpResponse:
    user = visitor(request)
    check_can_set_base_year(user)
    year = Known(timezone.localdate(), user.organisation).base_year
    form = BaseYearForm(request.POST or None, initial={"year": year or None})
    if request.method == "POST" and form.is_valid():
        try:
            with once(request) as sent:
                if sent.is_first:
                    actions.set_base_year(form.cleaned_data["year"], by=user)
                    messages.success(request, _("Figures count from this year on from now."))
                    sent.goes_to("research:how_we_count")
            return sent.answer()
        except NotPossible as error:
            form.add_error("year", str(error))
    return render(request, "research/base_year.html", {"form": form}, status=BAD if form.errors else 200)


@require_http_methods(["GET", "POST"])
def figure_propose(request: HttpRequest, code: str) -> HttpResponse:
    user, asked = visitor(request), _indicator(code)
    check_can_propose(user)
    form = AsOfForm(request.POST or None, initial={"as_of": request.GET.get("as_of", timezone.localdate())})

    def propose() -> Figure:
        return actions.propose_figure(asked, as_of=form.day, by=user)

    if request.method == "POST" and form.is_valid() and (answer := _carried_out(request, form, propose)):
        return answer
    context = {"form": form, "indicator": asked}
    return render(request, "research/figure_propose.html", context, status=BAD if form.errors else 200)


@require_POST
@answers_resends
def figure_publish(request: HttpRequest, uid: UUID) -> HttpResponse:
    user = visitor(request)
    figure = _figure(user, uid)
    check_can_decide(user, figure)
    form = PublishForm(request.POST, is_warned=bool(told_together(figure)))

    def publish() -> Figure:
        return actions.publish_figure(figure, by=user, is_warned=form.cleaned_data.get("seen", False)).figure

    answer = _carried_out(request, form, publish) if form.is_valid() else None
    return answer or _detail(request, figure, publishing=form)


@require_http_methods(["GET", "POST"])
@answers_resends
def figure_refuse(request: HttpRequest, uid: UUID) -> HttpResponse:
    return _with_reason(request, uid, actions.refuse_figure, _("Keep this figure in the house"))


@require_http_methods(["GET", "POST"])
@answers_resends
def figure_withdraw(request: HttpRequest, uid: UUID) -> HttpResponse:
    return _with_reason(request, uid, actions.withdraw_figure, _("Withdraw this figure"))


@require_http_methods(["GET", "POST"])
@answers_resends
def figure_correct(request: HttpRequest, uid: UUID) -> HttpResponse:
    user = visitor(request)
    figure = _figure(user, uid)
    check_can_propose(user)
    form = ReasonForm(request.POST or None)

    def correct() -> Figure:
        asked, reason = _indicator(figure.indicator), form.cleaned_data["reason"]
        return actions.propose_correction(figure, indicator=asked, reason=reason, by=user)

    return _reason_page(request, figure, form, correct, _("Propose a correction"))


def _with_reason(request: HttpRequest, uid: UUID, decide: Callable[..., object], title: str) -> HttpResponse:
    user = visitor(request)
    figure = _figure(user, uid)
    check_can_decide(user, figure)
    form = ReasonForm(request.POST or None)

    def carry_out() -> Figure:
        decide(figure, reason=form.cleaned_data["reason"], by=user)
        return figure

    return _reason_page(request, figure, form, carry_out, title)


def _reason_page(
    request: HttpRequest, figure: Figure, form: ReasonForm, carry_out: Callable[[], Figure], title: str
) -> HttpResponse:
    if request.method == "POST" and form.is_valid() and (answer := _carried_out(request, form, carry_out)):
        return answer
    context = {"form": form, "figure": figure, "title": title}
    return render(request, "research/figure_reason.html", context, status=BAD if form.errors else 200)


def _carried_out(request: HttpRequest, form: Form, carry_out: Callable[[], Figure]) -> HttpResponse | None:
    """Do it once and go to the figure; where it cannot be done the form says why."""
    try:
        with once(request) as sent:
            if sent.is_first:
                sent.goes_to(carry_out())
                messages.success(request, _("Done. It stands below."))
    except NotPossible as error:
        form.add_error(None, str(error))
        return None
    except StepNotAllowed:
        form.add_error(None, _("Somebody has decided on this figure meanwhile. Look at it again."))
        return None
    return sent.answer()


def _detail(request: HttpRequest, figure: Figure, publishing: PublishForm | None = None) -> HttpResponse:
    user = visitor(request)
    told = told_together(figure) if figure.standing == FigureStatus.PROPOSED else []
    context = {
        "figure": figure,
        "corrections": [one for one in figures_of(user) if one.corrects_id == figure.uid],
        "told_together": told,
        "form": publishing or PublishForm(is_warned=bool(told)),
        "may_decide": can_decide(user, figure),
        "may_correct": can_propose(user) and figure.indicator in COUNTS,
    }
    return render(request, "research/figure_detail.html", context, status=BAD if publishing else 200)


def _figure(user: User, uid: UUID) -> Figure:
    return get_visible(figures_of(user), user, uid, "figure.open")


def _indicator(code: str) -> Indicator:
    found = indicator(code)
    if found is None:
        raise Http404
    return found
