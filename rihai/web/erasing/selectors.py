"""What erasing somebody takes with it, what stays, and what stands in its way: counts alone, no name and no word.

Whoever asks is shown counts of what she may know of; whoever decides, of all. Not here: the erasing (`actions`).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, TypeVar
from uuid import UUID

from django.db.models import Model, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rihai.access.scope import ScopedQuerySet
from rihai.accounts.models import User
from rihai.accounts.permissions import Permission
from rihai.cases.erasing.models import Erasure
from rihai.cases.models import Case, CaseEvent, CaseNote, Document
from rihai.cases.workflow import CLOSED
from rihai.offences.evidence.models import EvidenceItem
from rihai.offences.obstacles.models import Obstacle
from rihai.people.models import IdentityItem, Person, PersonName, Relative, SamePerson
from rihai.prosecution.models import Claim, Detention, LegalCase, LegalCaseSurvivor, LegalQuestion, Threat
from rihai.prosecution.owing.erased import is_about_another, is_before_court, needed_in_court
from rihai.prosecution.workflow import CLAIM_OVER
from rihai.tracing.models import FoundPhoto, FoundRecord, MissingReport, ReportPhoto
from rihai.tracing.workflow import ReportStatus

ERASED_ALREADY: Final = _("This person was erased already.")
STILL_OPEN: Final = _("A case of this person is still open. Close it first, with a second person.")
STILL_CLAIMED: Final = _(
    "A claim still runs, and without the data nobody can be paid. Let it end, or record that it is not wished any more."
)
STILL_SOUGHT: Final = _("This person is still sought. End the search first.")
STILL_HELD: Final = _("This person is still kept in a home. Write down first how that ended.")
STILL_THREATENED: Final = _("A threat against this person has no answer yet. Write down first what was done.")
ASKED_ALREADY: Final = _("Somebody has asked for this already, and it waits for a second person.")

Counted = tuple[str | Promise, int]
M = TypeVar("M", bound=Model)


@dataclass(frozen=True)
class Line:
    label: str | Promise
    count: int


@dataclass(frozen=True)
class Eyes:
    """Of whoever looks."""

    user: User

    def on(self, rows: ScopedQuerySet[M]) -> ScopedQuerySet[M]:
        return rows if self.see_all else rows.visible_to(self.user)

    def inside(self, rows: ScopedQuerySet[M]) -> ScopedQuerySet[M]:
        """Notes and events, of which a grant opens only some."""
        return rows if self.see_all else self.on(rows).filter(compartment__in=self.user.compartments)

    @property
    def see_all(self) -> bool:
        return self.user.has(Permission.ERASURE_DECIDE)


@dataclass(frozen=True)
class Reach:
    """How far an erasing goes now."""

    goes: tuple[Line, ...]
    stays: tuple[Line, ...]
    in_the_way: tuple[str | Promise, ...]
    is_whole: bool


def erasures_shown(user: User) -> QuerySet[Erasure]:
    return Erasure.objects.visible_to(user).select_related("case__person", "asked_by", "decided_by")


def reach_of(person: Person, *, seen_by: User) -> Reach:
    eyes = Eyes(seen_by)
    cases = list(Case.objects.filter(person=person).values_list("pk", flat=True))
    each = _legal_cases(cases, eyes)
    running = [one for one in each if is_before_court(one)]
    shared = [one for one in each if one not in running and is_about_another(one, person)]
    needed = needed_in_court(cases, running)
    items = eyes.on(EvidenceItem.objects.filter(case__in=cases))
    papers = eyes.inside(Document.objects.filter(case__in=cases))
    stays = (
        (_("Legal cases that still run, until nothing is owed about them"), len(running)),
        (_("Legal cases that are about somebody else too"), len(shared)),
        (_("Items of evidence, as long as a legal case runs"), items.filter(pk__in=needed.items).count()),
        (
            _("Papers of police, courts and doctors, and evidence, as long as a legal case runs"),
            papers.filter(pk__in=needed.papers).count(),
        ),
        (_("Other records of the same person here: whoever works on one asks for it"), _linked(person, eyes)),
    )
    goes = (
        *_of_person(person, eyes),
        *_of_cases(cases, eyes),
        (_("Documents"), papers.exclude(pk__in=needed.papers).count()),
        (_("Items of evidence"), items.exclude(pk__in=needed.items).count()),
        (_("Legal cases that are over"), len(each) - len(running) - len(shared)),
    )
    return Reach(_lines(goes), _lines(stays), tuple(in_the_way(person)), eyes.see_all)


def in_the_way(person: Person) -> list[str | Promise]:
    """What would be lost for her, or for whoever looks for her."""
    cases = Case.objects.filter(person=person)
    found: list[str | Promise] = []
    if person.data_key is not None and person.data_key.destroyed_at is not None:
        found.append(ERASED_ALREADY)
    if cases.exclude(status__in=CLOSED).exists():
        found.append(STILL_OPEN)
    if Claim.objects.filter(case__in=cases).exclude(status__in=CLAIM_OVER).exists():
        found.append(STILL_CLAIMED)
    if MissingReport.objects.filter(person=person, status=ReportStatus.OPEN).exists():
        found.append(STILL_SOUGHT)
    found += _of_danger(cases)
    return found


def _of_danger(cases: QuerySet[Case]) -> list[str | Promise]:
    """Nobody could be helped any more whom nobody knows."""
    held = Detention.objects.filter(survivor__case__in=cases, end="").exists()
    # Whom it met is not always said.
    about_her = LegalCaseSurvivor.objects.filter(case__in=cases).values("legal_case_id")
    met = Q(survivor__case__in=cases) | Q(survivor=None, legal_case__in=about_her)
    threatened = Threat.objects.filter(met, answered_at=None).exists()
    return [words for is_so, words in ((held, STILL_HELD), (threatened, STILL_THREATENED)) if is_so]


def is_asked(person: Person) -> bool:
    return Erasure.objects.filter(case__person=person, decided_at=None).exists()


def _of_person(person: Person, eyes: Eyes) -> tuple[Counted, ...]:
    reports = eyes.on(MissingReport.objects.filter(person=person))
    founds = eyes.on(FoundRecord.objects.filter(person=person))
    taken, of_found = ReportPhoto.objects.filter(report__in=reports), FoundPhoto.objects.filter(found__in=founds)
    return (
        (_("Names"), eyes.on(PersonName.objects.filter(person=person)).count()),
        (_("Phones, addresses, documents and marks"), eyes.on(IdentityItem.objects.filter(person=person)).count()),
        (_("Relatives"), eyes.on(Relative.objects.filter(person=person)).count()),
        (_("Missing reports and found records"), reports.count() + founds.count()),
        (_("Photos"), taken.count() + of_found.count()),
    )


def _of_cases(cases: list[UUID], eyes: Eyes) -> tuple[Counted, ...]:
    return (
        (_("Cases, with what was wished"), eyes.on(Case.objects.filter(pk__in=cases)).count()),
        (_("Events on the timeline"), eyes.inside(CaseEvent.objects.filter(case__in=cases)).count()),
        (_("Notes"), eyes.inside(CaseNote.objects.filter(case__in=cases)).count()),
        (_("Claims that are over"), eyes.on(Claim.objects.filter(case__in=cases, status__in=CLAIM_OVER)).count()),
        (_("Obstacles"), eyes.on(Obstacle.objects.filter(case__in=cases)).count()),
        (_("Questions to lawyers"), eyes.on(LegalQuestion.objects.filter(case__in=cases)).count()),
    )


def _linked(person: Person, eyes: Eyes) -> int:
    """Two colleagues found that they are of one human; each has its own people, who know what is wished."""
    records = SamePerson.objects.all_records_of(person.pk) - {person.pk}
    return eyes.on(Person.objects.filter(pk__in=records, data_key__destroyed_at=None)).count()


def _legal_cases(cases: list[UUID], eyes: Eyes) -> list[LegalCase]:
    uids = LegalCaseSurvivor._base_manager.filter(case__in=cases).values_list("legal_case_id", flat=True)
    # What is owed about each is asked one after the other: somebody has one or two.
    return list(eyes.on(LegalCase.objects.filter(pk__in=set(uids))).order_by("pk"))


def _lines(counted: Iterable[Counted]) -> tuple[Line, ...]:
    return tuple(Line(label, count) for label, count in counted if count)
