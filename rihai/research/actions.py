"""Publishing a figure: one person proposes it, another decides; both stand beside it.

Here: freezing and deciding, each with its audit event. A figure that was published is never changed: it is withdrawn,
or a correction stands beside it. Not here: counting and hiding (`reading`), how it is shown.
"""

from datetime import date

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from rihai.accounts.models import User
from rihai.audit import actions as audit
from rihai.directory.models import Agency
from rihai.disclosure.differencing import small_differences
from rihai.lib.workflow import NotPossible
from rihai.research.definitions import FAMILIES, Indicator, indicators
from rihai.research.impact import known_today
from rihai.research.indicators import Known
from rihai.research.measured import Measured, number
from rihai.research.models import BaseYear, Figure, FigureDecision
from rihai.research.permissions import can_see_exact, check_can_decide, check_can_propose, check_can_set_base_year
from rihai.research.protection import protected
from rihai.research.reading import COUNTS, HIDDEN, kept_apart, protected_measure, told
from rihai.research.selectors import told_together
from rihai.research.workflow import FIGURE, FigureStatus


@transaction.atomic
def propose_figure(indicator: Indicator, *, as_of: date, by: User) -> Figure:
    """Freeze the figure as it is known at the end of a day, as it may be passed on."""
    check_can_propose(by)
    today = timezone.localdate()
    if as_of > today:
        raise NotPossible(_("Nobody knows yet what will be recorded. Choose today or an earlier day."))
    # A proposal shows its number at once: by day after day it would tell what the reports do not.
    if not can_see_exact(by) and as_of != today:
        raise NotPossible(_("Choose today: two days side by side tell who came between them."))
    known = Known(as_of, by.organisation)
    measured = _with_its_family(indicator, known)
    year = indicator.base_year(known.base_year)
    figure = _frozen(indicator, measured, as_of=as_of, known_on=as_of, base_year=year, by=by)
    figure.save()
    audit.record("figure.proposed", by=by, subject=figure, indicator=indicator.code, as_of=as_of.isoformat())
    return figure


@transaction.atomic
def propose_correction(figure: Figure, *, indicator: Indicator, reason: str, by: User) -> Figure:
    """What is known today about the same time, beside the published figure and never instead of it."""
    figure = _locked(figure, by)
    check_can_propose(by)
    if figure.standing != FigureStatus.PUBLISHED:
        raise NotPossible(_("Only a published figure is corrected."))
    if indicator.code not in COUNTS:
        raise NotPossible(
            _("This figure cannot be counted anew for an earlier time. Withdraw it and propose a new one.")
        )
    if not reason.strip():
        raise NotPossible(_("Write down why the figure is corrected; the reason is published with it."))
    # Counted from the year that it was published with, whatever was set since.
    shown = protected(known_today(figure.as_of, by.organisation, figure.base_year))
    count = getattr(shown, indicator.code)
    measured = HIDDEN if count is None else number(count)
    if not can_see_exact(by) and small_differences({0: figure.n}, {0: measured.n}):
        raise NotPossible(
            _("The two differ by so few that the few could be told apart. Ask somebody who may see exact counts.")
        )
    day, year = figure.as_of, figure.base_year
    correction = _frozen(indicator, measured, as_of=day, known_on=timezone.localdate(), base_year=year, by=by)
    correction.corrects, correction.reason = figure, reason.strip()
    correction.save()
    audit.record("figure.correction_proposed", by=by, subject=correction, corrects=figure.uid)
    return correction


@transaction.atomic
def publish_figure(figure: Figure, *, by: User, is_warned: bool = False) -> FigureDecision:
    """The second person lets it out of the house, having been warned of what it tells beside others."""
    if not is_warned and told_together(_locked(figure, by)):
        raise NotPossible(
            _("Look at the warning first: beside another published figure it would tell of a few people.")
        )
    decision = _decide(figure, FigureStatus.PUBLISHED, "", by)
    audit.record("figure.published", by=by, subject=decision.figure, indicator=decision.figure.indicator)
    return decision


@transaction.atomic
def refuse_figure(figure: Figure, *, reason: str, by: User) -> FigureDecision:
    """It stays in the house; the reason stays with it."""
    decision = _decide(figure, FigureStatus.REFUSED, _needed(reason), by)
    audit.record("figure.refused_publication", by=by, subject=decision.figure)
    return decision


@transaction.atomic
def withdraw_figure(figure: Figure, *, reason: str, by: User) -> FigureDecision:
    """It was published and stays in the list, marked as withdrawn, with the reason."""
    decision = _decide(figure, FigureStatus.WITHDRAWN, _needed(reason), by)
    audit.record("figure.withdrawn", by=by, subject=decision.figure)
    return decision


@transaction.atomic
def set_base_year(year: int, *, by: User) -> BaseYear:
    """From now on; reports of earlier days and published figures keep the year that they were made with."""
    organisation = Agency.objects.select_for_update(no_key=True).get(pk=by.organisation_id)
    check_can_set_base_year(by)
    today = timezone.localdate()
    now, then = told(Known(today, organisation)), told(Known(today, organisation, tried_year=year))
    if small_differences(now, then):
        raise NotPossible(
            _("With this year a figure would differ by fewer than ten from the one shown now: the few could be told.")
        )
    row = BaseYear.objects.create(organisation=organisation, year=year, set_by=by)
    audit.record("figure.base_year_set", by=by, subject=row, year=year)
    return row


def _with_its_family(indicator: Indicator, known: Known) -> Measured:
    """As a list of all its kind would show it: two bases that differ by a few are never both told."""
    shown, family = protected(known.figures), FAMILIES.get(indicator.code)
    kind = [one for one in indicators() if one == indicator or (family and FAMILIES.get(one.code) == family)]
    return kept_apart({one: protected_measure(one, known, shown) for one in kind})[indicator]


def _frozen(
    indicator: Indicator, measured: Measured, *, as_of: date, known_on: date, base_year: int, by: User
) -> Figure:
    # Words of the file itself: a translation may change without a new version of the definition.
    with translation.override(None):
        return Figure(
            organisation=by.organisation,
            indicator=indicator.code,
            version=indicator.version,
            unit=indicator.unit.value,
            title=str(indicator.title),
            numerator=str(indicator.numerator),
            denominator=str(indicator.denominator),
            does_not_count=str(indicator.does_not_count),
            base=str(indicator.n),
            base_year=base_year,
            source=str(indicator.source),
            as_of=as_of,
            known_on=known_on,
            value=measured.value,
            n=measured.n,
            proposed_by=by,
        )


def _decide(figure: Figure, outcome: FigureStatus, reason: str, by: User) -> FigureDecision:
    figure = _locked(figure, by)
    check_can_decide(by, figure)
    FIGURE.step(figure.standing, outcome)
    return FigureDecision.objects.create(figure=figure, outcome=outcome, reason=reason, decided_by=by)


def _locked(figure: Figure, by: User) -> Figure:
    """Two people may decide at the same moment; the second finds what the first decided."""
    return Figure.objects.select_for_update(of=("self",)).visible_to(by).get(pk=figure.pk)


def _needed(reason: str) -> str:
    if not reason.strip():
        raise NotPossible(_("Write down the reason; it stays with the figure."))
    return reason.strip()
