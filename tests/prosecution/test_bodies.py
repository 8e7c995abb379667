"""A court is chosen among courts and a station among stations, and the page says what to do where it is missing."""

import pytest
from django.utils import timezone

from rihai.accounts.models import User
from rihai.cases.models import Case
from rihai.directory.agency_field import BESIDE, LISTED
from rihai.directory.models import Agency
from rihai.prosecution import actions
from rihai.prosecution.facts.facts import RefusalFacts, StepFacts
from rihai.prosecution.models import LegalCase, Refusal, SurvivorStep
from rihai.prosecution.workflow import LegalStatus
from tests import factories
from tests.conftest import SignedIn
from tests.prosecution import builders
from tests.prosecution.builders import send, text_of
from tests.prosecution.claiming import a_claim
from tests.prosecution.test_petitions import a_closure
from tests.prosecution.test_protection import an_application
from tests.prosecution.test_survivor_steps import a_step, told

STATION, COURT, CLINIC = "Lake Road police station", "Sessions court Hill", "Clinic Seven"
NO_COURTS = ("child_welfare_committee", "legal_services_authority", "law_chamber", "prosecutor", "dcpu")
MISSING = "Not in the list? Ask your supervisor or the rescue desk"


@pytest.mark.parametrize(
    ("page", "offered"),
    [
        ("hearing_new", [COURT]),
        ("petition_new", [COURT]),
        ("charge_sheet_new", [COURT]),
        ("legal_case_paper", [STATION, COURT]),
        ("protection_new", [STATION, COURT]),
    ],
)
def test_only_bodies_of_the_right_kind_are_offered_and_the_missing_one_has_a_way(
    legal_case: LegalCase, asha: User, signed_in: SignedIn, page: str, offered: list[str]
) -> None:
    builders.a_station(STATION)
    builders.a_station(COURT, kind="court")
    builders.a_station(CLINIC, kind="hospital")

    text = text_of(signed_in(asha), page, legal_case.uid)

    assert [one for one in (STATION, COURT, CLINIC) if one in text] == offered
    assert MISSING in text


@pytest.mark.parametrize("page", ["hearing_new", "charge_sheet_new", "closure_new", "judgment_new", "legal_case_paper"])
def test_whoever_is_no_court_is_not_offered_as_one(
    legal_case: LegalCase, asha: User, signed_in: SignedIn, page: str
) -> None:
    builders.a_station(COURT, kind="court")
    for kind in NO_COURTS:
        builders.a_station(f"Hill {kind}", kind=kind)

    text = text_of(signed_in(asha), page, legal_case.uid)

    assert COURT in text
    assert [kind for kind in NO_COURTS if f"Hill {kind}" in text] == []


def test_the_committee_alone_is_offered_beside_courts_where_custody_is_asked_for(
    legal_case: LegalCase, asha: User, signed_in: SignedIn
) -> None:
    for kind in NO_COURTS:
        builders.a_station(f"Hill {kind}", kind=kind)

    text = text_of(signed_in(asha), "petition_new", legal_case.uid)

    assert [kind for kind in NO_COURTS if f"Hill {kind}" in text] == ["child_welfare_committee"]


def test_a_body_that_stands_in_a_closure_report_stays_when_it_is_put_right(
    legal_case: LegalCase, lata: User, signed_in: SignedIn
) -> None:
    committee = builders.a_station("Hill committee", kind="child_welfare_committee")
    closure = a_closure(legal_case, lata, court=committee)

    text = text_of(signed_in(lata), "closure_edit", closure.pk)

    assert f'<option value="{committee.pk}" selected>' in text


def test_a_body_of_another_kind_that_stands_there_already_is_not_lost(
    legal_case: LegalCase, asha: User, signed_in: SignedIn
) -> None:
    clinic = builders.a_station(CLINIC, kind="hospital")
    LegalCase.objects.filter(pk=legal_case.pk).update(station=clinic)

    text = text_of(signed_in(asha), "legal_case_paper", legal_case.uid)

    assert f'<option value="{clinic.pk}" selected>' in text


@pytest.mark.parametrize(("kind", "offered"), [("statement", [COURT]), ("medical", [CLINIC]), ("age", [COURT, CLINIC])])
def test_a_step_around_a_survivor_takes_place_where_its_kind_does(
    legal_case: LegalCase, asha: User, signed_in: SignedIn, kind: str, offered: list[str]
) -> None:
    builders.a_station(STATION)
    builders.a_station(COURT, kind="court")
    builders.a_station(CLINIC, kind="hospital")

    text = text_of(signed_in(asha), "survivor_step_new", legal_case.survivors.get().pk, kind)

    assert [one for one in (STATION, COURT, CLINIC) if one in text] == offered
    assert MISSING in text


def test_a_step_after_a_refusal_goes_to_whom_the_ladder_names(
    legal_case: LegalCase, asha: User, lata: User, signed_in: SignedIn
) -> None:
    legal_case = builders.a_legal_case(asha, builders.a_case(asha, 16), status=LegalStatus.ASKED, lawyer=lata)
    facts = RefusalFacts(timezone.localdate(), Refusal.Ground.NONE, Refusal.Officer.SENIOR)
    refusal, client = actions.record_refusal(legal_case, facts=facts, by=asha), signed_in(asha)
    builders.a_station(CLINIC, kind="hospital")
    court, office = (
        builders.a_station(COURT, kind="court"),
        builders.a_station("Hill office", kind="commissioner_office"),
    )
    typed = {"rung": "senior_officer", "on": timezone.localdate().isoformat()}

    text = text_of(client, "refusal_step_new", refusal.uid)
    wrong = send(client, "refusal_step_new", refusal.uid, **typed, agency=court.pk)
    right = send(client, "refusal_step_new", refusal.uid, **typed, agency=office.pk)

    assert (COURT in text, CLINIC in text) == (True, False)
    assert "This step goes to another office: Office of the Commissioner" in wrong.content.decode()
    assert (wrong.status_code, right.status_code, refusal.steps.count()) == (422, 302, 1)


