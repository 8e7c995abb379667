"""From the invented people of the data files to the facts that the actions take."""

from datetime import date, datetime, timedelta
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
    )


def alert_facts(call: Call, people: tuple[Somebody, ...]) -> AlertFacts:
    """As it was told: received so many days or minutes ago, counted from now."""
    return AlertFacts(
        kind=call.kind,
        channel=call.channel,
        what=call.what,
        where=call.where,
        place=district(call.place),
        happened=on_day(call.days),
        people=tuple(AlertPersonFacts(person_facts(one)) for one in people),
        people_expected=call.people_expected,
        danger_now=YesNoUnknown(call.danger),
        signs=call.signs,
        received_at=received_at(call),
    )


def received_at(call: Call) -> datetime:
    """Of a call of minutes ago a little less, so that whole minutes are left while somebody opens the page."""
    ago = timedelta(days=call.days, minutes=call.minutes)
    return timezone.now() - (ago - WHILE_OPENING if call.minutes else ago)


def days_ago(days: int) -> date:
    return timezone.localdate() - timedelta(days=days)


def on_day(days: int) -> ImpreciseDate:
    return ImpreciseDate(days_ago(days))


def district(text: str) -> Place:
    return find_place(text)
