"""The rows of one invented network: who works there, and a batch of people with all that is written about them.

Here: rows in the proportions of a network that has worked for ten years. Not here: the command (`seed`).
"""

import os
import random
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.contrib.auth.hashers import make_password
from django.db import models, transaction
from django.utils import timezone

from bench.audit_rate import fill as fill_trail
from rihai.access.compartments import Compartment
from rihai.access.models import Grant
from rihai.accounts.models import Desk, DeskMembership, RoleAssignment, User
from rihai.accounts.roles import NEEDS_SECOND_PERSON, Role
from rihai.audit.sealer import seal_pending
from rihai.cases.grants import BY_PART, WORKER
from rihai.cases.kinds import EventKind
from rihai.cases.models import Case, CaseEvent, CaseNote, DatePrecision, MovementStage, Participant
from rihai.cases.workflow import Status as CaseStatus
from rihai.directory.actions import load_reference
from rihai.directory.models import Agency, Place
from rihai.duties.models import Duty
from rihai.intake.actions import OPENED
from rihai.intake.models import Alert, AlertDecision, AlertPerson
from rihai.intake.workflow import Status as AlertStatus
from rihai.lib.codes import PERSON_PREFIX, Reference, new_code
from rihai.lib.pseudonyms import load_pseudonyms
from rihai.people.models import ContactSafety, IdentityItem, NameToken, Person, PersonName, YesNoUnknown
from rihai.people.rules import birth_band
from rihai.people.tokens import OWN_WORDS, PACKAGE, words_of
from rihai.rescue.actions.inquiries import OPENED_BY_OFFICER, PERSON_OPENED_BY_BOTH
from rihai.rescue.models import FoundFinding, FoundPerson, Inquiry, InquiryPerson, Lead, LeadJudgement
from rihai.rescue.workflow import InquiryStatus
from rihai.vault.blind import blind_index, is_too_common
from rihai.vault.cache import KEYS
from rihai.vault.key_models import AgencyKey, DataKey
from rihai.vault.keys import agency_keys, prepare_agency
from rihai.vault.wraps import wrap_data_key

SHARES = (7, 1, 1, 1)
SYLLABLES = ("ra", "si", "ta", "ni", "ma", "la", "de", "vi", "ku", "ha", "pa", "sa", "ro", "mi", "ja", "ne", "go", "ba")
WORDS = "She was brought by a man she trusted and says that she wants to learn a trade before she goes home. "
AGENCY = {"kind": "ngo", "source": "invented for measuring", "is_member": True, "is_demonstration": True}
# How many there are of each role for 100,000 people, in each organisation.
STAFF = {
    Role.CASEWORKER: (200, Desk.Purpose.CASEWORK),
    Role.SUPERVISOR: (20, Desk.Purpose.CASEWORK),
    Role.RESCUE_OFFICER: (40, Desk.Purpose.RESCUE),
    Role.RESCUE_COORDINATOR: (5, Desk.Purpose.INTAKE),
    Role.DIRECTOR: (1, Desk.Purpose.DIRECTION),
}
# The work on these is going on, so that a small network has some of every kind.
FIRST = 40