@pytest.mark.parametrize("is_long", [False, True])
def test_whoever_was_chosen_still_stands_there_when_something_else_is_put_right(
    legal_case: LegalCase, asha: User, signed_in: SignedIn, is_long: bool
) -> None:
    office, client = builders.a_station("Hill authority", kind="legal_services_authority"), signed_in(asha)
    court = builders.a_station(COURT, kind="court")
    application = an_application(legal_case, asha, authority=office)
    step = a_step(legal_case, asha, SurvivorStep.Kind.STATEMENT, told(SurvivorStep.State.ASKED, place=court))
    for number in range(LISTED * is_long):
        builders.a_station(f"Court {number}", kind="court")

    pages = {
        office: text_of(client, "protection_edit", application.pk),
        court: text_of(client, "survivor_step_edit", step.pk),
    }

    for body, page in pages.items():
        assert (f'value="{body.name}' if is_long else f'<option value="{body.pk}" selected>') in page


HERE = {"district": "Bright District", "state": "Bright State"}
FAR = {"district": "Far District", "state": "Far State"}


def a_refusal(asha: User) -> Refusal:
    """At a station under the office of its city; there is one such office in every far district."""
    senior = factories.an_agency("City commissioner", kind="commissioner_office", state="Bright State")
    station = factories.an_agency(STATION, kind="police_station", parent=senior, **HERE)
    factories.an_agency("District superintendent", kind="commissioner_office", **HERE)
    factories.an_agency("State commission", kind="scpcr", district="Capital", state="Bright State")
    factories.an_agency("Commission of the country", kind="ncpcr")
    for number in range(BESIDE + 1):
        factories.an_agency(f"Far superintendent {number:02}", kind="commissioner_office", **FAR)
    legal_case = builders.a_legal_case(asha, status=LegalStatus.ASKED, number="", station=station)
    return actions.record_refusal(
        legal_case, facts=RefusalFacts(timezone.localdate(), Refusal.Ground.NONE, Refusal.Officer.SENIOR), by=asha
    )


def test_after_a_refusal_the_seniors_and_the_commissions_of_that_station_are_offered_and_others_by_name(
    asha: User, signed_in: SignedIn
) -> None:
    refusal, client = a_refusal(asha), signed_in(asha)
    typed = {"rung": "senior_officer", "on": timezone.localdate().isoformat()}

    page = text_of(client, "refusal_step_new", refusal.uid)
    other = send(client, "refusal_step_new", refusal.uid, **typed, agency="Far superintendent 07, Far District")

    likely = ["City commissioner", "District superintendent", "Commission of the country", "State commission"]
    found = [page.index(f'<option value="{name}') for name in likely]
    assert found == sorted(found)
    assert f"Most likely: {likely[0]}, Bright State; {likely[1]}, Bright District; " in page
    assert "Far superintendent" not in page
    assert other.status_code == 302
    assert refusal.steps.filter(agency__name="Far superintendent 07").exists()


def test_after_the_senior_officer_the_commissions_stand_first(asha: User, signed_in: SignedIn) -> None:
    refusal = a_refusal(asha)
    actions.take_step(refusal, facts=StepFacts("senior_officer", timezone.localdate()), by=asha)

    page = text_of(signed_in(asha), "refusal_step_new", refusal.uid)

    order = ["Commission of the country", "State commission", "City commissioner", "District superintendent"]
    found = [page.index(f'<option value="{name}') for name in order]
    assert found == sorted(found)


def test_where_few_are_known_the_others_stand_below_those_that_are_likely(asha: User, signed_in: SignedIn) -> None:
    refusal = a_refusal(asha)
    Agency.objects.filter(name__gt="Far superintendent 02", name__lt="Far superintendent 99").delete()

    page = text_of(signed_in(asha), "refusal_step_new", refusal.uid)

    assert page.index('label="Most likely"') < page.index("City commissioner") < page.index('label="Elsewhere"')
    assert page.index('label="Elsewhere"') < page.index("Far superintendent 01")


def test_protection_is_asked_of_those_around_the_station_and_of_no_force_at_a_border(
    asha: User, signed_in: SignedIn
) -> None:
    legal_case = a_refusal(asha).legal_case
    for name, kind in (("Hill sessions", "court"), ("Hill border post", "border_force")):
        factories.an_agency(name, kind=kind, **HERE)

    page = text_of(signed_in(asha), "protection_new", legal_case.uid)

    assert [one for one in (STATION, "Hill sessions", "Hill border post") if f'<option value="{one}' in page] == [
        STATION,
        "Hill sessions",
    ]


def test_a_zero_fir_goes_to_whoever_registers_and_a_claim_to_no_police(
    legal_case: LegalCase, asha: User, case: Case, signed_in: SignedIn
) -> None:
    builders.a_station(STATION)
    builders.a_station("Hill help desk", kind="womens_help_desk")
    builders.a_station("Hill authority", kind="legal_services_authority")
    claim, client = a_claim(asha, case, legal_case=legal_case), signed_in(asha)

    transfer, step = text_of(client, "legal_case_transfer", legal_case.uid), text_of(client, "claim_step", claim.uid)

    assert (STATION in transfer, "Hill help desk" in transfer) == (True, False)
    assert ("Hill authority" in step, STATION in step.partition("Before which authority")[2]) == (True, False)
