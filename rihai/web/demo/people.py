"""From the invented people of the data files to the facts that the actions take."""

from datetime import date, datetime, time, timedelta
from typing import Final

from django.utils import timezone

from rihai.directory.fields import find_place
from rihai.directory.models import Place
from rihai.intake.facts import AlertFacts, AlertPersonFacts
from rihai.lib.precision import AgeCertainty, ImpreciseDate
from rihai.people.facts import BirthFacts, ContactFacts, NameFacts, PersonFacts, RelativeFacts
from rihai.people.models import YesNoUnknown
from rihai.web.demo.facts import Call, Contact, Kin, Somebody

WHILE_OPENING: Final = timedelta(seconds=50)


def person_facts(one: Somebody) -> PersonFacts:
    return PersonFacts(
        sex=one.sex,
        birth=BirthFacts.aged(one.age, timezone.localdate(), AgeCertainty.STATED),
        home_district=district(one.district),
        nationality_claimed=one.nationality,
        language=one.language,
        names=tuple(NameFacts(name.text, name.kind) for name in one.names),
    )


def relative_facts(one: Kin) -> RelativeFacts:
    return RelativeFacts(relation=one.relation, name=one.name, note=one.note, is_safe=YesNoUnknown(one.safe))


def contact_facts(one: Contact) -> ContactFacts:
    wants = YesNoUnknown(one.wants)
    return ContactFacts(
        wants_contact=wants,
        by_call=wants == YesNoUnknown.YES,
        number=one.number or None,
        who_may_answer=one.who or None,
        code_word=one.code_word or None,
        hours_from=None if one.from_hour is None else time(one.from_hour),
        hours_until=None if one.until_hour is None else time(one.until_hour),
    )


def alert_facts(call: Call, people: tuple[Somebody, ...]) -> AlertFacts:
    """As it was told: now, by the clock that the telling set, or some minutes before."""
    at = received_at(call)
    return AlertFacts(
        kind=call.kind,
        channel=call.channel,
        what=call.what,
        where=call.where,
        place=district(call.place),
        happened=ImpreciseDate(timezone.localdate(at)),
        people=tuple(AlertPersonFacts(person_facts(one)) for one in people),
        people_expected=call.people_expected,
        danger_now=YesNoUnknown(call.danger),
        signs=call.signs,
        received_at=at,
    )


def received_at(call: Call) -> datetime:
    """Of a call of minutes ago a little less, so that whole minutes are left while somebody opens the page."""
    return timezone.now() - (timedelta(minutes=call.minutes) - WHILE_OPENING if call.minutes else timedelta(0))


def days_ago(days: int) -> date:
    return timezone.localdate() - timedelta(days=days)


def today() -> ImpreciseDate:
    return ImpreciseDate(timezone.localdate())


def district(text: str) -> Place:
    return find_place(text)
