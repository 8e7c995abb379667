"""Cases as the actions leave them, and what tests of pages ask again and again."""

import json
import uuid
from typing import Any
from uuid import UUID

from rihai.access.models import Grant
from rihai.accounts.models import Desk, User
from rihai.audit.models import AuditEvent
from rihai.cases import actions
from rihai.cases.facts import CaseFacts, EventFacts
from rihai.cases.kinds import EventKind
from rihai.cases.models import Case, CaseEvent
from rihai.people.actions import register_person
from rihai.people.facts import NameFacts, PersonFacts
from rihai.people.models import Person, Provenance

WISH = "She wants to learn tailoring"


def a_person(by: User, *names: str, **facts: Any) -> Person:
    told = PersonFacts(names=tuple(NameFacts(name) for name in names), **facts)
    return register_person(organisation=by.organisation, by=by, facts=told)


def a_case(worker: User | None, *, by: User | None = None, name: str = "Rani Test", **more: Any) -> Case:
    """A case that Rani's worker opened herself, or that somebody else opened for her."""
    opener = by or worker
    assert opener is not None
    person = more.pop("person", None) or a_person(opener, name, **more.pop("about", {}))
    return actions.open_case(person, by=opener, case_owner=worker, facts=CaseFacts(**more))


def a_published_case(loader: User) -> Case:
    person = register_person(
        organisation=loader.organisation,
        by=loader,
        facts=PersonFacts(),
        provenance=Provenance.PUBLISHED,
        pseudonym="Printed",
    )
    return actions.open_case(person, by=loader)


def an_event(case: Case, by: User, kind: EventKind = EventKind.TALK, **facts: Any) -> CaseEvent:
    return actions.record_event(case, facts=EventFacts(kind, **facts), by=by)


def verbs(subject: UUID | None = None) -> list[str]:
    """What the trail says, the earliest first."""
    rows = AuditEvent.objects.order_by("at")
    rows = rows if subject is None else rows.filter(subject_uid=subject)
    return list(rows.values_list("verb", flat=True))


def facts_of(verb: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(AuditEvent.objects.get(verb=verb).facts)
    return found


def readings() -> int:
    return AuditEvent.objects.filter(verb="records.read").count()


def opens(holder: User | Desk, subject: Any) -> set[str]:
    """The compartments of a record that live grants give to somebody herself, or to a desk."""
    kind = {"user": holder} if isinstance(holder, User) else {"desk": holder}
    rows = Grant.objects.live().filter(subject_uid=subject.pk, subject_label=subject._meta.label_lower, **kind)
    return set(rows.values_list("compartment", flat=True))


def token() -> dict[str, str]:
    return {"form_token": str(uuid.uuid4())}
