"""Reads that join models for one page or one decision: the desk of a new alert, and the page of one alert."""

from dataclasses import dataclass
from typing import Final

from rihai.access.own import open_own
from rihai.access.reading import Opened
from rihai.accounts.models import Desk, User
from rihai.directory.models import Agency
from rihai.intake.models import Alert, AlertPerson, AlertToken, PossibleDuplicate
from rihai.intake.rules import CRISIS, FILE, NORMAL, target_minutes
from rihai.lib.codelists import by_code
from rihai.people.models import YesNoUnknown


def desk_for_new_alerts(organisation: Agency) -> Desk | None:
    """The intake desk, or the rescue desk of a small organisation; None leaves it with the recorder."""
    desks = Desk.objects.filter(organisation=organisation, is_active=True).order_by("-name")
    by_purpose = {desk.purpose: desk for desk in desks}
    return by_purpose.get(Desk.Purpose.INTAKE) or by_purpose.get(Desk.Purpose.RESCUE)


def minutes_until_triage(alert: Alert) -> int:
    """Danger now is a crisis before anybody has decided so."""
    return target_minutes(CRISIS if alert.danger_now == YesNoUnknown.YES else NORMAL)


ALERT_PARTS: Final = ("what", "where", "who", "triage_reason")
SOURCE_PARTS: Final = ("name", "contact", "note")


@dataclass(frozen=True)
class Neighbour:
    """An alert that may concern the same matter, as far as this reader may know of it."""

    pair: PossibleDuplicate
    other: Alert
    reasons: tuple[str, ...]
    is_visible: bool


@dataclass(frozen=True, repr=False)
class PersonOnPage:
    """A coded person of an alert, with the names this reader may see."""

    row: AlertPerson
    names: tuple[str, ...]


@dataclass(frozen=True, repr=False)
class AlertPage:
    """One alert as this reader may see it: sealed parts she may not open are None."""

    alert: Alert
    opened: Opened | None
    source: Opened | None
    people: tuple[PersonOnPage, ...]
    neighbours: tuple[Neighbour, ...]


def alert_page(alert: Alert, user: User) -> AlertPage:
    """One reading for everything on the page that is her own work; the rest stays sealed."""
    rows = list(alert.people.select_related("person", "person__home_district").prefetch_related("person__names"))
    names = [name for row in rows for name in row.person.names.all()]
    opened = open_own((alert, ALERT_PARTS), (names, ("text",)), (alert.source, SOURCE_PARTS), by=user)
    return AlertPage(
        alert=alert,
        opened=opened(alert),
        source=opened(alert.source),
        people=tuple(
            PersonOnPage(row, tuple(plain.text for name in row.person.names.all() if (plain := opened(name))))
            for row in rows
        ),
        neighbours=tuple(neighbours_of(alert, user)),
    )


def neighbours_of(alert: Alert, user: User) -> list[Neighbour]:
    """The holder of the earlier alert hears of a later one by reference; the other way round only what is visible."""
    pairs = PossibleDuplicate.objects.select_related("earlier__desk", "later__desk")
    held = list(pairs.filter(earlier=alert)) + list(pairs.filter(later=alert))
    others = {pair.later_id if pair.earlier_id == alert.uid else pair.earlier_id for pair in held}
    visible = set(Alert.objects.visible_to(user).filter(pk__in=others).values_list("pk", flat=True))
    found = []
    for pair in held:
        other = pair.later if pair.earlier_id == alert.uid else pair.earlier
        if other.uid in visible or pair.earlier_id == alert.uid:
            reasons = tuple(str(AlertToken.Kind(code).label) for code in pair.reasons)
            found.append(Neighbour(pair, other, reasons, other.uid in visible))
    return found


@dataclass(frozen=True)
class Labels:
    """The words of an alert's codes, from the code lists."""

    kind: str
    channel: str
    priority: str
    signs: tuple[str, ...]
    triage: str


def labels_of(alert: Alert) -> Labels:
    signs = by_code(*FILE, "signs")
    reasons = {
        **by_code(*FILE, "dismissal_reasons"),
        **by_code(*FILE, "referral_reasons"),
        **by_code(*FILE, "triage_outcomes"),
    }
    return Labels(
        kind=by_code(*FILE, "kinds")[alert.kind].label,
        channel=by_code(*FILE, "channels")[alert.channel].label,
        priority=by_code(*FILE, "priorities")[alert.priority].label if alert.priority else "",
        signs=tuple(signs[code].label for code in alert.signs),
        triage=reasons[alert.triage_code].label if alert.triage_code else "",
    )
