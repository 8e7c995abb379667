"""A court is chosen among courts and a station among stations, and the page says what to do where it is missing."""

import pytest
from django.utils import timezone

from rihai.accounts.models import User
from rihai.directory.agency_field import LISTED
from rihai.prosecution import actions
from rihai.prosecution.facts.facts import RefusalFacts
from rihai.prosecution.models import LegalCase, Refusal, SurvivorStep
from rihai.prosecution.workflow import LegalStatus
from tests.conftest import SignedIn
from tests.prosecution import builders
from tests.prosecution.builders import send, text_of
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
