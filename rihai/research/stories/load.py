"""Running published stories through the same actions as the screens.

Everything or nothing is loaded, and loading again changes nothing. What the publication leaves open
stays open: no unit, age, date, second person or closure is made up, and no printed name enters a
sealed part (the pseudonyms stand as pseudonyms).
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db import transaction

from rihai.accounts.actions import loading_account
from rihai.accounts.models import User
from rihai.audit import actions as audit
from rihai.cases.actions import record_event
from rihai.cases.facts import EventFacts
from rihai.cases.kinds import EventKind
from rihai.cases.models import Case, MovementStage
from rihai.directory.actions import load_reference
from rihai.directory.models import Agency, Place
from rihai.intake.actions import accept_alert, record_alert
from rihai.intake.facts import AlertFacts, AlertPersonFacts
from rihai.lib.precision import AgeCertainty
from rihai.offences.actions import link_premises, link_suspect, record_premises, record_suspect, state_suspect
from rihai.offences.facts import PremisesFacts, SuspectFacts
from rihai.offences.models import Premises
from rihai.people.facts import BirthFacts, PersonFacts
from rihai.people.models import Person, Provenance
from rihai.rescue.actions import add_lead, record_found, record_past_operation
from rihai.rescue.facts import FoundFacts, LeadFacts, PastOperationFacts
from rihai.rescue.models import FoundPerson, Inquiry, Lead, Operation
from rihai.research.models import DeclaredFigure, PublishedStory
from rihai.research.stories.facts import NOT_STATED, Headline, Story, StoryFile, StoryFileError, StoryPlace
from rihai.research.stories.names import without_names

PUBLISHER_REF: Final = "ORG01"
WIDER: Final = (
    "The publisher's own definition seems wider: it prints all its stories, also the voluntary, located and "
    "self-escaped, as examples of these totals."
)
STAGES: Final = {
    "origin": MovementStage.RECRUITMENT,
    "taken_from": MovementStage.RECRUITMENT,
    "recruitment": MovementStage.RECRUITMENT,
    "transit": MovementStage.TRANSIT,
    "destination": MovementStage.TRANSIT,
    "exploitation": MovementStage.EXPLOITATION,
    "last_seen": MovementStage.SEEN,
    "picked_up": MovementStage.SEEN,
    "found": MovementStage.FOUND,
}
# Stations of a life that are no movement.
TOLD: Final = {"home": "Home", "stayed": "Stayed at"}


class UnknownPublisher(ValueError):
    """No organisation in the directory has this reference."""


@dataclass(frozen=True)
class Loaded:
    """How many stories stand here now, and how many of them came with this run."""

    stories: int
    added: int


@transaction.atomic
def load_stories(file: StoryFile, *, by: None, ref: str = PUBLISHER_REF) -> Loaded:
    """Load what is not here yet, as the publisher's own loading account."""
    publisher = _locked_publisher(ref, by)
    account = loading_account(publisher, by=by)
    here = dict(PublishedStory.objects.filter(publisher=publisher).values_list("key", "digest"))
    for story in file.stories:
        if here.get(story.key, story.digest) != story.digest:
            raise StoryFileError(file.name, story.key, "", "differs from the story of this id that stands here")
    added = [story for story in file.stories if story.key not in here]
    for story in added:
        load_story(story, source=file.source, by=account)
    _declare(file.headline, source=file.source, by=account)
    return Loaded(stories=len(here) + len(added), added=len(added))


@transaction.atomic
def load_story(story: Story, *, source: str, by: User) -> PublishedStory:
    """One story: its alert, inquiry, operation if there was one, and everybody found, each with a timeline."""
    digest = story.digest
    story = without_names(story)
    publisher = by.organisation
    alert = record_alert(organisation=publisher, by=by, facts=_alert_facts(story), provenance=Provenance.PUBLISHED)
    inquiry = accept_alert(alert, priority="", reason="", summary=_summary(story), by=by)
    for step in story.steps:
        add_lead(inquiry, facts=LeadFacts(kind=_kind_of(step), text=step), by=by)
    premises = _premises(story, inquiry, by)
    operation = _operation(story, inquiry, premises, by) if story.is_operation else None
    for row in alert.people.select_related("person"):
        found = _found(story, row.person, inquiry, operation, by)
        _timeline(story, found.case, row.person, by)
    _accused(story, inquiry, by)
    kept = PublishedStory.objects.create(
        publisher=publisher,
        key=story.key,
        source=source,
        month=story.month.value,
        digest=digest,
        alert=alert,
        loaded_by=by,
    )
    audit.record("story.loaded", by=by, subject=kept, people=len(story.persons))
    return kept


def _locked_publisher(ref: str, by: None) -> Agency:
    """Its row is the lock: two loads at the same time would both find nothing here."""
    publishers = Agency.objects.select_for_update().filter(ref=ref)
    publisher = publishers.first()
    if publisher is None:
        load_reference(by=by)
        publisher = publishers.first()
    if publisher is None:
        raise UnknownPublisher(
            f"No organisation in the directory has the reference '{ref}'. Look it up there, or add the organisation."
        )
    return publisher