class Organisation:
    """One member with its staff and desks."""

    def __init__(self, number: int, people: int) -> None:
        self.agency = Agency.objects.create(name=f"Network member {number}", **AGENCY)
        prepare_agency(self.agency.uid)
        (self.key,) = agency_keys([self.agency.uid], AgencyKey.Purpose.WRAP)
        self.index = blind_index(self.agency.uid)
        self.people = 0
        self.tokens: dict[bytes, list[UUID]] = defaultdict(list)
        self.desks = {
            one: Desk.objects.create(organisation=self.agency, name=f"{one.value} desk", purpose=one)
            for one in Desk.Purpose
        }
        self.staff = {
            role: self._hire(number, role, max(1, count * people // 100_000), purpose)
            for role, (count, purpose) in STAFF.items()
        }

    def _hire(self, number: int, role: Role, count: int, purpose: Desk.Purpose) -> list[User]:
        hired = [
            User(
                username=f"{role.value}-{number}-{one}",
                display_name=f"{role.label} {one}",
                organisation=self.agency,
                password=make_password(None),
            )
            for one in range(count)
        ]
        User.objects.bulk_create(hired)
        witness, _ = User.objects.get_or_create(
            username=f"witness-{number}", defaults={"display_name": "Witness", "organisation": self.agency}
        )
        seconded = {"second_by": witness, "second_at": timezone.now()} if role in NEEDS_SECOND_PERSON else {}
        RoleAssignment.objects.bulk_create(
            RoleAssignment(user=one, role=role, given_by=one, **seconded) for one in hired
        )
        desk = self.desks[purpose]
        DeskMembership.objects.bulk_create(DeskMembership(user=one, desk=desk, joined_by=one) for one in hired)
        return hired


class Writer:
    """Writes batches of people; each belongs to the organisation that its number says."""

    def __init__(self, people: int) -> None:
        self.rng = random.Random(people)
        self.now = timezone.now()
        load_reference(by=None)
        self._directory(people // 5)
        self.districts = list(Place.objects.filter(kind=Place.Kind.DISTRICT))
        self.organisations = [Organisation(number, people) for number in range(len(SHARES))]
        self.names = ["".join(self.rng.choices(SYLLABLES, k=self.rng.choice((2, 3)))) for _ in range(4000)]
        self.weights = [1 / (rank + 10) for rank in range(len(self.names))]
        self.pseudonyms = load_pseudonyms(PACKAGE)
        self.codes: set[str] = set()
        self.rows: dict[type[models.Model], list[Any]] = {}

    @transaction.atomic
    def write(self, numbers: range) -> None:
        self.rows = defaultdict(list)
        for number in numbers:
            self._person(number)
        # In any order: the databases check foreign keys when the transaction ends.
        for model, rows in self.rows.items():
            model._base_manager.bulk_create(rows)

    def finish(self, readings: int) -> None:
        """Tokens of the rare words, as `people.tokens` keeps them; the trail."""
        for organisation in self.organisations:
            rows: list[NameToken] = []
            for token, people in organisation.tokens.items():
                common = is_too_common(len(people), organisation.people)
                holders: list[UUID | None] = [None] if common else [*people]
                rows += [NameToken(organisation=organisation.agency, person_id=one, token=token) for one in holders]
            NameToken.objects.bulk_create(rows, batch_size=5000)
        fill_trail(readings)
        seal_pending()

    def _directory(self, agencies: int) -> None:
        stations = (
            Agency(name=f"Invented station {one}", kind="police_station", source="invented") for one in range(agencies)
        )
        Agency.objects.bulk_create(stations, batch_size=5000)

    def _person(self, number: int) -> None:
        organisation = self._organisation_of(number)
        worker = self.rng.choice(organisation.staff[Role.CASEWORKER])
        words = self.rng.choices(self.names, self.weights, k=2)
        person = Person(
            organisation=organisation.agency,
            data_key=self._key(organisation),
            code=self._code(PERSON_PREFIX),
            pseudonym=self.rng.choice(self.pseudonyms),
            sex=self.rng.choice(("female", "female", "male")),
            birth_year=self.rng.randint(1980, 2015),
            age_certainty="stated",
            home_district=self.rng.choice(self.districts),
            nationality_claimed="IN",
            created_by=worker,
        )
        self._add(person)
        self._identity(organisation, person, words, worker)
        if number % 2 == 0:
            self._case(organisation, person, worker, is_first=number < FIRST)
        elif number % 10 < 6:
            self._alert(organisation, person, is_first=number < FIRST)

    def _organisation_of(self, number: int) -> Organisation:
        place = number // 2 % sum(SHARES)
        chosen = next(at for at in range(len(SHARES)) if place < sum(SHARES[: at + 1]))
        self.organisations[chosen].people += 1
        return self.organisations[chosen]

    def _identity(self, organisation: Organisation, person: Person, words: list[str], by: User) -> None:
        text = " ".join(word.title() for word in words)
        own = {"person": person, "data_key": person.data_key, "recorded_by": by}
        self._add(PersonName(text=text, **own))
        self._add(IdentityItem(kind=IdentityItem.Kind.PHONE, value=f"+91 90000 {self.rng.randrange(10**5):05}", **own))
        band = birth_band(person.birth_year)
        for word in words_of(text):
            organisation.tokens[organisation.index.compound(skeleton=word, sex=person.sex, birth_band=band)].append(
                person.uid
            )
            token = organisation.index.tokens(OWN_WORDS, [str(person.uid), word])
            self._add(NameToken(organisation=organisation.agency, person=person, token=token))

    def _case(self, organisation: Organisation, person: Person, worker: User, *, is_first: bool) -> None:
        opened = self._some_time_ago()
        is_open = is_first or self.rng.random() < 0.25
        case = Case(
            organisation=organisation.agency,
            person=person,
            data_key=self._key(organisation),
            case_owner=worker,
            status=CaseStatus.ACTIVE if is_open else CaseStatus.FOLLOW_UP,
            wish=WORDS,
            may_call=YesNoUnknown.YES,
            acts=["recruitment"],
            opened_at=opened,
            opened_by=worker,
        )
        self._add(case)
        self._timeline(case, worker)
        finder = self.rng.choice(organisation.staff[Role.RESCUE_OFFICER])
        self._add(Participant(case=case, user=finder, part=Participant.Part.FINDER, added_by=worker))
        for subject in (case, person):
            self._grant(subject, worker, WORKER, by=worker)
            self._grant(subject, finder, BY_PART[Participant.Part.FINDER], by=worker)
        self._add(ContactSafety(person=person, data_key=person.data_key, number="+91 90000 00000", updated_by=worker))
        self._found(case, finder)
        # A worker owes about as much as she can do: most of what was ever owed is done.
        self._duty(
            "case.first_talk",
            case,
            organisation,
            owner=worker,
            is_done=not is_first and not (is_open and self.rng.random() < 0.2),
        )
        self._duty("contact.confirm_number", person, organisation, owner=worker, is_done=True)

    def _timeline(self, case: Case, by: User) -> None:
        kinds = (EventKind.FOUND, EventKind.WISH, EventKind.TALK, EventKind.MEDICAL, EventKind.MOVEMENT)
        for days, kind in enumerate(kinds):
            is_station = kind == EventKind.MOVEMENT
            event = CaseEvent(
                case=case,
                data_key=case.data_key,
                kind=kind,
                occurred_on=(case.opened_at + timedelta(days=days)).date(),
                precision=DatePrecision.DAY,
                movement=MovementStage.EXPLOITATION if is_station else MovementStage.NONE,
                place=self.rng.choice(self.districts) if is_station else None,
                text=WORDS,
                where="A lane behind the market" if is_station else "",
                recorded_by=by,
            )
            self._add(event)
        for _ in range(3):
            self._add(CaseNote(case=case, data_key=case.data_key, body=WORDS * 4, written_by=by))

    def _alert(self, organisation: Organisation, person: Person, *, is_first: bool) -> None:
        coordinator = organisation.staff[Role.RESCUE_COORDINATOR][0]
        is_new = self.rng.random() < 0.002 or (is_first and self.rng.random() < 0.5)
        desk = organisation.desks[Desk.Purpose.INTAKE]
        alert = Alert(
            organisation=organisation.agency,
            reference=self._code(Reference.ALERT),
            data_key=self._key(organisation),
            desk=desk,
            kind="missing_report",
            channel="phone",
            received_at=self._some_time_ago(),
            received_by=coordinator,
            what=WORDS,
            where="Near the station",
            who="Her brother told us",
            place=self.rng.choice(self.districts),
            status=AlertStatus.NEW if is_new else AlertStatus.ACCEPTED,
        )
        self._add(alert)
        self._add(AlertPerson(alert=alert, person=person, added_by=coordinator))
        for subject in (alert, person):
            self._grant(subject, desk, OPENED[subject._meta.label_lower], by=coordinator)
        self._duty("alert.triage", alert, organisation, desk=desk, is_done=not is_new)
        if not is_new:
            decision = AlertDecision(alert=alert, data_key=alert.data_key, outcome="accepted", code="accept")
            decision.reason, decision.decided_by = WORDS, coordinator
            self._add(decision)
            alert.inquiry = self._inquiry(organisation, person, alert, is_first=is_first)

    def _inquiry(self, organisation: Organisation, person: Person, alert: Alert, *, is_first: bool) -> Inquiry:
        officer = self.rng.choice(organisation.staff[Role.RESCUE_OFFICER])
        is_open = is_first or self.rng.random() < 0.02
        inquiry = Inquiry(
            organisation=organisation.agency,
            reference=self._code(Reference.INQUIRY),
            data_key=self._key(organisation),
            officer=officer,
            place=alert.place,
            summary=WORDS,
            status=InquiryStatus.OPEN if is_open else InquiryStatus.HANDED_OVER,
            origin_label="intake.alert",
            origin_uid=alert.uid,
            opened_at=alert.received_at,
            opened_by=officer,
        )
        self._add(inquiry)
        self._add(InquiryPerson(inquiry=inquiry, person=person, added_by=officer))
        self._grant(inquiry, officer, OPENED_BY_OFFICER, by=officer)
        self._grant(person, officer, PERSON_OPENED_BY_BOTH, by=officer)
        for standing in (Lead.Standing.VERIFIED, Lead.Standing.VERIFIED, Lead.Standing.REFUTED):
            own = {"data_key": inquiry.data_key}
            lead = Lead(inquiry=inquiry, kind=Lead.Kind.INFORMATION, text=WORDS, standing=standing, **own)
            lead.occurred_on, lead.recorded_by = alert.received_at.date(), officer
            self._add(lead)
            self._add(LeadJudgement(lead=lead, standing=standing, basis=WORDS, judged_by=officer, **own))
        self._duty("inquiry.next_step", inquiry, organisation, owner=officer, is_done=not is_open)
        return inquiry

    def _found(self, case: Case, by: User) -> None:
        if self.rng.random() > 0.4:
            return
        own = {"data_key": case.data_key, "recorded_by": by, "recorded_at": case.opened_at}
        found = FoundPerson(
            organisation=case.organisation, person=case.person, case=case, found_on=case.opened_at.date(), **own
        )
        self._add(found)
        outcome = self.rng.choice(("rescued_in_operation", "located", "escaped_by_self"))
        self._add(FoundFinding(found=found, outcome=outcome, exploitation="exploitation_stated_kind_open", **own))

    def _duty(self, rule: str, subject: Any, organisation: Organisation, *, is_done: bool, **who: Any) -> None:
        done = {"done_at": self.now, "done_by": organisation.staff[Role.SUPERVISOR][0]} if is_done else {}
        duty = Duty(
            organisation=organisation.agency,
            rule=rule,
            subject_label=subject._meta.label_lower,
            subject_uid=subject.pk,
            event_uid=uuid4(),
            due_at=self.now + timedelta(hours=self.rng.randint(-24, 240)),
            **who,
            **done,
        )
        self._add(duty)

    def _grant(self, subject: Any, to: User | Desk, compartments: Iterable[Compartment], by: User) -> None:
        """To a user as assigned, to a desk as lying there."""
        holder = {"user": to} if isinstance(to, User) else {"desk": to}
        basis = Grant.Basis.ASSIGNED if isinstance(to, User) else Grant.Basis.DESK
        own = {"subject_label": subject._meta.label_lower, "subject_uid": subject.pk, "basis": basis, "granted_by": by}
        for compartment in compartments:
            self._add(Grant(compartment=compartment, **holder, **own))

    def _key(self, organisation: Organisation) -> DataKey:
        key = DataKey()
        secret = KEYS.put(key.uid, os.urandom(32))
        self._add(key)
        self._add(wrap_data_key(secret, data_key_uid=key.uid, agency_key=organisation.key))
        return key

    def _code(self, prefix: str) -> str:
        """As the actions do: another one if it is taken."""
        while (code := new_code(prefix, rng=self.rng)) in self.codes:
            pass
        self.codes.add(code)
        return code

    def _some_time_ago(self) -> datetime:
        return self.now - timedelta(minutes=self.rng.randint(60, 10 * 365 * 24 * 60))

    def _add(self, row: models.Model) -> None:
        self.rows[type(row)].append(row)
