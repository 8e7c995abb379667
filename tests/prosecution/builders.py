"""Legal cases as the actions leave them. Everybody in them is invented."""

from collections.abc import Callable

from django.utils import timezone

from rihai.accounts.models import User
from rihai.cases.actions import open_case
from rihai.cases.models import Case
from rihai.directory.models import Agency
from rihai.lib.precision import AgeCertainty
from rihai.people.actions import register_person
from rihai.people.facts import BirthFacts, NameFacts, PersonFacts
from rihai.prosecution import actions
from rihai.prosecution.facts.facts import PaperFacts
from rihai.prosecution.models import LegalCase
from rihai.prosecution.workflow import LegalStatus
from tests import factories
from tests.pages import Pages

PAGES = Pages("prosecution")
send, text_of, questions = PAGES.send, PAGES.text_of, PAGES.questions
Doors = Callable[[str], list[int]]
# A page of a legal case: companion and lawyer; a stranger, the supervisor, the director; the door for nobody.
OPEN_TO_ITS_PEOPLE = [200, 200, 404, 404, 404, 302]


def a_case(worker: User, age: int = 15, name: str = "Meera Testwali") -> Case:
    birth = BirthFacts.aged(age, timezone.localdate(), AgeCertainty.STATED)
    facts = PersonFacts(sex="female", birth=birth, names=(NameFacts(name),))
    person = register_person(organisation=worker.organisation, by=worker, facts=facts)
    return open_case(person, by=worker, case_owner=worker)


def a_station(name: str = "Lake Road police station", kind: str = "police_station") -> Agency:
    return factories.an_agency(name, kind=kind, is_member=False)


def a_legal_case(
    by: User,
    case: Case | None = None,
    *,
    status: LegalStatus = LegalStatus.REGISTERED,
    lawyer: User | None = None,
    **paper: object,
) -> LegalCase:
    told = {"kind": LegalCase.Kind.FIR, "number": "0123/2026", "sections": ("bns-143-4",), **paper}
    facts = PaperFacts(**told)  # type: ignore[arg-type]
    return actions.open_legal_case(case=case or a_case(by), facts=facts, status=status, by=by, lawyer=lawyer)
