"""Reads that join models for one page or one decision: the list, the page of one alert, the desk of a new one."""

from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.utils import timezone
from django.utils.functional import Promise

from rihai.access.own import OWN_WORK, OwnPage, open_own
from rihai.access.reading import Because, Opened, OwnWork
from rihai.accounts.models import Desk, User
from rihai.cases.rules import must_be_reported
from rihai.directory.models import Agency
from rihai.duties.schedules import rule_in
from rihai.intake.models import Alert, AlertDecision, AlertPerson, AlertToken, PossibleDuplicate
from rihai.intake.rules import CRISIS, NORMAL
from rihai.intake.workflow import Status
from rihai.lib.precision import Majority
from rihai.people.models import PersonName, Provenance, YesNoUnknown
from rihai.rescue.models import Inquiry
from rihai.tracing.models import MissingReport

SOURCE_PARTS: Final = ("name", "contact", "note")


def desk_for_new_alerts(organisation: Agency) -> Desk | None:
    """The intake desk, or the rescue desk of a small organisation; None leaves it with the recorder."""
    desks = Desk.objects.filter(organisation=organisation, is_active=True).order_by("-name")
    by_purpose = {desk.purpose: desk for desk in desks}
    return by_purpose.get(Desk.Purpose.INTAKE) or by_purpose.get(Desk.Purpose.RESCUE)


def urgency_until_triage(alert: Alert) -> str:
    """Danger now is a crisis before anybody has decided so."""
    return CRISIS if alert.danger_now == YesNoUnknown.YES else NORMAL


def minutes_until_triage(alert: Alert) -> int:
    """What the organisation of the alert has promised."""
    return rule_in(alert.organisation_id, "alert.triage").minutes_until(urgency_until_triage(alert))


def ages_of(alert: Alert) -> list[Majority]:
    """Whether those it is about are children, today."""
    today = timezone.localdate()
    return [row.person.majority(today) for row in alert.people.select_related("person")]


def alerts_listed(user: User, status: str) -> QuerySet[Alert]:
    """Our own alerts that she may know of. What waits for a decision: danger first, then the longest waiting."""
    own = Alert.objects.visible_to(user).filter(provenance=Provenance.OWN).select_related("place", "desk")
    if status != Status.NEW:
        return own if status == "all" else own.filter(status=status)
    danger = Case(When(danger_now=YesNoUnknown.YES, then=Value(0)), default=Value(1), output_field=IntegerField())
    return own.filter(status=Status.NEW).order_by(danger, "received_at")


@dataclass(frozen=True)
class Neighbour:
    """An alert that may concern the same matter, as far as this reader may know of it."""

    pair: PossibleDuplicate
    other: Alert
    reasons: tuple[str | Promise, ...]
    is_visible: bool


@dataclass(frozen=True, repr=False)
class PersonOnPage:
    """A coded person of an alert, with the names this reader may see."""

    row: AlertPerson
    names: tuple[str, ...]
    report: MissingReport | None = None


@dataclass(frozen=True, repr=False)
class DecisionOnPage:
    decision: AlertDecision
    reason: Any


@dataclass(frozen=True, repr=False)
class AlertPage:
    """One alert as this reader may see it; a part that she may not open stays sealed."""

    alert: Alert
    what: Any
    where: Any
    who: Any
    source: Opened | None
    people: tuple[PersonOnPage, ...]
    decisions: tuple[DecisionOnPage, ...]
    neighbours: tuple[Neighbour, ...]
    inquiry: Inquiry | None
    files: int
    needs_reason: bool
    is_open: bool

    @property
    def open_neighbours(self) -> tuple[Neighbour, ...]:
        return tuple(one for one in self.neighbours if one.pair.decision == PossibleDuplicate.Decision.OPEN)

    @property
    def must_be_reported(self) -> bool:
        """Whether to remind of reporting to the police, as long as nobody has taken the alert up."""
        today = timezone.localdate()
        return any(
            must_be_reported(one.row.person.majority(today), one.row.types_of_exploitation) for one in self.people
        )


def alert_page(alert: Alert, user: User, why: OwnWork | Because = OWN_WORK) -> AlertPage:
    """One reading for everything on the page that is her own work; the rest stays sealed."""
    rows = list(alert.people.select_related("person__home_district").prefetch_related("person__names"))
    decisions = list(alert.decisions.select_related("decided_by", "taken_back_by", "referred_to"))
    opened = open_own(
        (alert, ("what", "where")),
        (alert, ("who",)),
        ([name for row in rows for name in row.person.names.all()], ("text",)),
        (decisions, ("reason",)),
        (alert.source, SOURCE_PARTS),
        by=user,
        why=why,
    )
    reports = _reports_of(alert, user)
    return AlertPage(
        alert=alert,
        what=opened.value(alert, "what"),
        where=opened.value(alert, "where"),
        who=opened.value(alert, "who"),
        source=opened(alert.source),
        people=tuple(PersonOnPage(row, _names(row, opened), reports.get(row.person_id)) for row in rows),
        decisions=tuple(DecisionOnPage(one, opened.value(one, "reason")) for one in decisions),
        neighbours=tuple(neighbours_of(alert, user)),
        inquiry=Inquiry.objects.visible_to(user).filter(alert=alert).first(),
        files=alert.attachments.filter(withdrawn_at=None).count(),
        needs_reason=opened.needs_reason,
        is_open=opened(alert) is not None,
    )


def neighbours_of(alert: Alert, user: User) -> list[Neighbour]:
    """Whoever holds the earlier alert hears of a later one by its reference; anybody else only of what she may see."""
    pairs = PossibleDuplicate.objects.select_related("decided_by").filter(Q(earlier=alert) | Q(later=alert))
    held = sorted(pairs, key=lambda pair: pair.earlier_id != alert.uid)
    uids = {_other(pair, alert.uid) for pair in held}
    others = Alert.objects.select_related("desk").in_bulk(uids) if uids else {}
    visible = set(Alert.objects.visible_to(user).filter(pk__in=uids).values_list("pk", flat=True))
    found = []
    for pair in held:
        other = others[_other(pair, alert.uid)]
        if other.uid in visible or (pair.earlier_id == alert.uid and _holds(user, alert)):
            reasons = tuple(AlertToken.Kind(code).label for code in pair.reasons)
            found.append(Neighbour(pair, other, reasons, other.uid in visible))
    return found


def _holds(user: User, alert: Alert) -> bool:
    return alert.desk_id in user.desk_uids if alert.desk_id else alert.received_by_id == user.uid


def _other(pair: PossibleDuplicate, uid: UUID) -> UUID:
    return pair.later_id if pair.earlier_id == uid else pair.earlier_id


def _reports_of(alert: Alert, user: User) -> dict[UUID, MissingReport]:
    """By person: the missing report that began with this alert, if she may know of it."""
    rows = MissingReport.objects.visible_to(user).filter(origin_uid=alert.uid)
    return {one.person_id: one for one in rows}


def _names(row: AlertPerson, opened: OwnPage) -> tuple[str, ...]:
    names: list[PersonName] = list(row.person.names.all())
    return tuple(plain.text for name in names if (plain := opened(name)))
