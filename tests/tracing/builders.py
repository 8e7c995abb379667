"""Reports, found records and sheets as the actions leave them. Everybody in them is invented."""

from dataclasses import replace
from datetime import timedelta

from django.utils import timezone

from rihai.accounts.models import User
from rihai.directory.models import Agency
from rihai.lib.precision import AgeCertainty, ImpreciseDate
from rihai.people.facts import BirthFacts, NameFacts, PersonFacts, SourceFacts
from rihai.tracing import actions
from rihai.tracing.facts import AskedFacts, FoundFacts, ReportDetails, ReportFacts, SheetFacts
from rihai.tracing.models import (
    FoundRecord,
    MissingReport,
    ReporterCheck,
    RequestAsked,
    RequestSheet,
    TellingConsent,
)
from tests import factories
from tests.pages import Pages

PAGES = Pages("tracing")
send, text_of = PAGES.send, PAGES.text_of
WORDS = "She went to the well and did not come back"
SAFE = "Alive and safe, and does not wish to be contacted."


def somebody(age: int | None = 14, *names: str, sex: str = "female") -> PersonFacts:
    birth = BirthFacts.aged(age, timezone.localdate(), AgeCertainty.STATED) if age is not None else None
    return PersonFacts(sex=sex, birth=birth, names=tuple(NameFacts(one) for one in names or ("Zarina Testwali",)))


def report_facts(age: int | None = 14, days: int = 9, **more: object) -> ReportFacts:
    seen = ImpreciseDate(timezone.localdate() - timedelta(days=days))
    details = ReportDetails(WORDS, last_seen=seen, marks="A burn on the left hand", clothing="A green dupatta")
    known = {"reporter": SourceFacts(kind="family", name="Uncle Caller"), "relation": "uncle", **more}
    return ReportFacts(person=somebody(age), details=details, **known)  # type: ignore[arg-type]


def a_report(by: User, age: int | None = 14, **more: object) -> MissingReport:
    return actions.file_report(organisation=by.organisation, by=by, facts=report_facts(age, **more))  # type: ignore[arg-type]


def found_facts(age: int = 14, **more: object) -> FoundFacts:
    told = FoundFacts(somebody(age), FoundRecord.Kind.SHELTER, timezone.now() - timedelta(minutes=5))
    return replace(told, **more)  # type: ignore[arg-type]


def a_found(by: User, age: int = 14, **more: object) -> FoundRecord:
    return actions.record_found_person(organisation=by.organisation, by=by, facts=found_facts(age, **more))


def verified(report: MissingReport, by: User) -> ReporterCheck:
    result = ReporterCheck.Result.VERIFIED
    return actions.check_reporter(report, result=result, how="Ration card, and her teacher", relation="uncle", by=by)


def a_sheet(report: MissingReport, by: User, *says: str, **more: object) -> RequestSheet:
    facts = SheetFacts(says or ("sex", "age", "marks"), **more)  # type: ignore[arg-type]
    return actions.make_sheet(report, facts=facts, by=by)


def a_home(name: str = "Girls' home, Hill District") -> Agency:
    return factories.an_agency(name, kind="shelter_home", is_member=False)


def asked(sheet: RequestSheet, home: Agency, by: User) -> RequestAsked:
    return actions.ask_agency(sheet, facts=AskedFacts(home, RequestAsked.Way.CALL), by=by)


def agreed(report: MissingReport, by: User, sentence: str = SAFE) -> TellingConsent:
    return actions.record_telling_consent(
        report, sentence=sentence, how="Alone with her, on the veranda", asked=actions.IN_PERSON, by=by
    )
