"""Reads that join models for one page or one decision: the desk of a new alert, and an alert with its neighbours."""

from dataclasses import dataclass

from rihai.accounts.models import Desk, User
from rihai.directory.models import Agency
from rihai.intake.models import Alert, AlertPerson, AlertToken, PossibleDuplicate
from rihai.intake.rules import CRISIS, NORMAL, target_minutes
from rihai.people.models import YesNoUnknown


def desk_for_new_alerts(organisation: Agency) -> Desk | None:
    """The intake desk, or the rescue desk of a small organisation; None leaves it with the recorder."""
    desks = Desk.objects.filter(organisation=organisation, is_active=True).order_by("-name")
    by_purpose = {desk.purpose: desk for desk in desks}
    return by_purpose.get(Desk.Purpose.INTAKE) or by_purpose.get(Desk.Purpose.RESCUE)


def minutes_until_triage(alert: Alert) -> int:
    """Danger now is a crisis before anybody has decided so."""
    return target_minutes(CRISIS if alert.danger_now == YesNoUnknown.YES else NORMAL)


@dataclass(frozen=True)
class Neighbour:
    """An alert that may concern the same matter, as far as this reader may know of it."""

    pair: PossibleDuplicate
    other: Alert
    reasons: tuple[str, ...]
    is_visible: bool


def people_of(alert: Alert) -> list[AlertPerson]:
    return list(alert.people.select_related("person", "person__home_district"))


def neighbours_of(alert: Alert, user: User) -> list[Neighbour]:
    """Whoever holds the earlier alert hears of a later one by its reference; the other way round only what is visible."""
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
