"""Alerts as the actions leave them."""

from typing import Any

from rihai.accounts.models import User
from rihai.cases.facts import NOTHING_KNOWN, ScreeningFacts
from rihai.intake import actions
from rihai.intake.facts import AlertFacts, AlertPersonFacts
from rihai.intake.models import Alert, PossibleDuplicate
from rihai.people.facts import BirthFacts, NameFacts, PersonFacts, SourceFacts

WHAT = "She was told of work in a shop and does not answer"
SHORTEST = {"kind": "information_received", "channel": "phone", "what": WHAT}
PEOPLE = {"people-TOTAL_FORMS": "1", "people-INITIAL_FORMS": "0"}


def somebody(
    *names: str, sex: str = "female", birth: BirthFacts | None = None, screening: ScreeningFacts = NOTHING_KNOWN
) -> AlertPersonFacts:
    person = PersonFacts(sex=sex, birth=birth, names=tuple(NameFacts(name) for name in names))
    return AlertPersonFacts(person, screening)


def facts(**more: Any) -> AlertFacts:
    return AlertFacts(**{"kind": "missing_report", "channel": "phone", "what": WHAT, **more})


def an_alert(by: User, *names: str, **more: Any) -> Alert:
    """Each name is somebody of her own."""
    people = tuple(somebody(name) for name in names)
    return actions.record_alert(organisation=by.organisation, by=by, facts=facts(people=people, **more))


def from_source(name: str = "A shopkeeper", contact: str = "") -> SourceFacts:
    return SourceFacts(kind="community", reliability="B", name=name, contact=contact)


def pairs() -> list[PossibleDuplicate]:
    return list(PossibleDuplicate.objects.order_by("proposed_at"))
