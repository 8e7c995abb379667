"""The indicators, one function for each definition in `data/indicators.yaml`; what was known on a day, and no more.

Everything is asked by when it was written down. Where a record keeps only its latest state, the audit trail says what
its state was on that day: its rows are never changed. Here: counting. Not here: words (`definitions`), hiding small
counts (`measured`), the impact report with its tables (`impact`).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Final

from django.db.models import Exists, F, Min, OuterRef, Q, QuerySet, Subquery

from rihai.access.models import Grant, Reason
from rihai.audit.models import AuditEvent
from rihai.cases.kinds import EventKind
from rihai.cases.models import Case, CaseEvent
from rihai.cases.workflow import CLOSED
from rihai.directory.models import Agency
from rihai.intake.models import Alert, AlertDecision
from rihai.intake.workflow import Status
from rihai.people.models import Provenance, YesNoUnknown
from rihai.rescue.models import Inquiry, Lead, LeadJudgement, Operation
from rihai.research.definitions import Indicator, indicators
from rihai.research.impact import Figures, carried_out, end_of, own_figures
from rihai.research.measured import Measured, middle, number, ratio, share
from rihai.research.since import base_year_of, counted_since
from rihai.research.trail import last_events

CRISIS: Final = timedelta(minutes=30)
REVIEW: Final = timedelta(days=7)
REPEATED: Final = "duplicate"
UNFOUNDED_REASONS: Final = frozenset({"unfounded", "no_sign_of_exploitation", "person_safe"})
UNFOUNDED_OUTCOMES: Final = frozenset(
    {Inquiry.Outcome.VOLUNTARY.value, Inquiry.Outcome.FALSE_ALARM.value, Inquiry.Outcome.UNFOUNDED.value}
)
WARNED: Final = Operation.Result.TIPPED_OFF.value


@dataclass(frozen=True)
class Known:
    """Our own work of one organisation (None = all here), as it was known at the end of a day."""

    as_of: date
    organisation: Agency | None = None
    # Another first year than the one that was set, to see what it would change.
    tried_year: int | None = None

    @cached_property
    def base_year(self) -> int:
        if self.tried_year is not None:
            return self.tried_year
        return base_year_of(self.organisation.uid if self.organisation else None, self.until)

    def since(self, written: str, *days: str) -> Q:
        return counted_since(self.base_year, written, *days)

    @cached_property
    def until(self) -> datetime:
        return end_of(self.as_of)

    @cached_property
    def figures(self) -> Figures:
        return own_figures(self.as_of, self.organisation, self.base_year)

    def own(self, path: str = "") -> Q:
        """Own work, seen from a record that reaches it by `path`, as in "alert__"."""
        mine = Q(**{f"{path}provenance": Provenance.OWN})
        return mine & Q(**{f"{path}organisation": self.organisation}) if self.organisation else mine

    def colleagues(self, path: str) -> Q:
        return Q(**{f"{path}__organisation": self.organisation}) if self.organisation else Q()

    @cached_property
    def operations(self) -> QuerySet[Operation]:
        return Operation.objects.filter(self.own(), self.since("recorded_at", "occurred_on"))

    @cached_property
    def standing(self) -> QuerySet[AlertDecision]:
        """Decisions on alerts that stood at the end of the day."""
        is_standing = Q(taken_back_at=None) | Q(taken_back_at__gte=self.until)
        mine = self.own("alert__") & self.since("alert__received_at")
        return AlertDecision.objects.filter(is_standing, mine, decided_at__lt=self.until)


def operations(known: Known) -> Measured:
    return number(known.figures.operations)


def people_located(known: Known) -> Measured:
    return number(known.figures.people_located)


def people_freed(known: Known) -> Measured:
    return number(known.figures.people_freed)


def operations_led(known: Known) -> Measured:
    led = carried_out(known.operations, known.until).filter(part=Operation.Part.LED).count()
    return share(led, known.figures.operations)


def response_time(known: Known) -> Measured:
    alerts = Alert.objects.filter(known.own(), known.since("received_at"), decisions__decided_at__lt=known.until)
    first = alerts.annotate(first=Min("decisions__decided_at")).values_list("first", "received_at")
    return middle([max(0.0, (decided - received).total_seconds() / 60) for decided, received in first])


def crisis_in_time(known: Known) -> Measured:
    """Those nobody decided on count against us; those whose 30 minutes still ran do not count yet."""
    written = AuditEvent.objects.filter(verb="alert.recorded", subject_uid=OuterRef("pk"), at__lt=known.until)
    mine = known.own() & known.since("received_at")
    alerts = Alert.objects.filter(mine, Exists(written), danger_now=YesNoUnknown.YES)
    due = alerts.filter(received_at__lt=known.until - CRISIS)
    in_time = Q(decisions__decided_at__lte=F("received_at") + CRISIS, decisions__decided_at__lt=known.until)
    return share(due.filter(in_time).distinct().count(), due.count())


def verification_yield(known: Known) -> Measured:
    judged = LeadJudgement.objects.filter(lead=OuterRef("pk"), judged_at__lt=known.until)
    last = Subquery(judged.order_by("-judged_at", "-pk").values("standing")[:1])
    leads = Lead.objects.filter(known.own("inquiry__"), known.since("recorded_at")).annotate(last=last)
    decided = known.standing.count()
    return ratio(leads.filter(last=Lead.Standing.VERIFIED).count(), decided, n=decided)


def unfounded_share(known: Known) -> Measured:
    dismissed = known.standing.filter(outcome=Status.DISMISSED).exclude(code=REPEATED).values_list("code", flat=True)
    # An inquiry that began otherwise than with an alert is no closed alert.
    inquiries = Inquiry.objects.filter(known.own(), known.since("alert__received_at"), alert__isnull=False)
    last = last_events(("inquiry.closed", "inquiry.reopened"), inquiries, known.until).values()
    closed = [str(event.facts["outcome"]) for event in last if event.verb == "inquiry.closed"]
    unfounded = sum(code in UNFOUNDED_REASONS for code in dismissed) + sum(one in UNFOUNDED_OUTCOMES for one in closed)
    return share(unfounded, len(dismissed) + len(closed))


def leak_rate(known: Known) -> Measured:
    started = known.operations.filter(started_at__isnull=False, start_recorded_at__lt=known.until)
    ends = last_events(("operation.ended", "operation.called_off"), known.operations, known.until)
    warned = {uid for uid, event in ends.items() if event.facts["result"] == WARNED}
    begun = set(started.values_list("pk", flat=True))
    return share(len(warned), len(begun | warned))


def emergency_openings(known: Known) -> Measured:
    given = Grant.objects.filter(known.colleagues("granted_by"), basis=Grant.Basis.BREAK_GLASS)
    openings = given.filter(known.since("granted_at"), granted_at__lt=known.until).values("reason").distinct().count()
    cases = Case.objects.filter(known.own(), known.since("opened_at"), opened_at__lt=known.until).count()
    return ratio(openings, cases, n=cases, times=100)


def openings_reviewed(known: Known) -> Measured:
    mine = known.colleagues("written_by") & known.since("written_at")
    reasons = Reason.objects.filter(mine, written_at__lt=known.until - REVIEW)
    return share(reasons.filter(reviewed_at__lte=F("written_at") + REVIEW).count(), reasons.count())


def caseload(known: Known) -> Measured:
    cases = Case.objects.filter(known.own(), opened_at__lt=known.until)
    changes = CaseEvent.objects.filter(case=OuterRef("pk"), kind=EventKind.STATUS, recorded_at__lt=known.until)
    last = Subquery(changes.order_by("-recorded_at", "-pk").values("detail")[:1])
    open_cases = {uid for uid, status in cases.annotate(last=last).values_list("pk", "last") if status not in CLOSED}
    assigned = last_events(("case.assigned",), cases, known.until)
    workers = [str(event.facts["to"]) for uid, event in assigned.items() if uid in open_cases]
    return ratio(len(workers), len(set(workers)), n=len(workers))


FUNCTIONS: Final[dict[str, Callable[[Known], Measured]]] = {
    each.__name__: each
    for each in (
        operations, people_located, people_freed, operations_led, response_time, crisis_in_time, verification_yield,
        unfounded_share, leak_rate, emergency_openings, openings_reviewed, caseload,
    )
}  # fmt: skip


def measure(indicator: Indicator, known: Known) -> Measured:
    return FUNCTIONS[indicator.code](known)


def measure_all(known: Known) -> list[tuple[Indicator, Measured]]:
    """Every indicator in the order of its definition."""
    return [(one, measure(one, known)) for one in indicators()]