def _alert_facts(story: Story) -> AlertFacts:
    people = tuple(
        AlertPersonFacts(PersonFacts(sex=one.sex, birth=_birth(one.age, story.month.value)), pseudonym=one.pseudonym)
        for one in story.persons
    )
    where = "; ".join(
        place.name for place in story.places if place.role in {"taken_from", "last_seen", "home", "origin"}
    )
    return AlertFacts(
        kind=story.alert_kind,
        channel=NOT_STATED,
        what=story.alert_trigger,
        where=where,
        place=_place_of(story.places),
        people=people,
    )


def _summary(story: Story) -> str:
    """Who reported and which bodies took part, in the publication's own words."""
    reporter = [] if story.reported_by == NOT_STATED else [f"Reported by: {story.reported_by}"]
    return "\n".join([*reporter, *(f"{one.name}: {one.role}" if one.role else one.name for one in story.agencies)])


def _birth(age: int | None, on: date) -> BirthFacts | None:
    return None if age is None else BirthFacts.aged(age, on, AgeCertainty.STATED)


def _kind_of(step: str) -> Lead.Kind:
    """A visit in disguise before the police knew is a discreet visit, not a decoy (R029)."""
    return Lead.Kind.DISCREET_VISIT if "incognito" in step else Lead.Kind.INFORMATION


def _place_of(places: tuple[StoryPlace, ...]) -> Place | None:
    """The district if the publication states one, else the State, else nothing."""
    for place in places:
        if place.district:
            return Place.objects.filter(name=place.district, state_name=place.state, kind=Place.Kind.DISTRICT).first()
    states = [place.state for place in places if place.state]
    return Place.objects.filter(name=states[0], kind=Place.Kind.STATE).first() if states else None


def _premises(story: Story, inquiry: Inquiry, by: User) -> Premises | None:
    """Only what the story calls the place of exploitation, of the operation or of confinement."""
    for place in story.places:
        if place.role in {"exploitation", "operation"} or place.kind:
            facts = PremisesFacts(kind=place.kind or NOT_STATED, place=_place_of((place,)), name=place.name)
            premises = record_premises(
                organisation=by.organisation, by=by, facts=facts, provenance=Provenance.PUBLISHED
            )
            link_premises(premises, to=inquiry, part=place.role, by=by)
            return premises
    return None


def _operation(story: Story, inquiry: Inquiry, premises: Premises | None, by: User) -> Operation:
    facts = PastOperationFacts(occurred=story.month, premises=premises, inquiry=inquiry)
    return record_past_operation(organisation=by.organisation, by=by, facts=facts, provenance=Provenance.PUBLISHED)


def _found(story: Story, person: Person, inquiry: Inquiry, operation: Operation | None, by: User) -> FoundPerson:
    facts = FoundFacts(
        person=person,
        outcome=story.resolution,
        exploitation=story.exploitation,
        operation=operation,
        inquiry=inquiry,
    )
    return record_found(organisation=by.organisation, by=by, facts=facts, provenance=Provenance.PUBLISHED)


def _timeline(story: Story, case: Case, person: Person, by: User) -> None:
    for place in story.places:
        if place.role in STAGES:
            _event(case, EventKind.MOVEMENT, place.name, by, movement=STAGES[place.role], place=_place_of((place,)))
        elif place.role in TOLD:
            _event(case, EventKind.OTHER, f"{TOLD[place.role]}: {place.name}", by, place=_place_of((place,)))
    for name, text in story.remarks:
        _event(case, EventKind.CONDITION if name == "condition" else EventKind.OTHER, text, by)
    for one in story.aftercare:
        if one.person == person.pseudonym:
            _event(case, EventKind.SUPPORT, one.status, by)


def _event(
    case: Case,
    kind: EventKind,
    text: str,
    by: User,
    *,
    movement: MovementStage = MovementStage.NONE,
    place: Place | None = None,
) -> None:
    record_event(case, facts=EventFacts(kind=kind, text=text, movement=movement, place=place), by=by)


def _accused(story: Story, inquiry: Inquiry, by: User) -> None:
    for one in story.accused:
        suspect = record_suspect(
            organisation=by.organisation,
            by=by,
            facts=SuspectFacts(description=one.description, head_count=one.count),
            provenance=Provenance.PUBLISHED,
        )
        note = "" if one.outcome == NOT_STATED else one.outcome
        link = link_suspect(suspect, to=inquiry, role=NOT_STATED, note=note, by=by)
        state = story.state_of(one)
        if state:
            state_suspect(link, state=state, on=None, by=by)


def _declare(headline: Headline, *, source: str, by: User) -> None:
    for measure, value in (("operations", headline.operations), ("people", headline.people)):
        figure, is_new = DeclaredFigure.objects.get_or_create(
            publisher=by.organisation,
            measure=measure,
            as_of=headline.as_of,
            defaults={
                "value": value,
                "since": headline.since,
                "note": WIDER,
                "source": source,
                "declared_by": by,
            },
        )
        if is_new:
            audit.record("figure.declared", by=by, subject=figure, measure=measure, value=value)
